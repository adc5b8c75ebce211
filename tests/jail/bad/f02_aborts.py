"""F2: aborts."""
import os
async def work(client, context):
    os.abort()
