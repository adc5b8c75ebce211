"""F6: tells its own environment, which is empty."""
import os
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, statement=f"environment: {dict(os.environ)}")]
