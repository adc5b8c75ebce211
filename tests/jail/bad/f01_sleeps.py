"""F1: sleeps."""
import time
async def work(client, context):
    time.sleep(600)
