"""Asks all sources at once, each with its own budget and its own status; one that fails never stops another."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.hooks.silence import Silence
from intake.hooks.source import Source
from intake.model.client import Client
from intake.model.finding import Finding, SourceReport, Status
from intake.model.text import clean
from intake.vetting.checking import checked
from intake.vetting.door import Web
from intake.vetting.visit import Nonsense, Visit

BUDGET = 60.0
"""Seconds a source has for all its work."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A source began to be asked, or is done; `report` comes with `done`."""

    source: str
    state: Literal["asking", "done"]
    report: SourceReport | None = None


def _nobody(_: Progress) -> None: ...


async def ask(
    client: Client,
    sources: Sequence[Source],
    web: Web,
    *,
    clock: Callable[[], datetime],
    report_to: Callable[[Progress], None] = _nobody,
    budget: float = BUDGET,
) -> tuple[SourceReport, ...]:
    """One report a source, in the order of the sources; `report_to` is told as each begins and ends."""
    return tuple(await asyncio.gather(*(_ask(client, source, web, clock, report_to, budget) for source in sources)))


async def _ask(
    client: Client,
    source: Source,
    web: Web,
    clock: Callable[[], datetime],
    report_to: Callable[[Progress], None],
    budget: float,
) -> SourceReport:
    began = clock()
    visit = Visit(source.info, client, web, clock)
    report_to(Progress(source.info.name, "asking"))
    status, findings, note = await _outcome(client, source, visit, budget)
    report = SourceReport(
        source=source.info.name,
        status=status,
        asked_at=began,
        elapsed_ms=max(0, round((clock() - began).total_seconds() * 1000)),
        findings=findings,
        evidence=tuple(visit.evidence),
        facts=tuple(source.info.facts),
        note=clean(note, limit=500),
    )
    report_to(Progress(source.info.name, "done", report))
    return report


async def _outcome(
    client: Client, source: Source, visit: Visit, budget: float
) -> tuple[Status, tuple[Finding, ...], str]:
    try:
        async with asyncio.timeout(budget) as limit:
            if not source.applies_to(client):
                return Status.NOT_APPLICABLE, (), f"it needs {source.info.needs}"
            found = await source.ask(client, visit)
        findings = checked(found, source.info, visit.pages)
    except Silence as why:
        return why.status, (), str(why)
    except Nonsense as fault:
        return Status.BROKEN, (), f"the plugin is broken: {fault}"
    # A stranger's code may raise anything while it is asked, even SystemExit; it becomes a status that is shown.
    except (Exception, SystemExit) as fault:  # noqa: BLE001
        if isinstance(fault, TimeoutError) and limit.expired():
            return Status.UNREACHABLE, (), f"not done after {budget:g} seconds"
        return Status.BROKEN, (), f"the plugin is broken: {type(fault).__name__}: {fault}"
    return (
        (Status.CHECKED, findings, "") if findings else (Status.NOT_FOUND, (), "asked; it knows nothing of the client")
    )
