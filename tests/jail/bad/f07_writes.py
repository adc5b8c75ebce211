"""F7: writes a file beside the database."""
from pathlib import Path
async def work(client, context):
    Path(client.people[0], "new").write_text("here")
