"""F1: spins."""
async def work(client, context):
    while True:
        pass
