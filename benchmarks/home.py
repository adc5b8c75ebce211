"""Whether home is as quick with ten thousand dossiers as with ten: processor time of the screen's thread, as ratios.

    python benchmarks/home.py [ROUNDS]

The desk is opened in turns over few rows and over many, without a terminal, on as many lines as show ten rows, so that as much is
painted of both. Paint: from the rows to the first whole
screen. Filter: a key typed or taken back in the filter. Sort: the next column, or the other way round. Move: a page, or to
the end. What reads the rows from disk is measured by `store.py`. Fails where a median takes more than 1.5 times as much.
"""

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from intake import canonical
from intake.__main__ import _OBJECTS_BETWEEN_SWEEPS
from intake.desk import Desk
from intake.model.decision import Verdict
from intake.model.dossier import Stage
from intake.model.pending import Duty, Pending
from intake.store.catalogue import Listing, Row
from intake.tui.app import IntakeApp

FEW, MANY, MOST = 10, 10_000, 1.5
WORDS = ("Möbel", "Nordic", "Harbour", "Atelier", "Kirjastus", "Verlag", "Cinema", "Bakery", "Labs", "Garden")
KEYS = {
    "filter": [*"studio", *["backspace"] * 6],
    "sort": ["ctrl+o"] * 6 + ["ctrl+r"] * 2,
    "move": ["pagedown", "end", "pageup", "home", "down"],
}
Took = dict[str, list[float]]


class Many(Desk):
    """A desk with so many dossiers that are on no disk."""

    texts: Sequence[bytes] = ()

    def rows(self) -> Listing:
        """The rows as they come from the catalogue: each is read once it is looked at."""
        return Listing(self.texts)


def row(place: int) -> Row:
    """One dossier, unlike the others."""
    name = f"{WORDS[place % 10]} Studio {place}"
    at = datetime(2026, 9, 1, tzinfo=UTC) - timedelta(minutes=place)
    due = Pending(at.date(), Duty.PAYMENT) if place % 3 else None
    return Row(
        f"c-{place}",
        name,
        [*Stage][place % len(Stage)],
        at,
        at,
        1,
        due,
        verdict=[*Verdict][place % 4],
        open_points=place % 7,
    )


async def settled(app: IntakeApp, pilot: Pilot[None]) -> None:
    """Waits until nothing is left to be done."""
    await app.workers.wait_for_complete()
    await pilot.pause()
    await app.settle()


async def open_desk(desk: Desk, took: Took) -> None:
    """Opens the desk once and takes the time of every step."""
    app = IntakeApp(desk)

    began = time.thread_time()
    async with app.run_test(size=(120, 14)) as pilot:
        await settled(app, pilot)
        took.setdefault("paint", []).append((time.thread_time() - began) * 1000)
        for step, keys in KEYS.items():
            for key in keys:
                began = time.thread_time()
                await pilot.press(key)
                await settled(app, pilot)
                took.setdefault(step, []).append((time.thread_time() - began) * 1000)


def main(rounds: int) -> int:
    """Measures in turns and prints the table; 1 where many take too long."""
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)  # as the command does
    took: dict[int, Took] = {FEW: {}, MANY: {}}
    texts = [canonical.to_bytes(canonical.encode(row(place))) for place in range(MANY)]
    with tempfile.TemporaryDirectory() as folder:
        for round_ in range(rounds + 1):
            for count, found in took.items():
                desk = Many(Path(folder) / str(count))
                desk.texts = texts[:count]
                asyncio.run(open_desk(desk, found if round_ else {}))
    print(f"{'processor ms':<14}{FEW:>8}{MANY:>8}{'ratio':>8}{'worst':>8}")
    ratios = []
    for step, few in took[FEW].items():
        many = took[MANY][step]
        ratios.append(statistics.median(many) / statistics.median(few))
        print(
            f"{step:<14}{statistics.median(few):>8.1f}{statistics.median(many):>8.1f}{ratios[-1]:>8.2f}{max(many):>8.1f}"
        )
    return int(max(ratios) > MOST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
