"""Bounds of answers: numbers, days, what moves with the calendar, and options that go with no other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.canonical import decode, encode
from intake.interviewing.checking import inspect
from intake.interviewing.engine import Interview
from intake.interviewing.fitting import unfit
from intake.interviewing.reading import read_questionnaire
from intake.interviewing.steps import Invalid
from intake.model.answers import Answer
from intake.model.questionnaire import Moving, Option, Required
from intake.model.values import Item, Value
from interviewing.questions import question

NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)
EVE = NEW_YEAR - timedelta(hours=1)
ASKED = """
intake: questionnaire/1
id: test
version: 1
title: Test
languages: [en, de, fr, es, sv, et, tr]
sections:
- id: all
  title: All
  questions:
  - {id: since, type: number, min: 1000, max: this year, ask: Since}
  - {id: moved, type: date, min: 2020-02-29, max: today, ask: Moved}
  - {id: begins, type: date, min: today, ask: Begins}
  - {id: model, type: number, min: this year, ask: Model}
  - {id: rows, type: repeat, ask: Rows, item: [{id: a, type: text}, {id: b, type: number}]}
  - {id: means, type: choices, min: 2, options: [a, b, c, {value: no, label: None of these, exclusive: yes}], ask: How}
"""
QUESTIONNAIRE = read_questionnaire(ASKED.encode(), "test.yaml")


def start(on: datetime = NEW_YEAR, language: str = "en") -> Interview:
    return Interview.start(QUESTIONNAIRE, {}, today=on.date(), language=language)


def refused(asked: str, typed: str | Value, on: datetime = NEW_YEAR, language: str = "en") -> list[str]:
    """What is said of an answer on that day; nothing where it is taken."""
    try:
        start(on, language).give(asked, typed, by="anna", at=on)
    except Invalid as fault:
        return [remark.text for remark in fault.remarks]
    return []


@pytest.mark.parametrize(
    ("asked", "taken", "not_taken", "said"),
    [
        ("since", "2027", "2028", "2028 is too late: give 2027 or earlier"),
        ("since", "1000", "999", "999 is too early: give 1000 or later"),
        ("since", "2027", "2027.5", "2027.5 is too late: give 2027 or earlier"),
        ("moved", "2027-01-01", "2027-01-02", "Saturday, 2 January 2027 is too late: give Friday, 1 January 2027 or earlier"),
        ("moved", "29 Feb 2020", "2020-02-28", "Friday, 28 February 2020 is too early: give Saturday, 29 February 2020 or later"),
        ("begins", "2027-01-01", "2026-12-31", "Thursday, 31 December 2026 is too early: give Friday, 1 January 2027 or later"),
        ("model", "2027", "2026", "2026 is too early: give 2027 or later"),
    ],
)  # fmt: skip
def test_a_day_or_a_year_out_of_bounds_is_told_with_what_may_be(
    asked: str, taken: str, not_taken: str, said: str
) -> None:
    assert refused(asked, taken) == []
    assert refused(asked, not_taken) == [said]


def test_bounds_are_told_in_every_language() -> None:
    told = {language: refused("since", "2028", language=language) for language in QUESTIONNAIRE.languages}
    assert all("2028" in text and "2027" in text for said in told.values() for text in said)
    assert len({*map(tuple, told.values())}) == 7


@pytest.mark.parametrize(("asked", "typed"), [("begins", "2026-12-31"), ("model", "2026"), ("since", "2026")])
def test_an_answer_that_was_right_on_its_day_stays_right(asked: str, typed: str) -> None:
    _, answer, _ = start(EVE).give(asked, typed, by="anna", at=EVE)
    kept = decode(Answer, encode(answer))
    for year in (0, 1, 30):
        later = Interview.start(QUESTIONNAIRE, {asked: kept}, today=date(2027 + year, 3, 1), language="en")
        assert later.conflicts == ()
        assert later.in_language("de").conflicts == ()
        assert [unfit(step.question, kept) for step in later.steps if step.answer] == [""]


def test_an_answer_that_was_wrong_on_its_day_stays_wrong() -> None:
    _, answer, _ = start(NEW_YEAR).give("since", "2027", by="anna", at=NEW_YEAR)
    early = Answer(answer.question, answer.state, EVE, answer.by, answer.value)
    later = Interview.start(QUESTIONNAIRE, {"since": early}, today=date(2030, 1, 1), language="en")
    assert [(name, remark.text) for name, remark in later.conflicts] == [
        ("since", "2027 is too late: give 2026 or earlier")
    ]


def test_the_day_of_the_answer_counts_where_midnight_passes_in_the_interview() -> None:
    begun = start(EVE)
    for asked, typed in (("since", "2027"), ("moved", "2027-01-01")):
        begun, _, _ = begun.give(asked, typed, by="anna", at=NEW_YEAR)
    assert begun.conflicts == ()
    with pytest.raises(Invalid):
        begun.give("begins", "2026-12-31", by="anna", at=NEW_YEAR)


def test_a_file_put_behind_an_answer_moves_no_bound() -> None:
    interview = Interview.start(QUESTIONNAIRE, {}, today=EVE.date(), language="en", read_file=lambda _: b"bytes")
    interview, _, _ = interview.give("begins", "2026-12-31", by="anna", at=EVE)
    proven, answer = interview.attach("begins", "proof.pdf")
    assert (answer.at, answer.by, proven.conflicts) == (EVE, "anna", ())


@given(st.dates(), st.dates())
def test_today_bounds_every_day_alike(day: date, on: date) -> None:
    late = list(inspect(question("date", maximum=Moving.TODAY), day, on=on))
    early = list(inspect(question("date", minimum=Moving.TODAY), day, on=on))
    assert (bool(late), bool(early)) == (day > on, day < on)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("no",), []), (("a", "b"), []), (("a",), ["at least 2"]), ((), ["at least 2"]),
        (("a", "no"), ["'None of these' goes with no other option: choose it alone, or leave it out"]),
    ],
)  # fmt: skip
def test_an_option_that_goes_with_no_other_is_enough_alone(given: Value, said: list[str]) -> None:
    means = QUESTIONNAIRE.question("means")
    assert means is not None
    assert [remark.text for remark in inspect(means, given)] == said


def test_a_row_in_which_nothing_stands_is_refused() -> None:
    assert refused("rows", (Item(()), Item.of({"a": "x"}), Item.of({"b": 0}))) == [
        "nothing stands in this row: fill it in, or delete it"
    ]
    assert refused("rows", (Item.of({"a": "x"}),)) == []
    assert refused("rows", ()) == []


def test_a_group_that_is_needed_has_a_row() -> None:
    for least in (None, 0):
        needed = question("repeat", required=Required.YES, minimum=least, item=(question("text"),))
        assert [remark.text for remark in inspect(needed, ())] == ["at least 1"]
        assert list(inspect(needed, (Item.of({"asked": "a"}),))) == []
    assert list(inspect(question("repeat", item=(question("text"),)), ())) == []


def test_an_only_option_of_its_kind_is_not_held_to_the_least() -> None:
    alone = question(
        "choices", minimum=2, options=(Option("no", {"en": "None"}, exclusive=True), Option("a", {"en": "A"}))
    )
    assert list(inspect(alone, ("no",))) == []
    assert [remark.text for remark in inspect(alone, ("a",))] == ["at least 2"]
