"""F7: fills the disk where everybody may write."""
import tempfile
async def work(client, context):
    with tempfile.TemporaryFile() as file:
        while True:
            file.write(b"x" * 1_000_000)
