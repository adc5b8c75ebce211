"""F9: a value that no finding can have."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, value=float("inf"))]
