"""F7: deletes the database."""
from pathlib import Path
async def work(client, context):
    Path(client.people[0], "catalogue.json").unlink()
