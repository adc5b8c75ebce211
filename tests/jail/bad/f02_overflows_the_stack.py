"""F2: calls itself until the stack is full, below Python's own guard."""
import sys
async def work(client, context):
    sys.setrecursionlimit(10**9)
    nested = ()
    for _ in range(10**6):
        nested = (nested,)
    hash(nested)
