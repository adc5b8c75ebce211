"""F5: starts a program."""
import subprocess
async def work(client, context):
    subprocess.run(["/bin/sleep", "600"])
