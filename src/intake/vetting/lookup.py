"""Finds the addresses behind a name: once for each connection, and every one of them is judged.

One private address among public ones refuses the name as a whole: trying "the public one" is how rebinding wins.
"""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from intake.hooks.silence import Unreachable
from intake.locale import worded
from intake.vetting.addresses import judge_address

MOST_ADDRESSES = 4
LOOKUP_SECONDS = 5.0

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolve(host: str, port: int, *, seconds: float = LOOKUP_SECONDS) -> Sequence[str]:
    """The addresses of a host name, by the system's resolver; Unreachable says why there are none."""
    # The final dot keeps the resolver from trying the name below the domains of this network.
    look_up = _in_a_thread_of_its_own(f"{host}.", port)
    try:
        async with asyncio.timeout(seconds):
            return await look_up
    except TimeoutError as fault:
        raise Unreachable("the name was not resolved in time") from fault
    except UnicodeError as fault:
        raise Unreachable("the name cannot be looked up") from fault
    except socket.gaierror as fault:
        raise Unreachable(_reason(fault)) from fault


async def judged(host: str, port: int, resolve: Resolve) -> tuple[str, ...]:
    """At most four addresses of a host, after all of them were judged; Blocked says which is not public."""
    found = tuple(dict.fromkeys(await resolve(host, port)))
    for address in found:
        judge_address(address)
    if not found:
        raise Unreachable("the name has no address")
    return found[:MOST_ADDRESSES]


def _in_a_thread_of_its_own(host: str, port: int) -> asyncio.Future[Sequence[str]]:
    """The addresses to come: a resolver that hangs takes no place from other look-ups, and keeps no program from ending."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Sequence[str]] = loop.create_future()

    def settle(found: Sequence[str], fault: Exception | None) -> None:
        if not future.done():
            future.set_exception(fault) if fault else future.set_result(found)

    def look_up() -> None:
        found: Sequence[str] = ()
        fault: Exception | None = None
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = [str(address[0]) for _, _, _, _, address in answers]
        except (OSError, UnicodeError) as why:
            fault = why
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, found, fault)

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    return future


def _reason(fault: socket.gaierror) -> str:
    if fault.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)):
        return worded("the name does not exist")
    if fault.errno == socket.EAI_AGAIN:
        return worded("the name was not resolved: its name server failed")
    return worded(f"the name was not resolved: {fault.strerror}")
