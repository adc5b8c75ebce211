"""F3: takes all the memory it can get."""
async def work(client, context):
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))
