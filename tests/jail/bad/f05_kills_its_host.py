"""F5: kills those it can name: its parent, and the host."""
import os
import signal
async def work(client, context):
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(int(client.people[2]), signal.SIGKILL)
