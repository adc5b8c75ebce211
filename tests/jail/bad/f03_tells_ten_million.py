"""F3: ten million findings."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page)] * 10_000_000
