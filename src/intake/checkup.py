"""Looks whether everything on this machine is in order: the home and all in it, the plugins, the tables, and the parts that came along."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from intake import __version__, bundled
from intake.inspection import Check
from intake.locale import worded
from intake.store.arriving import left_behind
from intake.workplace import Workplace


def checks(
    desk: Workplace, witnesses: Sequence[Path] = (), hear: Callable[[int, int], object] = lambda _done, _count: None
) -> Iterator[Check]:
    """Each thing that is looked at; `witnesses` and `hear` as in `Inspection.checks`."""
    from intake.hooks import loading

    yield Check("intake", True, f"{__version__}, Python {sys.version.split()[0]}")
    yield from desk.inspection.checks(witnesses, hear)
    admitted, refused = desk.plugins.admitted, desk.plugins.refusals
    yield Check(worded("plugins"), not refused, worded(f"{len(admitted)} admitted, {len(refused)} refused"))
    for refusal in refused:
        yield Check(worded(f"plugin {refusal.name}"), False, f"{refusal.reason} ({refusal.origin})")
    for standing in desk.upkeep.standings():
        kept = standing.kept
        yield Check(
            worded(f"table {standing.table.name}"),
            True,
            standing.todo or worded(f"{kept.rows} rows, up to date" if kept else ""),
        )
    for kind in ("lists", "tables"):
        if found := left_behind(desk.home / kind):
            yield Check(worded(f"{kind} on their way"), True, found)
    for kind in (worded("questionnaires"), worded("policies"), worded("clauses"), "clauses/letters"):
        yield Check(kind, True, worded(f"{len(list(bundled.files(kind)))} files in {bundled.folder(kind)}"))
    held = loading.isolation()
    yield Check(worded("plugin isolation"), bool(held.process), str(held))
