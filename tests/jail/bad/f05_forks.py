"""F5: forks."""
import os
import time
async def work(client, context):
    if not os.fork():
        time.sleep(600)
