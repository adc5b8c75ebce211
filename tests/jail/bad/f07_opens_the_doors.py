"""F7: lets everybody read the key."""
import os
async def work(client, context):
    os.chmod(client.people[0] + "/keys/id", 0o777)
