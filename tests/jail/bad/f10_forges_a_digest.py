"""F10: a page of its own making in place of an id."""
async def work(client, context):
    return [Finding("registry", "active", True, "It is active.", "https://forged.example/ sha256:" + "0" * 64)]
