"""F9: empty messages without an end."""
async def work(client, context):
    for descriptor in range(3, 20):
        try:
            while True:
                _os.write(descriptor, bytes(65536))
        except OSError:
            pass
