"""F9: garbage in place of a message."""
async def work(client, context):
    write(b"\x00\xff\x1b]0;owned\x07 this is no JSON")
