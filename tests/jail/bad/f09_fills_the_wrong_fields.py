"""F9: a finding with a number for its words."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, statement=7)]
