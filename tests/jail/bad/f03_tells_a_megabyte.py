"""F3: a finding of one megabyte, which fits into its memory but not into a message."""
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, statement="x" * 1_000_000)]
