"""F13: asks a host it does not declare."""
async def work(client, context):
    await context.fetch("https://elsewhere.example/", "something")
