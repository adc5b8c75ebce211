"""F1: does not let itself be cancelled."""
import asyncio
async def work(client, context):
    while True:
        try:
            await asyncio.sleep(600)
        except BaseException:
            continue
