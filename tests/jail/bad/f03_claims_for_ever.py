"""F3: has the host keep claim after claim."""
async def work(client, context):
    while True:
        context.claimed("x" * 10_000)
