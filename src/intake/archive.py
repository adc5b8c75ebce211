"""What the sources answered: filed as it comes, used again for a day, shown with the words quoted, recomputed, purged."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import IntakeError, NotFound, Refused, Usage
from intake.frugal import dataclass, replace
from intake.model.decision import Decision, FactRead, RuleResult
from intake.model.dossier import Dossier
from intake.model.facts import REFERENCE
from intake.model.finding import Evidence, Finding, SourceReport, Status
from intake.model.text import clean
from intake.model.values import Json
from intake.store import folding
from intake.store.chain import Entry
from intake.store.directories import Directories
from intake.store.folding import Purged

if TYPE_CHECKING:
    from intake.casework import Casework
    from intake.hooks.loading import Plugins
    from intake.hooks.page import Page
    from intake.store.dossiers import Dossiers
    from intake.vetting.door import Web

_GONE = 410
_MOST_NAMED = 5
"""Of purged copies in a note; the journals have all of them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The record decided again from what is stored.

    `differences` are findings that come out otherwise when they are recomputed from the stored answers, `untold` those
    that cannot be recomputed, each in words; both are empty where everything was recomputed to equal bytes.
    """

    record: bytes
    differences: tuple[str, ...]
    untold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One stored answer: its report, its evidence, the page, and the findings that rest on it."""

    report: SourceReport
    evidence: Evidence
    page: "Page"
    findings: tuple[Finding, ...]


class Archive:
    """The stored answers of a home; `plugins` is called only when sources matter."""

    def __init__(
        self,
        dossiers: "Dossiers",
        casework: "Casework",
        plugins: "Callable[[], Plugins]",
        *,
        by: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._plugins = plugins
        self._shared = Directories(dossiers.home / "directories.json")
        self._by = by
        self._clock = clock

    def file(self, dossier_id: str, report: SourceReport) -> SourceReport:
        """Journals a report with the plugin that made it; what a register wants gone is purged everywhere first."""
        report = replace(report, plugin=self._plugins().plugin_of(report.source))
        if removed := _removed(report):
            report = replace(report, note=f"{report.note}; {self._purge_copies(removed, report, dossier_id)}")
        directories = self._directories_of(report.source)
        self._shared.keep(evidence for evidence in report.evidence if evidence.asked in directories)
        self._journal(dossier_id, "asked", canonical.encode(report))
        for evidence in report.evidence:
            if evidence.purged:
                self._purge(dossier_id, [evidence.sha256], evidence.purged)
        return report

    def reusing(self, dossier: Dossier, web: "Web", *, recorded: bool) -> "Web":
        """The web, with the answers of the last 24 hours before it: the dossier's own, and of directories those of any.

        Recorded ones are used only for recorded ones.
        """
        from intake.vetting.stored import ReusingWeb

        kept = [
            evidence
            for report in dossier.reports.values()
            if report.status.yields_facts
            for evidence in report.evidence
            if evidence.recorded is recorded
        ]
        kept = [*self._shared.kept(recorded=recorded), *kept]
        return ReusingWeb(web, kept, self._dossiers.blobs.get, self._clock)

    def _directories_of(self, source: str) -> tuple[str, ...]:
        return next((each.info.directories for each in self._plugins().sources if each.info.name == source), ())

    def exhibit(self, dossier_id: str, evidence_id: str) -> Exhibit:
        """A stored answer by its evidence id; NotFound where there is none, or its body was purged."""
        from intake.hooks.page import Page

        dossier = self._dossiers.load(dossier_id)
        report, evidence = _named(dossier, evidence_id)
        if evidence.purged:
            raise NotFound(f"the body of {evidence.id} was purged: {evidence.purged}", where=dossier.id)
        body = self._dossiers.blobs.get(evidence.sha256)
        page = Page(evidence.id, evidence.url, evidence.status, evidence.content_type, body)
        resting = tuple(finding for finding in report.findings if finding.evidence == evidence.id)
        return Exhibit(report, evidence, page, resting)

    def shown(self, dossier: Dossier) -> Decision | None:
        """The last decision as it may be shown: without the values that rested on what was purged since."""
        gone = {f"findings.{fact}": why for report in dossier.reports.values() for fact, why in report.dropped.items()}
        taken = dossier.decision
        if taken is None or not gone:
            return taken
        rules, profile = (tuple(_blanked(rule, gone) for rule in part) for part in (taken.rules, taken.profile))
        return replace(taken, rules=rules, profile=profile)

    # replay

    def replay(self, dossier_id: str) -> Replay:
        """Recomputes findings and verdict of the last decision from what is stored, without a network."""
        dossier = self._dossiers.load(dossier_id)
        taken = dossier.decision
        if taken is None:
            raise Refused("there is no decision yet", where=dossier.id, remedy=f"intake decide {dossier.id}")
        entries = self._dossiers.entries(dossier.id)
        last = max(i for i, entry in enumerate(entries) if entry.kind == "decided")
        then = folding.fold(dossier.id, entries[:last])
        reports = [r for r in then.reports.values() if r.status.yields_facts and r.source != REFERENCE]
        differences, untold = asyncio.run(self._retell(reports, _purged(entries)))
        return Replay(self._decide_again(then, taken), tuple(differences), tuple(untold))

    def _decide_again(self, then: Dossier, taken: Decision) -> bytes:
        case = self._casework.case(then, taken.as_of, history=taken.history)
        case = replace(case, declared=taken.declared, supplier_country=taken.supplier_country)
        again = self._casework.decide(self._casework.policy(then), case)
        return canonical.to_bytes(canonical.encode(again))

    async def _retell(self, reports: Sequence[SourceReport], purged: Mapping[str, str]) -> tuple[list[str], list[str]]:
        from intake.vetting import stored

        differences: list[str] = []
        untold: list[str] = []
        plugins = self._plugins()
        sources = {source.info.name: source for source in plugins.sources}
        for report in reports:
            source, client = sources.get(report.source), report.client
            if source is None or client is None:
                untold.append(f"{report.source}: the plugin {report.plugin or 'that told it'} is not installed")
            elif missing := self._missing(report, purged):
                untold.append(f"{report.source}: {missing}")
            else:
                retold = await stored.retell(report, client, source, self._dossiers.blobs.get)
                if words := stored.difference(report, retold):
                    now = plugins.plugin_of(report.source)
                    same = now == report.plugin
                    (differences if same else untold).append(
                        words if same else f"{words}; {report.plugin} became {now}"
                    )
        return differences, untold

    def _missing(self, report: SourceReport, purged: Mapping[str, str]) -> str:
        """Why the report's answers are not all there; empty where they are."""
        for evidence in report.evidence:
            try:
                self._dossiers.blobs.get(evidence.sha256)
            except NotFound as fault:
                why = purged.get(evidence.sha256)
                return f"{evidence.id} was purged: {why}" if why else f"{evidence.id}: {fault.what}"
        return ""

    # purge

    def purge(self, dossier_id: str, *, evidence: str = "", source: str = "", reason: str) -> tuple[str, ...]:
        """Drops a stored answer, or all of a source, and journals hash and reason; the SHA-256 of each body purged.

        A body stays on disk while another dossier needs it. Usage without a reason, NotFound where nothing is named so.
        """
        dossier, why = self._dossiers.load(dossier_id), clean(reason, limit=500)
        if not why:
            raise Usage("a purge needs a reason", remedy="Pass --reason TEXT.")
        if evidence:
            bodies = [_named(dossier, evidence)[1].sha256]
        else:
            held = _held(self._dossiers.entries(dossier.id))
            bodies = [each.sha256 for report, each in held if report.source == source]
        if not bodies:
            raise NotFound(f"nothing is stored of a source '{clean(source)}'", where=dossier.id)
        return self._purge(dossier.id, bodies, why)

    def _purge(self, dossier_id: str, bodies: Sequence[str], reason: str) -> tuple[str, ...]:
        purged = Purged(tuple(dict.fromkeys(bodies)), reason)
        self._journal(dossier_id, "purged", canonical.encode(purged))
        for sha256 in purged.sha256:
            self._dossiers.drop(sha256)
        return purged.sha256

    def _purge_copies(self, keys: Collection[str], removed: SourceReport, dossier_id: str) -> str:
        """Purges, in any dossier, what is stored of these requests and of the register on the same client; says what was."""
        reason = f"{removed.source}: the register removed the entry and asks that copies be deleted (HTTP {_GONE})"
        spared = self._directories_of(removed.source)

        def is_copy(of: str, report: SourceReport, each: Evidence) -> bool:
            if each.status == _GONE or each.asked in spared or not each.asked:
                return False
            same = of == dossier_id or bool({*report.known_by} & {*removed.known_by})
            return each.asked in keys or (report.source == removed.source and same)

        purged: list[str] = []
        failed: list[str] = []
        for row in self._dossiers.rows():
            copies = {
                each.sha256: each.id
                for told, each in _held(self._dossiers.entries(row.id))
                if is_copy(row.id, told, each)
            }
            try:
                purged += (
                    [f"{copies[sha256]} of {row.id}" for sha256 in self._purge(row.id, [*copies], reason)]
                    if copies
                    else []
                )
            except IntakeError as fault:
                failed.append(f"those in {row.id} could not be purged: {fault.what}")
        return "; ".join([_purged_words(purged), *failed])

    def _journal(self, dossier_id: str, kind: str, body: Json) -> Dossier:
        return self._dossiers.append(dossier_id, kind, body, actor=self._by, at=self._clock())


def _named(dossier: Dossier, evidence_id: str) -> tuple[SourceReport, Evidence]:
    found = {each.id: (report, each) for report in dossier.reports.values() for each in report.evidence}
    if evidence_id not in found:
        known = ", ".join(found) or "none"
        raise NotFound(f"there is no evidence '{clean(evidence_id)}'", where=dossier.id, remedy=f"There is: {known}")
    return found[evidence_id]


def _purged_words(purged: Sequence[str]) -> str:
    count = f"{len(purged)} stored cop{'y' if len(purged) == 1 else 'ies'} purged"
    more = f" and {len(purged) - _MOST_NAMED} more" if len(purged) > _MOST_NAMED else ""
    return f"{count}: {', '.join(purged[:_MOST_NAMED])}{more}" if purged else count


def _held(entries: Sequence[Entry]) -> Iterator[tuple[SourceReport, Evidence]]:
    """Everything ever received whose body was not purged since, with its report; also what a later report replaced."""
    held: list[tuple[SourceReport, Evidence]] = []
    for entry in entries:
        if entry.kind == "asked" and entry.body is not None:
            report = canonical.decode(SourceReport, entry.body)
            held += [(report, evidence) for evidence in report.evidence]
        elif entry.kind == "purged" and entry.body is not None:
            gone = canonical.decode(Purged, entry.body).sha256
            held = [(report, evidence) for report, evidence in held if evidence.sha256 not in gone]
    return iter(held)


def _purged(entries: Sequence[Entry]) -> dict[str, str]:
    """Why each body was purged, by its SHA-256."""
    bodies = [canonical.decode(Purged, e.body) for e in entries if e.kind == "purged" and e.body is not None]
    return {sha256: purged.reason for purged in bodies for sha256 in purged.sha256}


def _blanked(rule: RuleResult, gone: Mapping[str, str]) -> RuleResult:
    if all(fact.value is None or fact.name not in gone for fact in rule.facts):
        return rule
    facts = tuple(FactRead(fact.name, None, gone[fact.name]) if fact.name in gone else fact for fact in rule.facts)
    return replace(rule, because="it rested on evidence that was purged; decide anew", facts=facts)


def _removed(report: SourceReport) -> frozenset[str]:
    """The requests whose entries a register has removed and wants to see deleted: withheld, on an HTTP 410."""
    if report.status is not Status.WITHHELD:
        return frozenset()
    return frozenset(evidence.asked for evidence in report.evidence if evidence.status == _GONE and evidence.asked)
