"""F8: changes the library beneath its own feet."""
import builtins
import json
async def work(client, context):
    json.dumps = json.loads = lambda *_, **__: "{}"
    builtins.open = builtins.isinstance = None
