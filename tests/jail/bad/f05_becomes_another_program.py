"""F5: becomes another program."""
import os
async def work(client, context):
    os.execv("/bin/sleep", ["sleep", "600"])
