"""F11: a fact it never declared."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, topic="sanctions", fact="listed", value=False)]
