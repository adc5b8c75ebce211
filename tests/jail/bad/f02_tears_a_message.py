"""F2: leaves in the middle of a message."""
async def work(client, context):
    for descriptor in range(3, 20):
        try:
            _os.write(descriptor, (100).to_bytes(4, "big") + b'{"found":')
        except OSError:
            pass
    _os._exit(0)
