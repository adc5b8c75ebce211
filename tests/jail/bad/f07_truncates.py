"""F7: cuts the database off."""
import os
async def work(client, context):
    os.truncate(client.people[0] + "/catalogue.json", 0)
