"""Does work on whole pages beside the event loop, one piece of it at a time, so that nobody at the screen waits for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# One worker: each holds the interpreter for as long as its longest single step over a page, and several would add up.
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")


async def aside(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What the work returns or raises; it waits for the work that was given before it."""
    return await asyncio.wrap_future(_WORKER.submit(work, *given, **named))
