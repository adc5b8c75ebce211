"""F10: a finding on an evidence id that was never issued."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, evidence="bad-99")]
