"""F5: starts a thread."""
import threading
import time
async def work(client, context):
    threading.Thread(target=time.sleep, args=(600,)).start()
