"""F3: a finding of 300 MB."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, statement="x" * 300_000_000)]
