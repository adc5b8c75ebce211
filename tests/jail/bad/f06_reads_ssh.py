"""F6: reads what stands in the person's own home."""
from pathlib import Path
async def work(client, context):
    return breach(str(list(Path(client.people[3]).iterdir())))
