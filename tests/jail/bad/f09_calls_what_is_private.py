"""F9: calls what no context offers."""
async def work(client, context):
    write(b'{"call": 1, "method": "__class__", "arguments": {}}')
    while True:
        pass
