"""F3: prints 10 MB; nobody reads them, and what it found stands."""
import sys
async def work(client, context):
    print("x" * 10_000_000)
    print("x" * 10_000_000, file=sys.stderr)
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page)]
