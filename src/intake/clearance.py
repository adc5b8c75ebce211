"""Holds the parties of a dossier against the watch lists, and remembers which entries you said they are, or are not."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import NotFound, Usage
from intake.hooks import silence
from intake.hooks.domains import host_of, registrable_domain
from intake.interviewing.clients import claims
from intake.locale.countries import named
from intake.model.client import Client, Kind
from intake.model.dossier import Dossier
from intake.model.finding import Confidence
from intake.model.judgement import Judgement
from intake.model.values import Item, Json
from intake.screening.folding import too_long
from intake.screening.judging import Match, Subject
from intake.vetting.door import Answer
from intake.vetting.shelf import SCREEN

if TYPE_CHECKING:
    from intake.store.dossiers import Dossiers
    from intake.watchlists import Watchlists

_NAMES = frozenset({"name", "legal_name", "trading_name", "former_name", "former_names"})
_PEOPLE = frozenset({"people", "directors", "owners"})
_ANSWERED_PEOPLE = ("decision_maker",)


class Clearance:
    """The watch lists and the dossiers of a home, joined; `by` is you."""

    def __init__(
        self, dossiers: "Dossiers", watchlists: "Watchlists", *, by: str, clock: Callable[[], datetime]
    ) -> None:
        self._dossiers = dossiers
        self._watchlists = watchlists
        self._by = by
        self._clock = clock

    def answer(self, dossier_id: str) -> Answer:
        """What `Context.screen` promises; NotApplicable (a Silence) where no list is on this machine."""
        standings = self._watchlists.standings()
        here = [standing for standing in standings if standing.installed]
        if not here:
            raise silence.NotApplicable("no watch list is on this machine; to screen names: intake lists update")
        dossier = self._dossiers.load(dossier_id)
        lists: list[Json] = [
            {"name": each.name, "date": each.installed.date, "sha256": each.installed.sha256, "stale": bool(each.todo)}
            for each in here
            if each.installed
        ]
        screened: list[Json] = [
            {"name": subject.name, "matches": [_as_data(dossier, match) for match in self._watchlists.screen(subject)]}
            for subject in comparable(dossier)
        ]
        body: Json = {
            "lists": lists,
            "missing": [standing.name for standing in standings if not standing.installed],
            "screened": screened,
            "too_long": [subject.name for subject in subjects(dossier) if too_long(subject.name)],
        }
        url = f"{SCREEN}/{dossier_id}"
        recorded = any(each.installed.recorded for each in here if each.installed)
        return Answer(url, 200, {"content-type": "application/json"}, canonical.to_bytes(body), recorded=recorded)

    def open_matches(self, dossier_id: str) -> tuple[Match, ...]:
        """The entries that somebody of the dossier may be, on which you have not said your word yet."""
        dossier = self._dossiers.load(dossier_id)
        found = (match for subject in comparable(dossier) for match in self._watchlists.screen(subject))
        return tuple(match for match in found if not match.settled and judged(dossier, match) is None)

    def judge(self, dossier_id: str, entry: str, *, them: bool, reason: str, by: str = "") -> Dossier:
        """Keeps your word on an entry, `LIST:ENTITY`; Usage without a reason, NotFound where nobody matches it."""
        if not reason.strip():
            raise Usage("a word on a match needs its reason", remedy="--reason 'born 1990, the listed one 1961'")
        dossier = self._dossiers.load(dossier_id)
        found = {
            f"{match.list}:{match.entity}": match
            for subject in comparable(dossier)
            for match in self._watchlists.screen(subject)
        }
        if entry not in found:
            known = ", ".join(found) or "none"
            raise NotFound(f"nobody of this dossier matches {entry}", where=dossier.id, remedy=f"Matches: {known}")
        match, name, at = found[entry], by or self._by, self._clock()
        word = Judgement(match.list, match.entity, match.entry_digest, match.name, them, reason, name, at)
        return self._dossiers.append(dossier.id, "judged", canonical.encode(word), actor=name, at=at)


def judged(dossier: Dossier, match: Match) -> Judgement | None:
    """Your word on the entry, as long as the entry still says what it said."""
    same = (match.list, match.entity, match.entry_digest)
    return next((each for each in dossier.judgements if (each.list, each.entity, each.entry_digest) == same), None)


def subjects(dossier: Dossier) -> tuple[Subject, ...]:
    """Who is screened: the client under every name it goes or went by, and the people behind it; each name once."""
    client = claims(dossier.client, dossier.answers)
    kind = {Kind.COMPANY: "organisation", Kind.PERSON: "person"}.get(client.kind, "")
    # Lists write countries out, or by code.
    countries = (client.country, named(client.country, "en")) if client.country else ()
    identifiers = tuple(_identifiers(client))
    names = [client.name, *_told(dossier, _NAMES)]
    people = [*client.people, *_answered_people(dossier), *_told(dossier, _PEOPLE)]
    found = [Subject(name, kind, countries, "", identifiers) for name in names]  # type: ignore[arg-type]
    found += [Subject(name, "person") for name in people]
    unique: dict[str, Subject] = {}
    for subject in found:
        if subject.name:
            unique.setdefault(subject.name.casefold(), subject)
    return tuple(unique.values())


def comparable(dossier: Dossier) -> tuple[Subject, ...]:
    """The subjects whose names are not too long to be compared; of the others it is said that they were not."""
    return tuple(subject for subject in subjects(dossier) if not too_long(subject.name))


def _told(dossier: Dossier, facts: frozenset[str]) -> Iterator[str]:
    for report in dossier.reports.values():
        for finding in report.findings:
            if finding.fact in facts and finding.confidence is Confidence.FIRM:
                values: Sequence[object] = finding.value if isinstance(finding.value, tuple) else (finding.value,)
                yield from (value for value in values if isinstance(value, str))


def _answered_people(dossier: Dossier) -> Iterator[str]:
    for question in _ANSWERED_PEOPLE:
        answer = dossier.answers.get(question)
        name = answer.value.get("name") if answer is not None and isinstance(answer.value, Item) else None
        if isinstance(name, str):
            yield name


def _identifiers(client: Client) -> Iterator[tuple[str, str]]:
    for identifier in client.identifiers:
        if identifier.scheme == "lei":
            yield "lei", identifier.value
        else:
            yield ("tax" if identifier.scheme.endswith("vat") else "register"), identifier.value
    if domain := registrable_domain(host_of(client.website)):
        yield "domain", domain
    yield from (("email", email) for email in client.emails)


def _as_data(dossier: Dossier, match: Match) -> Json:
    word = judged(dossier, match)
    return {
        "list": match.list,
        "entity": match.entity,
        "name": match.name,
        "listed_as": match.listed_as,
        "kind": match.kind,
        "countries": [*match.countries],
        "birth_dates": [*match.birth_dates],
        "score": f"{match.score:.4f}",
        "band": match.band,
        "explanation": match.explanation,
        "agrees": [*match.agrees],
        "differs": [*match.differs],
        "settled": match.settled,
        "judged": "" if word is None else "them" if word.them else "not them",
        "reason": "" if word is None else f"{word.reason} ({word.by}, {word.at:%Y-%m-%d})",
    }
