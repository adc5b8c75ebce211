"""F6: lists the home."""
import os
async def work(client, context):
    return breach(str(os.listdir(client.people[0])))
