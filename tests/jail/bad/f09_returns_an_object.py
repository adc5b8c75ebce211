"""F9: returns an object."""
async def work(client, context):
    return object()
