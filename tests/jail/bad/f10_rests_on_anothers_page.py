"""F10: a finding on evidence that was issued to another source."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, evidence="good-1")]
