"""F1: ignores every signal that can be ignored."""
import signal
async def work(client, context):
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
