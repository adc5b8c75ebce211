"""F13: asks for 5,000 pages."""
import asyncio
async def work(client, context):
    fetches = (context.fetch("https://register.example/acme", "the entry") for _ in range(5000))
    await asyncio.gather(*fetches)
