"""F9: returns a list of what are no findings."""
async def work(client, context):
    return [{"topic": "registry"}]
