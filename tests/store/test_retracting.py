"""What was taken back does not count, whatever came before and after it; nothing of it is erased."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import canonical
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.outcome import Delivery, Incident, Outcome, Payment, Retracted, Start
from intake.model.values import Json
from intake.store import erasing, folding
from intake.store.chain import Entry, Log
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from intake.store.folding import Created
from intake.store.retracting import retractions, without_mistakes
from store.sample import ANSWER, CLIENT, DECISION, NOW, later

DAY = date(2027, 2, 1)
CREATED = canonical.encode(Created(CLIENT, "sha256:q", "sha256:p"))
OUTCOMES = (
    Outcome(DAY, payment=Payment(Money(100, "EUR"), DAY)),
    Outcome(DAY, delivery=Delivery("Design", accepted=True)),
    Outcome(DAY, incident=Incident("abuse")),
    Outcome(DAY, start=Start()),
)
EVENTS: Sequence[tuple[str, Json]] = (
    *(("outcome", canonical.encode(outcome)) for outcome in OUTCOMES),
    ("decided", canonical.encode(DECISION)),
    ("answered", canonical.encode(ANSWER)),
    ("undone", {"question": "budget"}),
)


def told(*events: tuple[str, Json]) -> list[Entry]:
    return [
        Entry(seq, later(seq), "me", kind, body, f"digest {seq}")
        for seq, (kind, body) in enumerate((("created", CREATED), *events), 1)
    ]


def taken(*entries: int) -> tuple[str, Json]:
    return "retracted", canonical.encode(Retracted(entries))


def fold(*events: tuple[str, Json]) -> Dossier:
    """The dossier, but for the digest of its journal."""
    return replace(folding.fold("acme-1", told(*events)), head="")


@given(
    st.lists(st.sampled_from(EVENTS), max_size=6),
    st.sampled_from(EVENTS[:4]),
    st.lists(st.sampled_from(EVENTS), max_size=6),
    st.lists(st.sampled_from(EVENTS), max_size=3),
)
def test_what_is_taken_back_counts_as_if_it_had_never_been_recorded(
    before: list[tuple[str, Json]],
    mistake: tuple[str, Json],
    between: list[tuple[str, Json]],
    after: list[tuple[str, Json]],
) -> None:
    number = len(before) + 2
    with_mistake = fold(*before, mistake, *between, taken(number), *after)
    assert with_mistake == fold(*before, *between, *after)


@given(st.lists(st.sampled_from(EVENTS), max_size=5), st.integers(0, 3), st.lists(st.sampled_from(EVENTS), max_size=5))
def test_reading_on_tells_the_same_as_reading_all(
    before: list[tuple[str, Json]], kind: int, after: list[tuple[str, Json]]
) -> None:
    events = told(*before, EVENTS[kind], *after, taken(len(before) + 2))
    first = Log(tuple(events[:-1]))
    known = (first, folding.dossier_of("acme-1", first))
    assert folding.dossier_of("acme-1", Log(tuple(events)), known) == folding.fold("acme-1", events)


def test_what_is_recorded_again_counts_from_then_on_and_a_decision_before_did_not_know_of_it() -> None:
    incident, decided, payment = EVENTS[2], EVENTS[4], EVENTS[0]
    again = fold(incident, taken(2), decided, payment, taken(3))
    assert again.outcomes == (OUTCOMES[0], OUTCOMES[2])
    assert again.news == again.outcomes
    assert fold(incident, taken(2), taken(3), taken(2)).outcomes == ()
    assert fold(incident, taken(2), taken(3), taken(3)).outcomes == (OUTCOMES[2],)


def test_taken_back_twice_is_taken_back_once() -> None:
    """Two processes may do it at the same moment."""
    entries = told(EVENTS[0], taken(2), taken(2))
    assert retractions(entries).in_force == {3: (2,)}
    assert fold(EVENTS[0], taken(2), taken(2), taken(3)).outcomes == (OUTCOMES[0],)


@pytest.mark.parametrize("number", [0, 1, 3, 4, 99])
def test_what_is_no_outcome_before_it_is_not_taken_back(number: int) -> None:
    entries = told(EVENTS[0], EVENTS[5], taken(number), EVENTS[1])
    assert folding.fold("acme-1", entries) == replace(
        folding.fold("acme-1", told(EVENTS[0], EVENTS[5], ("noted", {}), EVENTS[1])), head="digest 5"
    )
    assert without_mistakes(entries) == entries


def test_a_taking_back_that_cannot_be_read_is_damage() -> None:
    dossier = folding.fold("acme-1", told(EVENTS[0], ("retracted", {"entries": "all"})))
    assert "entry 3 (retracted) cannot be read" in dossier.damage


def test_a_mistake_stays_one_when_the_words_about_it_are_erased(tmp_path: Path) -> None:
    """The reason names another dossier, which is erased."""
    dossiers = Dossiers(tmp_path)
    files = {"questionnaire": b"q", "policy": b"p", "actor": "me", "at": NOW}
    gone, kept = (dossiers.create(CLIENT, token=token, **files).id for token in ("t1", "t2"))  # type: ignore[arg-type]
    for outcome in OUTCOMES[:2]:
        dossiers.append(kept, "outcome", canonical.encode(outcome), actor="me", at=NOW)
    for body in (Retracted((2,), f"it came for {gone}"), Retracted((3,), "twice"), Retracted((5,), f"not for {gone}")):
        dossiers.append(kept, "retracted", canonical.encode(body), actor="me", at=NOW)
    assert dossiers.load(kept).outcomes == (OUTCOMES[1],)
    erasing.erase(dossiers, Order((gone,), (), "me", NOW))
    assert Dossiers(tmp_path).load(kept).outcomes == (OUTCOMES[1],)
    assert gone not in Dossiers(tmp_path).journal(kept).path.read_text()
