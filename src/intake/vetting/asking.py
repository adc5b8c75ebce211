"""Asks all sources at once, each with its own budget and its own status; one that fails never stops another."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.hooks.source import Source
from intake.model.client import Client
from intake.model.finding import SourceReport
from intake.vetting.door import Web
from intake.vetting.hearing import BUDGET, hear


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

    async def one(source: Source) -> SourceReport:
        report_to(Progress(source.info.name, "asking"))
        report = await hear(client, source, web, clock=clock, budget=budget)
        report_to(Progress(source.info.name, "done", report))
        return report

    return tuple(await asyncio.gather(*(one(source) for source in sources)))
