"""F10: a quote that its page does not say."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, quote="BANKRUPT")]
