"""F2: leaves the process without a word."""
import os
async def work(client, context):
    os._exit(0)
