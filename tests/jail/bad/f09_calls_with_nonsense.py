"""F9: calls a method with what it does not take."""
async def work(client, context):
    write(b'{"call": 1, "method": "fetch", "arguments": {"url": 7, "purpose": [], "self": null}}')
    while True:
        pass
