"""F4: a socket of its own."""
import socket
async def work(client, context):
    socket.create_connection(("127.0.0.1", int(client.people[1])))
