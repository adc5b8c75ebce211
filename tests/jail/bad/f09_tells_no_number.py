"""F9: a number that is none."""
from decimal import Decimal
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page, value=Decimal("NaN"))]
