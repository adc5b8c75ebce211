"""The dossier is what its journal tells, entry by entry."""

from dataclasses import replace

import pytest

from intake import canonical
from intake.errors import CannotTell
from intake.model.dossier import Document, Stage
from intake.model.outcome import Incident, Outcome, Start
from intake.model.values import Json
from intake.store import folding
from intake.store.chain import Entry, Log
from intake.store.folding import Created
from store.sample import ANSWER, BRIEF, CLIENT, DECISION, NOW, OVERRIDE, REPORT, later

CREATED = canonical.encode(Created(CLIENT, "sha256:q", "sha256:p"))


def told(*events: tuple[str, Json]) -> list[Entry]:
    return [
        Entry(seq, later(seq), "me", kind, body, f"digest {seq}")
        for seq, (kind, body) in enumerate((("created", CREATED), *events), 1)
    ]


def test_every_kind_of_entry_changes_its_part() -> None:
    other = replace(CLIENT, name="Acme Limited")
    signed: dict[str, Json] = {"sha256": "ab", "by": "me"}
    dossier = folding.fold(
        "acme-1",
        told(
            ("client", canonical.encode(other)),
            ("answered", canonical.encode(ANSWER)),
            ("asked", canonical.encode(REPORT)),
            ("overrode", canonical.encode(OVERRIDE)),
            ("decided", canonical.encode(DECISION)),
            ("agreed", canonical.encode(BRIEF)),
            ("offered", signed),
            ("accepted", signed),
            ("sealed", signed),
        ),
    )
    assert (dossier.id, dossier.client, dossier.created_at) == ("acme-1", other, later(1))
    assert (dossier.questionnaire, dossier.policy) == ("sha256:q", "sha256:p")
    assert dossier.answers == {"budget": ANSWER}
    assert dossier.reports == {"rdap": REPORT}
    assert dossier.overrides == (OVERRIDE,)
    assert (dossier.decision, dossier.brief) == (DECISION, BRIEF)
    assert [document.kind for document in dossier.documents] == ["offer", "acceptance", "sealed"]
    assert dossier.documents[0] == Document("offer", "ab", later(8), "me")
    assert (dossier.stage, dossier.head, dossier.damage) == (Stage.SEALED, "digest 10", "")


def test_the_last_answer_and_report_win() -> None:
    second = replace(ANSWER, typed="3000")
    again = replace(REPORT, elapsed_ms=99)
    dossier = folding.fold(
        "acme-1",
        told(
            ("answered", canonical.encode(ANSWER)),
            ("answered", canonical.encode(second)),
            ("asked", canonical.encode(REPORT)),
            ("asked", canonical.encode(again)),
        ),
    )
    assert (dossier.answers, dossier.reports) == ({"budget": second}, {"rdap": again})


def test_an_answer_taken_back_leaves_the_question_open() -> None:
    dossier = folding.fold("acme-1", told(("answered", canonical.encode(ANSWER)), ("undone", {"question": "budget"})))
    assert dossier.answers == {}


def test_entries_of_unknown_kind_and_erased_ones_change_nothing_but_the_head() -> None:
    plain = folding.fold("acme-1", told())
    dossier = folding.fold("acme-1", told(("invoiced", {"sum": 5}), ("noted", {"text": "hm"}), ("asked", None)))
    assert dossier == replace(plain, head="digest 4")


def test_an_entry_that_cannot_be_read_ends_the_dossier_before_it_and_is_named() -> None:
    dossier = folding.fold("acme-1", told(("noted", "a"), ("asked", {"source": "rdap"}), ("decided", "x")))
    assert (dossier.head, dossier.reports) == ("digest 2", {})
    assert "entry 3 (asked) cannot be read" in dossier.damage


def test_a_dossier_is_created_once() -> None:
    assert "entry 2 (created)" in folding.fold("acme-1", told(("created", CREATED))).damage


@pytest.mark.parametrize("kind", ["noted", "created"])
def test_a_journal_whose_first_entry_makes_no_dossier_tells_nothing(kind: str) -> None:
    with pytest.raises(CannotTell, match="nothing of the dossier can be read"):
        folding.dossier_of("acme-1", Log((Entry(1, NOW, "me", kind, {"client": "?"}, "d"),), 10))


def test_an_outcome_joins_the_others_and_is_news_until_the_next_decision() -> None:
    trouble = canonical.encode(Outcome(NOW.date(), "me", incident=Incident("silence")))
    events: list[tuple[str, Json]] = [
        ("decided", canonical.encode(DECISION)),
        ("outcome", trouble),
        ("asked", canonical.encode(REPORT)),
    ]
    dossier = folding.fold("acme-1", told(*events))
    assert [outcome.incident for outcome in dossier.news] == [Incident("silence")]
    assert dossier.asked_since == ("rdap",)
    again = folding.fold("acme-1", told(*events, ("decided", canonical.encode(DECISION))))
    assert (len(again.outcomes), again.news, again.asked_since) == (1, (), ())


def test_work_that_began_is_the_last_stage() -> None:
    began = canonical.encode(Outcome(NOW.date(), "me", start=Start()))
    sealed: Json = {"sha256": "ab", "by": "me"}
    assert folding.fold("acme-1", told(("sealed", sealed), ("outcome", began))).stage is Stage.STARTED
    assert folding.fold("acme-1", told(("outcome", began))).stage is Stage.NEW


def test_an_outcome_of_two_kinds_is_none() -> None:
    both: Json = {"on": {"date": "2027-01-04"}, "incident": {"kind": "silence"}, "start": {"reason": ""}}
    with pytest.raises(ValueError, match="exactly one of payment, hours"):
        folding.check(folding.fold("acme-1", told()), Entry(2, NOW, "me", "outcome", both, ""))
