"""F1: arithmetic that does not end, in one call that holds the interpreter."""
async def work(client, context):
    10**10**8
