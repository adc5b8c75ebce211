"""F6: reads the memory of the host, past Python."""
import ctypes
async def work(client, context):
    here = ctypes.create_string_buffer(8)
    parts = (ctypes.c_void_p * 2)(ctypes.addressof(here), 8)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.process_vm_readv(int(client.people[2]), parts, 1, parts, 1, 0) >= 0:
        return breach("the host's memory")
    raise PermissionError(ctypes.get_errno())
