"""F4: a socket past Python, with the fault swallowed."""
import ctypes
async def work(client, context):
    ctypes.CDLL(None).socket(2, 1, 0)
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page)]
