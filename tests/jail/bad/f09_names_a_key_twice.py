"""F9: an outcome that says two things."""
async def work(client, context):
    write(b'{"found": [], "found": []}')
