"""F9: announces a page of a terabyte, as only its host may, and sends of it for ever."""
async def work(client, context):
    message = b'{"call":1,"method":"today","arguments":{},"raw":[1099511627776]}'
    for descriptor in range(3, 20):
        try:
            _os.write(descriptor, len(message).to_bytes(4, "big") + message)
            while True:
                _os.write(descriptor, b"x" * 65536)
        except OSError:
            pass
