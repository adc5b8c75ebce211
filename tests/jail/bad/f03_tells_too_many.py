"""F3: more findings than are taken."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, statement="x")] * 201
