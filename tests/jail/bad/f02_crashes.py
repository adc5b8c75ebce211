"""F2: reads memory that is not there."""
import ctypes
async def work(client, context):
    ctypes.string_at(0)
