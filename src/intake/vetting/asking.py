"""Asks all sources at once, each with its own budget and its own status; one that fails never stops another.

As soon as one answer yields a number under which others may know the client, those that knew nothing are asked again.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from intake.frugal import dataclass
from intake.hooks.source import Source, SourceInfo
from intake.model.client import Client
from intake.model.finding import SourceReport
from intake.model.joining import Joined
from intake.vetting.door import Web
from intake.vetting.hearing import BUDGET, hear
from intake.vetting.joining import Settled, settle

_MOST_ASKS = 10
"""How often one source is asked at most, however many numbers turn up."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A source began to be asked, or is done (`report` comes with it); or numbers were joined, all of them in `joined`."""

    source: str
    state: Literal["asking", "done", "joined"]
    report: SourceReport | None = None
    joined: Joined | None = None


def _nobody(_: Progress) -> None: ...


async def ask(
    client: Client,
    sources: Sequence[Source],
    web: Web,
    *,
    clock: Callable[[], datetime],
    report_to: Callable[[Progress], None] = _nobody,
    budget: float = BUDGET,
    standing: Iterable[SourceReport] = (),
    former: Joined = Joined(),  # noqa: B008 - it is frozen
    infos: Mapping[str, SourceInfo] | None = None,
) -> tuple[SourceReport, ...]:
    """One report a source, in the order of the sources; `report_to` is told as each begins and ends.

    `client` has the numbers that were stated. A source with a `standing` report is asked only where more numbers could
    help; `former` are the joins of the last time, `infos` what the sources behind all reports state of themselves.
    Cancelled, it stops asking; what was told by then stands.
    """

    async def one(source: Source, known: Client) -> SourceReport:
        return await hear(known, source, web, clock=clock, budget=budget)

    infos = infos or {source.info.name: source.info for source in sources}
    asking = _Asking(client, sources, former, report_to, infos, standing)
    running: dict[asyncio.Task[SourceReport], str] = {}
    try:
        while True:
            for source, known in asking.due(set(running.values())):
                report_to(Progress(source.info.name, "asking"))
                running[asyncio.ensure_future(one(source, known))] = source.info.name
            if not running:
                return asking.reports
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del running[task]
            asking.hear(task.result() for task in done)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class _Asking:
    """What was heard so far, and who is to be asked next."""

    def __init__(
        self,
        client: Client,
        sources: Sequence[Source],
        former: Joined,
        report_to: Callable[[Progress], None],
        infos: Mapping[str, SourceInfo],
        standing: Iterable[SourceReport],
    ) -> None:
        self._client = client
        self._sources = {source.info.name: source for source in sources}
        self._former = self._joined = former
        self._report_to = report_to
        self._infos = infos
        self._heard: dict[str, list[SourceReport]] = {}
        self._told: dict[str, SourceReport] = {}
        self._asks = dict.fromkeys(self._sources, 0)
        self._settled: Settled = settle(client, {}, infos, former)
        self.hear(standing, told=True)
        self._at_first = self._settled.client.identifiers

    @property
    def reports(self) -> tuple[SourceReport, ...]:
        """The last report told of each source, in the order of the sources."""
        return tuple(self._told[name] for name in self._sources if name in self._told)

    def hear(self, reports: Iterable[SourceReport], *, told: bool = False) -> None:
        """Takes the reports in, and tells what follows; those already `told` are not told again."""
        for report in reports:
            self._heard.setdefault(report.source, []).append(report)
            if told:
                self._told[report.source] = report
        self._settled = settle(self._client, self._heard, self._infos, self._former)
        for name, report in self._settled.reports.items():
            if name in self._sources and self._told.get(name) != report:
                self._told[name] = report
                self._report_to(Progress(name, "done", report))

    def due(self, running: set[str]) -> list[tuple[Source, Client]]:
        """The sources to ask now, with what is known of the client; each counts as asked, and new joins are told first."""
        lacking = [
            (source, known)
            for name, source in self._sources.items()
            if name not in running
            and self._asks[name] < _MOST_ASKS
            and (known := self._settled.next_ask(source.info, self._at_first)) is not None
        ]
        # Your own past is read last: by then the registers have told by which names the client goes.
        first = [each for each in lacking if not (each[0].info.reads_past or each[0].info.screens)]
        due = first if first or running else lacking
        if self._settled.joined != self._joined:
            self._joined = self._settled.joined
            self._report_to(Progress("", "joined", joined=self._joined))
        for source, _ in due:
            self._asks[source.info.name] += 1
        return due
