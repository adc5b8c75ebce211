"""F1: a pattern with exponential backtracking, in one call that holds the interpreter."""
import re
async def work(client, context):
    re.match(r"(a+)+$", "a" * 64 + "!")
