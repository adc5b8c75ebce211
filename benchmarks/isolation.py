"""What keeping plugins apart costs, and whether the host goes on meanwhile.

    python benchmarks/isolation.py [ROUNDS]

Start: a jailed process until it begins its work, against a bare fork of the same modules and against a new interpreter that
imports them. Twenty: as many sources asked at once. Stall: the longest time in which the host's event loop did nothing, while
every bad plugin of the tests works beside a good one; an idle loop of the same run stands beside it, since a busy machine
stalls that one too.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from intake.hooks.jailed import Jailed  # noqa: E402 - the tests' plugins stand beside the checkout
from intake.hooks.loading import load, usual_jail  # noqa: E402
from intake.jail.inmate import Terms  # noqa: E402
from intake.jail.keepers import module_path  # noqa: E402
from intake.jail.places import readable_places  # noqa: E402
from intake.model.client import Client  # noqa: E402
from intake.model.finding import Status  # noqa: E402
from intake.vetting.asking import ask  # noqa: E402
from jail.test_bad_plugins import BAD, END, GOOD  # noqa: E402
from plugins.sources import installed_names  # noqa: E402
from vetting.fakes import clock, web  # noqa: E402

SOURCES = 20
BEAT = 0.005
INTERPRETER = [sys.executable, "-I", "-c", "import sys; sys.path[:] = sys.argv[1:]; import intake.hooks.beforehand"]


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds that the work took."""
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def jailed() -> None:
    """A process that locks itself in, says so, and is ended."""
    async with await usual_jail().open(Terms(readable_places(), 5, module_path()), {}):
        pass


async def bare() -> None:
    """A fork of this process, which has the same modules, that ends at once."""
    process = os.fork()
    if not process:
        os._exit(0)
    await asyncio.to_thread(os.waitpid, process, 0)


async def interpreter() -> None:
    """A new interpreter that imports what the fork server has imported."""
    await asyncio.to_thread(subprocess.run, [*INTERPRETER, *module_path()], check=True)


async def stall(work: Awaitable[object]) -> float:
    """The longest delay, in milliseconds, of a beat of the loop while the work goes on."""
    longest, task = 0.0, asyncio.ensure_future(work)
    while not task.done():
        due = time.perf_counter() + BEAT
        await asyncio.sleep(BEAT)
        longest = max(longest, time.perf_counter() - due)
    await task
    return longest * 1000


def plugins(folder: Path, texts: dict[str, str]) -> list[Jailed]:
    """The sources of plugins with these texts."""
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text + END.replace("NAME", name), encoding="utf-8")
    return list(load(folders=[folder], excluded=installed_names()).sources)


async def measure(rounds: int, good: list[Jailed], bad: list[Jailed], client: Client) -> None:
    """Prints the three tables."""
    ways = {"jailed process": jailed, "bare fork": bare, "new interpreter": interpreter}
    times: dict[str, list[float]] = {name: [] for name in ways}
    await jailed()
    for _ in range(rounds):
        for name, work in ways.items():
            times[name].append(await timed(work))
    reference = statistics.median(times["new interpreter"])
    print(f"start, median of {rounds}\n{'':<22}{'ms':>8}{'fastest':>10}{'ratio':>8}")
    for name, took in times.items():
        print(f"{name:<22}{statistics.median(took):>8.1f}{min(took):>10.1f}{statistics.median(took) / reference:>8.2f}")
    together = [await timed(lambda: ask(client, good, web(), clock=clock)) for _ in range(rounds)]
    print(f"\n{SOURCES} sources at once: {statistics.median(together):.0f} ms, fastest {min(together):.0f} ms")
    idle = await stall(asyncio.sleep(2))
    asked = asyncio.ensure_future(ask(client, [good[0], *bad], web(), clock=clock, budget=4))
    busy = await stall(asked)
    reports = await asked
    delivered = "delivers" if reports[0].status is Status.CHECKED else "FAILED"
    print(
        f"the good one {delivered}; longest stall beside {len(bad)} bad plugins: {busy:.0f} ms; of an idle loop: {idle:.0f} ms"
    )


def main(rounds: int) -> None:
    """Makes the plugins and measures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "good").mkdir()
        (folder / "bad").mkdir()
        good = plugins(folder / "good", {f"good_{number}": GOOD for number in range(SOURCES)})
        bad = plugins(folder / "bad", {file.stem: file.read_text("utf-8") for file in sorted(BAD.glob("*.py"))})
        client = replace(Client("Acme"), people=(str(folder), "9", str(os.getpid()), str(Path.home())))
        asyncio.run(measure(rounds, good, bad, client))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
