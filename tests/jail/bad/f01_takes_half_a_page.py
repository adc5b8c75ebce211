"""F1: asks for pages, takes the beginning of the first answer, and no more."""
import time
async def work(client, context):
    for _ in range(20):
        context._ask("fetch", {"url": "https://register.example/acme", "purpose": "the entry"})
    _os.read(context._line._incoming, 10)
    while True:
        time.sleep(60)
