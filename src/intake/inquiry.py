"""The inquiry about a client: the sources asked, numbers that lead on, candidates chosen, claims held against findings."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import NotFound, Usage
from intake.frugal import dataclass, replace
from intake.model.dossier import Dossier
from intake.model.finding import Finding, SourceReport
from intake.model.joining import Choice
from intake.model.party import Identifier
from intake.vetting import asking
from intake.vetting.asking import Progress
from intake.vetting.door import Web
from intake.vetting.joining import candidate

if TYPE_CHECKING:
    from intake.casework import Casework
    from intake.hooks.loading import Plugins
    from intake.hooks.source import Source
    from intake.store.dossiers import Dossiers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company that a search by name found: it may be this client, and nothing says that it is."""

    identifier: Identifier
    source: str
    finding: Finding


class Inquiry:
    """The inquiries of a home; `by` is you, `plugins` are those admitted, `file` keeps a report in the journal."""

    def __init__(
        self,
        dossiers: "Dossiers",
        casework: "Casework",
        plugins: "Plugins",
        *,
        by: str,
        clock: Callable[[], datetime],
        file: Callable[[str, SourceReport], SourceReport],
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._plugins = plugins
        self._by = by
        self._clock = clock
        self._file = file

    async def vet(
        self,
        dossier_id: str,
        web: Web,
        *,
        names: Sequence[str] = (),
        again: bool = False,
        report_to: Callable[[Progress], object] = id,
    ) -> Dossier:
        """Asks the sources at once and keeps each report and each join as it comes.

        Those already checked are asked only `again`, by name, or where numbers turned up by which they may know more.
        """
        dossier = self._dossiers.load(dossier_id)
        self._check(names)
        sources = [s for s in self._plugins.sources if (s.info.name in names if names else not s.info.off)]
        anew = {source.info.name for source in sources if names or again or not _is_checked(source, dossier)}

        def keep(progress: Progress) -> None:
            if progress.report is not None:
                progress = replace(progress, report=self._file(dossier.id, progress.report))
            elif progress.joined is not None:
                self._journal(dossier.id, "joined", progress.joined)
            report_to(progress)

        await asking.ask(
            self._casework.case(dossier, self._clock()).client,
            sources,
            web,
            clock=self._clock,
            report_to=keep,
            standing=[report for name, report in dossier.reports.items() if name not in anew],
            former=dossier.joined,
            infos={source.info.name: source.info for source in self._plugins.sources},
        )
        return self._dossiers.load(dossier.id)

    def candidates(self, dossier: Dossier) -> tuple[Candidate, ...]:
        """The companies that searches by name found, as far as the sources say which numbers they are."""
        infos = {source.info.name: source.info for source in self._plugins.sources}
        return tuple(
            Candidate(identifier, report.source, finding)
            for report in dossier.reports.values()
            for finding in report.findings
            if (identifier := candidate(finding, infos.get(report.source))) is not None
        )

    def choose(self, dossier_id: str, identifier: str, *, by: str = "") -> Dossier:
        """Keeps your statement that a candidate is this client; it is asked about from then on, and no fact by itself.

        `identifier` is `SCHEME:VALUE`, or the value alone where it is told apart by it. NotFound where no search found it.
        """
        dossier = self._dossiers.load(dossier_id)
        found = self.candidates(dossier)
        meant = [each for each in found if identifier in (str(each.identifier), each.identifier.value)]
        if not meant:
            known = ", ".join(str(each.identifier) for each in found) or "none; vet the client first"
            raise NotFound(f"no search found {identifier}", where=dossier.id, remedy=f"Candidates: {known}")
        chosen, finding = meant[0].identifier, meant[0].finding
        stated = self._casework.case(dossier, self._clock()).client.identifier(chosen.scheme)
        if stated not in (None, chosen.value, _chosen_before(chosen.scheme, dossier)):
            what = f"the client itself states {chosen.scheme}:{stated}"
            raise Usage(what, where=dossier.id, remedy="Correct the answer in the interview.")
        said = f"{finding.name} {finding.value}"
        choice = Choice(chosen, by or self._by, meant[0].source, finding.evidence, said)
        return self._journal(dossier.id, "chose", choice)

    def _check(self, names: Sequence[str]) -> None:
        known = [source.info.name for source in self._plugins.sources]
        if unknown := sorted(set(names) - set(known)):
            raise NotFound(f"no source named {', '.join(unknown)}", remedy=f"Known: {', '.join(known)}")

    def _journal(self, dossier_id: str, kind: str, body: object) -> Dossier:
        return self._dossiers.append(dossier_id, kind, canonical.encode(body), actor=self._by, at=self._clock())


def reached(dossier: Dossier, identifier: Identifier) -> Iterator[SourceReport]:
    """The reports of the sources that were asked with a number that was found on the way, and that it led somewhere."""
    for report in dossier.reports.values():
        if identifier in report.known_by and report.status.yields_facts:
            yield report


def _is_checked(source: "Source", dossier: Dossier) -> bool:
    report = dossier.reports.get(source.info.name)
    return report is not None and report.status.yields_facts


def _chosen_before(scheme: str, dossier: Dossier) -> str:
    return next((each.identifier.value for each in dossier.chosen if each.identifier.scheme == scheme), "")
