"""F5: asks the kernel to let it outlive its parent, in a session of its own."""
import ctypes
import os
async def work(client, context):
    if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0:
        return breach("the signal at its parent's end was taken back")
    os.setsid()
