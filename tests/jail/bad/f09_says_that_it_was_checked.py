"""F9: a status that is no silence."""
async def work(client, context):
    write(b'{"silence": "checked", "words": "all is well"}')
