"""F4: tries the network and hides that it failed."""
import socket
async def work(client, context):
    try:
        socket.socket()
    except OSError:
        pass
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page)]
