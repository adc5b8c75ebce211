"""F9: announces a message of four gigabytes."""
async def work(client, context):
    write(b"", length=0xFFFFFFFF)
