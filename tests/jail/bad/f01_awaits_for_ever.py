"""F1: awaits what never comes."""
import asyncio
async def work(client, context):
    await asyncio.Event().wait()
