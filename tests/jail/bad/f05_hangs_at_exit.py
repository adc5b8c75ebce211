"""F5: hangs when the interpreter ends; it has delivered by then, and is ended."""
import atexit
import time
async def work(client, context):
    atexit.register(time.sleep, 600)
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page)]
