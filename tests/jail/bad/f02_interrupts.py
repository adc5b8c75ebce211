"""F2: raises what a person's Ctrl+C raises."""
async def work(client, context):
    raise KeyboardInterrupt
