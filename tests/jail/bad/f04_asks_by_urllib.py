"""F4: the standard library's own way to the web."""
import urllib.request
async def work(client, context):
    urllib.request.urlopen(f"http://127.0.0.1:{client.people[1]}/")
