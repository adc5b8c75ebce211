"""Keeps all sources together polite: two requests at once and one a second, to each domain and to each address.

What waits for one domain holds up no other. The clock comes in as an argument, so that a test waits for nothing.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

MOST_AT_ONCE = 2


class Clock(Protocol):
    """What tells the seconds, and lets them pass."""

    def time(self) -> float:
        """Seconds since some moment; never goes back."""

    async def sleep(self, seconds: float) -> None:
        """Returns after so many seconds."""


class RealClock:
    """The clock of this machine."""

    def time(self) -> float:
        """Seconds since the machine started."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Returns after so many seconds, while others work."""
        await asyncio.sleep(seconds)


class Pace:
    """Whose turn it is, over all sources that share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MOST_AT_ONCE))
        self._free_at: defaultdict[str, float] = defaultdict(lambda: float("-inf"))

    def slot(self, place: str) -> asyncio.Semaphore:
        """One of the two slots of a domain or an address, held by `async with` while something is asked there."""
        return self._slots[place]

    async def turn(self, places: Sequence[str], seconds_apart: float) -> None:
        """Waits until the next request may begin at all of these places, and keeps the next one away so long."""
        now = self._clock.time()
        start = max(now, *(self._free_at[place] for place in places))
        self._free_at.update(dict.fromkeys(places, start + seconds_apart))
        if start > now:
            await self._clock.sleep(start - now)
