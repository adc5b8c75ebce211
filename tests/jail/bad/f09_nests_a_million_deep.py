"""F9: JSON a hundred thousand lists deep, past the library's own checks."""
async def work(client, context):
    write(b"[" * 100_000)
