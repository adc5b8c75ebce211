"""F6: reads the signing key."""
from pathlib import Path
async def work(client, context):
    return breach(Path(client.people[0], "keys", "id").read_text())
