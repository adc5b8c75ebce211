"""What a source may look up on this machine: the tables there, and what your own dossiers know of a client."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from intake import canonical
from intake.following.acquaintance import Known, Likeness, likeness, rivalry, rivals_in
from intake.following.history import history_facts, paid_to_the_end
from intake.following.ledger import ledger
from intake.frugal import dataclass
from intake.interviewing.clients import claims
from intake.model.dossier import Dossier
from intake.model.finding import Confidence
from intake.model.values import Json
from intake.vetting.door import Answer, Web
from intake.vetting.shelf import PAST, SCREEN, Shelved, table_and_key

if TYPE_CHECKING:
    from intake.store.dossiers import Dossiers

_COMPETITORS = "competitors"
_TOLD = "known 1"
"""Counts on where what is told changes its form or its meaning."""
_NAMES = frozenset({"name", "legal_name", "trading_name", "former_name", "former_names", "names"})


@dataclass(frozen=True, slots=True)
class Match:
    """Another dossier that may concern a client: of the `same` one, or of a `rival` whom one of both named as a competitor.

    `by` says why; without `firm` it is a candidate for a person to judge. `current` engagements are offered or agreed, and
    not paid to the end. `late`, `short` and `incidents` count as `history.` does, and are None where that cannot be read.
    """

    relation: str
    firm: bool
    by: str
    dossier: str
    stage: str
    current: bool
    late: int | None
    short: int | None
    incidents: int | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a dossier tells of its client to those who look for another."""

    known: Known
    damaged: bool


class Recollection:
    """Answers the look-ups of sources, for one home: `rows` of a table with a key, `screen` of a dossier by its id."""

    def __init__(
        self,
        dossiers: "Dossiers",
        rows: Callable[[str, str], Answer],
        screen: Callable[[str], Answer],
        clock: Callable[[], datetime],
    ) -> None:
        self._dossiers = dossiers
        self._rows = rows
        self._screen = screen
        self._clock = clock

    def beside(self, web: Web, dossier_id: str, *, recorded: bool) -> Web:
        """The web with this machine's shelf beside it; a recorded one answers look-ups in tables itself."""

        def look_up(url: str) -> Answer | None:
            if url == PAST:
                return self._past(dossier_id)
            if recorded:
                return None
            return self._screen(dossier_id) if url == SCREEN else self._rows(*table_and_key(url))

        return Shelved(web, look_up)

    def matches(self, dossier_id: str) -> tuple[Match, ...]:
        """Every other dossier of the same client or of a competitor; those that cannot be read at all are left out."""
        return self._matches_among(dossier_id, self._others(dossier_id))

    def _past(self, dossier_id: str) -> Answer:
        others = self._others(dossier_id)
        known: dict[str, Json] = {
            "dossiers": len(others),
            "unread": sum(other is None or other.damaged for other in others.values()),
            "named": bool(_known(self._dossiers.load(dossier_id)).rivals),
            "matches": [canonical.encode(match) for match in self._matches_among(dossier_id, others)],
        }
        return Answer(f"{PAST}/{dossier_id}", 200, {"content-type": "application/json"}, canonical.to_bytes(known))

    def _others(self, dossier_id: str) -> "dict[str, _Told | None]":
        """What is known of every other dossier; None for one of which nothing can be read."""
        told = self._dossiers.told(_TOLD, lambda dossier: canonical.encode(_told(dossier)))
        return {
            name: canonical.decode(_Told, each) if each else None for name, each in told.items() if name != dossier_id
        }

    def _matches_among(self, dossier_id: str, others: "Mapping[str, _Told | None]") -> tuple[Match, ...]:
        here = _known(self._dossiers.load(dossier_id))
        near = [
            name for name, told in others.items() if told and (likeness(here, told.known) or rivalry(here, told.known))
        ]
        found = sorted(map(self._dossiers.load, near), key=lambda dossier: (dossier.created_at, dossier.id))
        return tuple(match for other in found for match in self._matches(here, other))

    def _matches(self, here: Known, other: Dossier) -> Iterator[Match]:
        there = _known(other)
        if same := likeness(here, there):
            yield self._match("same", same, other)
        elif rival := rivalry(here, there):
            yield self._match("rival", rival, other)

    def _match(self, relation: str, like: Likeness, other: Dossier) -> Match:
        today = self._clock().date()
        facts = history_facts((), other, today)
        late, short, incidents = (facts.get(name) for name in ("late_payments", "short_payments", "incidents"))
        return Match(
            relation=relation,
            firm=like.firm,
            by=like.by,
            dossier=other.id,
            stage=other.stage.value,
            current=bool(other.documents) and not paid_to_the_end(ledger(other, today)),
            late=late if isinstance(late, int) else None,
            short=short if isinstance(short, int) else None,
            incidents=incidents if isinstance(incidents, int) else None,
        )


def _told(dossier: Dossier) -> _Told:
    return _Told(_known(dossier), bool(dossier.damage))


def _known(dossier: Dossier) -> Known:
    answer = dossier.answers.get(_COMPETITORS)
    named = answer.value if answer is not None and isinstance(answer.value, str) else ""
    return Known(claims(dossier.client, dossier.answers), tuple(_names(dossier)), rivals_in(named))


def _names(dossier: Dossier) -> Iterator[str]:
    """The names under which registers and the website know the client, former ones among them."""
    yield dossier.client.name
    for report in dossier.reports.values():
        for finding in report.findings:
            if finding.fact in _NAMES and finding.confidence is Confidence.FIRM:
                values = finding.value if isinstance(finding.value, tuple) else (finding.value,)
                yield from (value for value in values if isinstance(value, str))
