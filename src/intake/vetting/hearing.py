"""Hears one source within its budget: what it found, or the status that says why it told nothing."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from intake.frugal import replace
from intake.hooks.jailed import Broken, Jailed
from intake.hooks.silence import Silence
from intake.hooks.source import Source
from intake.jail.aside import aside
from intake.jail.cell import Garbled, NoJail, Stopped
from intake.locale import worded
from intake.model.client import Client
from intake.model.finding import Evidence, Finding, SourceReport, Status
from intake.model.isolation import NONE
from intake.model.text import clean
from intake.vetting.checking import behind, checked
from intake.vetting.door import Web
from intake.vetting.sensitive import sift
from intake.vetting.visit import Nonsense, Visit

BUDGET = 60.0
"""Seconds a source has for all its work."""


async def hear(
    client: Client, source: Source, web: Web, *, clock: Callable[[], datetime], budget: float = BUDGET
) -> SourceReport:
    """The report of one source; a fault of the source is a status in it, and never raised."""
    began = clock()
    visit = Visit(source.info, client, web, clock)
    status, found, note = await _outcome(client, source, visit, budget)
    kept, refused = sift(found, client)
    findings, ahead = behind(kept, visit.today)
    return SourceReport(
        source=source.info.name,
        status=status,
        asked_at=began,
        elapsed_ms=max(0, round((clock() - began).total_seconds() * 1000)),
        findings=findings,
        evidence=tuple(_unless_all_refused(each, kept, refused) for each in visit.evidence),
        facts=tuple(source.info.facts),
        note=clean("; ".join(filter(None, (note, visit.contradiction, _not_kept(refused)))), limit=500),
        client=client,
        dropped={**ahead, **{finding.name: worded(f"not kept: {kind}") for finding, kind in refused}},
        isolation=source.isolation if isinstance(source, Jailed) else NONE,
        unanswered=tuple(visit.unanswered),
    )


def _not_kept(refused: Sequence[tuple[Finding, str]]) -> str:
    kinds = ", ".join(dict.fromkeys(kind for _, kind in refused))
    count = len(refused)
    told = worded(f"{count} findings were not kept: {kinds}" if count > 1 else f"{count} finding was not kept: {kinds}")
    return told if refused else ""


def _unless_all_refused(
    evidence: Evidence, findings: Sequence[Finding], refused: Sequence[tuple[Finding, str]]
) -> Evidence:
    """The evidence, its body to be purged where all that was found in it may not be kept."""
    kind = next((kind for finding, kind in refused if finding.evidence == evidence.id), "")
    if not kind or any(finding.evidence == evidence.id for finding in findings):
        return evidence
    return replace(evidence, purged=f"not kept: {kind}")


async def _outcome(
    client: Client, source: Source, visit: Visit, budget: float
) -> tuple[Status, tuple[Finding, ...], str]:
    try:
        async with asyncio.timeout(budget) as limit:
            if not source.applies_to(client):
                return Status.NOT_APPLICABLE, (), worded(f"it needs {source.info.needs}")
            found = await source.ask(client, visit)
            # Not each in a thread of its own: together they would keep the interpreter from whoever draws the screen.
            findings = await aside(checked, found, source.info, visit.pages)
    except Silence as why:
        return why.status, (), str(why)
    except (Nonsense, Garbled) as fault:
        return Status.BROKEN, (), worded(f"the plugin spoke nonsense: {fault}")
    except (Broken, Stopped, NoJail) as fault:
        return Status.BROKEN, (), worded(f"the plugin is broken: {fault}")
    # A stranger's code may raise anything while it is asked, even SystemExit; it becomes a status that is shown.
    except (Exception, SystemExit) as fault:  # noqa: BLE001
        if isinstance(fault, TimeoutError) and limit.expired():
            return Status.UNREACHABLE, (), worded(f"not done after {budget:g} seconds")
        return Status.BROKEN, (), f"the plugin is broken: {type(fault).__name__}: {fault}"
    return (
        (Status.CHECKED, findings, "")
        if findings
        else (Status.NOT_FOUND, (), worded("asked; it knows nothing of the client"))
    )
