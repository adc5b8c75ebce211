"""F2: leaves the interpreter."""
import sys
async def work(client, context):
    sys.exit(3)
