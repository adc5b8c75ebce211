"""What keeping plugins apart costs, and whether the host goes on meanwhile.

    python benchmarks/isolation.py [ROUNDS]

Start: a jailed process until it begins its work, against a bare fork of the same modules and against a new interpreter that
imports them. Twenty: as many sources asked at once. Stall: the longest time in which the host's event loop did nothing, while
every bad plugin of the tests works beside a good one; an idle loop of the same run stands beside it, since a busy machine
stalls that one too. Screen: the same for the loop of a screen, while sources are asked in a thread beside it and answered with
hostile pages of 5 MiB, as the desk does it; "ours" is the longest wait for which this program is to blame: without the time in which the loop
was ready and other programs had the processor (Linux), and no more than the rest of this program computed meanwhile.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from intake.hooks.jailed import Jailed  # noqa: E402 - the tests' plugins stand beside the checkout
from intake.hooks.loading import load, usual_jail  # noqa: E402
from intake.jail.inmate import Terms  # noqa: E402
from intake.jail.keepers import module_path  # noqa: E402
from intake.jail.places import readable_places  # noqa: E402
from intake.model.client import Client  # noqa: E402
from intake.model.finding import SourceReport, Status  # noqa: E402
from intake.store.blobs import Blobs  # noqa: E402
from intake.testing.recorded import RecordedWeb  # noqa: E402
from intake.tui.app import SWITCH  # noqa: E402
from intake.vetting.asking import ask  # noqa: E402
from intake.vetting.door import Answer  # noqa: E402
from jail.test_bad_plugins import BAD, END, GOOD  # noqa: E402
from plugins.sources import installed_names  # noqa: E402
from vetting.fakes import clock, web  # noqa: E402

SOURCES, AT_ONCE = 20, 6
BEAT = 0.005
PAGE = 5 * 1024 * 1024
PAGES: dict[str, tuple[str, bytes]] = {
    "prose": ("utf-8", b"<p>All that is <b>known</b> of it.</p> "),
    "no space": ("utf-8", b"x"),
    "backslashes": ("utf-8", b"\\"),
    "references": ("utf-8", b"&amp;"),
    "minified": ("utf-8", b'{"name":"value","more":[1,2,3]},'),
    "no text": ("utf-8", b"\xff"),
    "no cp1252": ("windows-1252", b"\x81"),
    "no Hebrew": ("iso-8859-8", b"\xff"),
    "no Korean": ("euc-kr", b"\xff"),
}
"""Hostile pages by their name: the charset that they declare, and what they repeat."""
FETCHES = 3
READER = """
async def work(client, context):
    pages = [await context.fetch(f"https://register.example/NAME/{place}", "a page") for place in range(COUNT)]
    return [told(page, quote="IS  ACTIVE", fact="active") for page in pages]
"""
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


@dataclass(slots=True)
class Beats:
    """The longest delays of a loop, in milliseconds: of any beat, and of one for which this program is to blame."""

    longest: float = 0
    ours: float = 0


def passed_over() -> float:
    """Seconds for which this thread was ready and another program had the processor."""
    return int(Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text().split()[1]) / 1e9


async def beat_while(thread: threading.Thread) -> Beats:
    """The beats of this loop while the thread lives."""
    beats = Beats()
    while thread.is_alive():
        others, waited, due = time.process_time() - time.thread_time(), passed_over(), time.perf_counter() + BEAT
        await asyncio.sleep(BEAT)
        late = time.perf_counter() - due
        others, waited = time.process_time() - time.thread_time() - others, passed_over() - waited
        beats.longest = max(beats.longest, late * 1000)
        beats.ours = max(beats.ours, min(late - waited, others) * 1000)
    return beats


def hostile_web(folder: Path, name: str) -> RecordedWeb:
    """The pages of that name, kept on disk as at the desk."""
    charset, repeated = PAGES[name]
    body = repeated * (PAGE // len(repeated) - 10) + b" IS ACTIVE"
    headers = {"content-type": f"text/html; charset={charset}"}
    urls = [f"https://register.example/{source}/{place}" for source in range(AT_ONCE) for place in range(FETCHES)]
    bodies = {url: f"<!-- {url} -->".encode() + body for url in urls}
    answers = {url: Answer(url, 200, headers, body, recorded=True) for url, body in bodies.items()}
    return RecordedWeb(answers, Blobs(folder).put)


def vet(client: Client, readers: list[Jailed], on: RecordedWeb, reports: list[SourceReport]) -> None:
    """Asks the readers in a loop of this thread's own."""
    reports.extend(asyncio.run(ask(client, readers, on, clock=clock)))


def show_screen(folder: Path, client: Client) -> None:
    """Prints how long the loop of a screen stood still beside sources that receive pages of 5 MiB."""
    reading = READER.replace("COUNT", str(FETCHES))
    texts = {f"reader_{place}": reading.replace("NAME", str(place)) for place in range(AT_ONCE)}
    readers = plugins(folder, texts)
    sys.setswitchinterval(SWITCH)  # as the desk does
    print(f"\n{'screen, ms':<22}{'longest':>8}{'ours':>8}")
    for name in PAGES:
        on = hostile_web(folder / name, name)
        reports: list[SourceReport] = []
        thread = threading.Thread(target=vet, args=(client, readers, on, reports))
        thread.start()
        beats = asyncio.run(beat_while(thread))
        told = {report.note or report.status.value for report in reports}
        print(f"{name:<22}{beats.longest:>8.0f}{beats.ours:>8.0f}   {'; '.join(sorted(told))}")


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
        (folder / "readers").mkdir()
        show_screen(folder / "readers", client)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
