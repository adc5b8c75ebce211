"""How long asking 20 sources takes, against one after the other and against a plain gather of httpx, in the same run.

    python benchmarks/asking.py [ROUNDS]

A local server answers each source with JSON of a register's size, late by what public services take (0.1 to 1.5 s). Each
source has a name and a loopback address of its own, so that the pace of the door holds nobody up who would not be held
up outside. Prints medians and ratios; fails where asking takes longer than 1.1 times the slowest source and 0.3 s.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import httpx

from intake import canonical
from intake.api import Client, Context, Finding, SourceInfo, Type
from intake.vetting.asking import ask
from intake.vetting.web import LiveWeb
from intake.vetting.web_transport import Endpoint

SOURCES = 20
DELAYS = [0.1 + 1.4 * (place / (SOURCES - 1)) ** 2 for place in range(SOURCES)]
BODY = json.dumps(
    {"status": "ACTIVE", "entries": [{"number": place, "text": "x" * 200} for place in range(50)]}
).encode()
CLIENT = Client("Acme Ltd", country="GB")
LONGEST = 60.0


class Register:
    """A source that fetches one page and finds the company active."""

    def __init__(self, place: int) -> None:
        self.url = f"http://register{place}.example/entry/{place}"
        self.info = SourceInfo(
            name=f"register{place}",
            publisher="the benchmark",
            hosts=(f"register{place}.example",),
            topics=("registry",),
            facts={"registry.active": Type.BOOL},
            licence="none",
            personal_data="none",
            cost="free",
            needs="a name",
        )

    def applies_to(self, client: Client) -> bool:
        """Always."""
        return bool(client.name)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The entry."""
        page = await context.fetch(self.url, "the entry")
        active = page.record().get("status") == "ACTIVE"
        return [Finding("registry", "active", active, f"{client.name} is active.", page.evidence, "ACTIVE")]


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One answer, after the delay of the source that is named in the path."""
    request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    path = request.split(" ", 2)[1]
    if path.startswith("/entry/"):
        await asyncio.sleep(DELAYS[int(path.rsplit("/", 1)[1])])
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(BODY)}\r\nconnection: close\r\n\r\n"
        writer.write(head.encode() + BODY)
    else:
        writer.write(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    await writer.drain()
    writer.close()


async def with_intake(sources: Sequence[Register], port: int) -> None:
    """All sources through the door, each with its evidence."""
    endpoints = [Endpoint(source.info.hosts[0], 80, ip_of(place), port) for place, source in enumerate(sources)]
    web = LiveWeb(keep=canonical.digest, endpoints=endpoints)
    reports = await ask(CLIENT, sources, web, clock=lambda: datetime.now(UTC))
    silent = [f"{report.source}: {report.note}" for report in reports if not report.findings]
    if len(reports) != SOURCES or silent:
        raise SystemExit(f"not every source answered: {'; '.join(silent)}")


async def with_gather(_: Sequence[Register], port: int) -> None:
    """The bare requests at once: no judging of addresses, no evidence, no budget, no findings."""
    async with httpx.AsyncClient(trust_env=False) as client:
        await asyncio.gather(*(client.get(plain_url(place, port)) for place in range(SOURCES)))


async def one_by_one(_: Sequence[Register], port: int) -> None:
    """The bare requests one after the other."""
    async with httpx.AsyncClient(trust_env=False) as client:
        for place in range(SOURCES):
            await client.get(plain_url(place, port))


def ip_of(place: int) -> str:
    """The loopback address of one source."""
    return f"127.0.0.{place + 2}"


def plain_url(place: int, port: int) -> str:
    """Where a source is without its name."""
    return f"http://{ip_of(place)}:{port}/entry/{place}"


async def measured(way: Callable[[Sequence[Register], int], Awaitable[None]], port: int) -> float:
    """Seconds that one way takes."""
    sources = [Register(place) for place in range(SOURCES)]
    began = time.perf_counter()
    async with asyncio.timeout(LONGEST):
        await way(sources, port)
    return time.perf_counter() - began


async def main(rounds: int) -> int:
    """Measures the ways in turns and prints the table; 1 where asking took too long."""
    server = await asyncio.start_server(answer, "0.0.0.0", 0)  # noqa: S104 - each source has its own loopback address
    port = server.sockets[0].getsockname()[1]
    async with server:
        taken: dict[str, list[float]] = {"intake": [], "gather": []}
        for _ in range(rounds):
            taken["intake"].append(await measured(with_intake, port))
            taken["gather"].append(await measured(with_gather, port))
        alone = await measured(one_by_one, port)
    intake, gather, slowest = statistics.median(taken["intake"]), statistics.median(taken["gather"]), max(DELAYS)
    most = 1.1 * slowest + 0.3
    print(f"{SOURCES} sources, the slowest takes {slowest:.2f} s; medians of {rounds} rounds")
    print(f"  intake, all at once     {intake:6.2f} s   {intake / slowest:.2f} x the slowest (at most {most:.2f} s)")
    print(f"  httpx, plain gather     {gather:6.2f} s   intake takes {intake / gather:.2f} x as long")
    print(f"  httpx, one by one       {alone:6.2f} s   {alone / intake:.1f} x as long as intake")
    return int(intake > most)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
