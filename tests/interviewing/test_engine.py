"""The interview as a whole: order, branches, rules, what is open, and the review."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import canonical
from intake.errors import BadFile, Refused, Usage
from intake.frugal import replace
from intake.interviewing.engine import Interview, Invalid
from intake.interviewing.entry import EntryFault
from intake.interviewing.reading import read_questionnaire
from intake.model.answers import State
from intake.model.money import Money
from intake.model.questionnaire import Level
from intake.model.values import Item, Value

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
BRIEF = """
intake: questionnaire/1
id: test
version: 1
title: Test
languages: [en, de]
sections:
- id: client
  title: {en: Who, de: Wer}
  questions:
  - {id: hello, type: note, ask: Welcome}
  - {id: name, type: text, ask: {en: Name?, de: "Name, bitte?"}, required: yes}
  - {id: country, type: country, ask: Country?, required: soft}
  - {id: number, type: company_id, schemes: ["{country}.*"], ask: Number?}
- id: work
  title: Work
  questions:
  - id: tasks
    type: repeat
    ask: Tasks?
    required: yes
    min: 1
    key: name
    item:
    - {id: name, type: text, required: yes, ask: Task}
    - {id: due, type: date, required: yes, ask: Due}
    - {id: price, type: money, ask: Price, valid: [{check: price > 0 EUR, say: Nothing is free}]}
    - {id: why_free, type: text, when: price is unknown, required: yes, ask: Why free}
  - {id: total, type: calc, ask: Sum, value: "sum(tasks, price)"}
  - id: deadline
    type: date
    ask: Deadline?
    required: yes
    valid:
    - {check: "all(tasks, due <= deadline)", say: A task is due later}
    - {check: deadline > today(), level: warn, say: That day is over}
- id: source
  title: Sources
  when: total > 100 EUR
  questions:
  - {id: early, type: bool, ask: Sources early?, required: yes}
  - {id: why, type: long_text, ask: Why?, when: early, required: yes, min_words: 3}
"""
BUILD = Item.of({"name": "Build", "due": date(2027, 5, 1), "price": Money(50000, "EUR")})


def start(**answers: str | Value) -> Interview:
    questionnaire = read_questionnaire(BRIEF.encode(), "test.yaml")
    interview = Interview.start(questionnaire, {}, today=TODAY, language="en")
    for question, answer in answers.items():
        interview, _, _ = interview.give(question, answer, by="anna", at=AT)
    return interview


def ids(interview: Interview) -> list[str]:
    return [step.question.id for step in interview.steps]


def remarks(interview: Interview, question: str, value: str | Value) -> list[str]:
    with pytest.raises(Invalid) as caught:
        interview.give(question, value, by="anna", at=AT)
    return [str(remark) for remark in caught.value.remarks]


def test_it_begins_with_the_first_question_and_says_the_note_before_it() -> None:
    current = start().current
    assert current is not None
    assert current.id == "client.name"
    assert current.notes == ("Welcome",)


def test_it_goes_on_where_it_stopped() -> None:
    interview = start(name="Lind AB", tasks=(BUILD,))
    resumed = Interview.start(interview.questionnaire, interview.answers, today=TODAY, language="en")
    assert resumed.current == interview.current
    assert resumed.current is not None
    assert resumed.current.question.id == "country"


def test_the_answer_holds_the_exact_value_and_what_was_typed() -> None:
    _, answer, warnings = start().give("country", " Sverige ", by="anna", at=AT)
    assert (answer.value, answer.typed, answer.by, answer.at, answer.state) == (
        *("SE", "Sverige", "anna", AT, State.ANSWERED),
    )
    assert warnings == ()


def test_an_interview_is_a_value_that_giving_an_answer_leaves_alone() -> None:
    before = start()
    before.give("name", "Lind AB", by="anna", at=AT)
    assert before == start()


def test_a_branch_opens_with_the_answer_it_depends_on() -> None:
    interview = start(tasks=(BUILD,))
    assert ids(interview)[-1] == "early"
    opened, _, _ = interview.give("early", "yes", by="anna", at=AT)
    assert ids(opened)[-1] == "why"


def test_a_branch_that_cannot_be_told_is_not_shown_but_counts_as_open() -> None:
    interview = start()
    assert "early" not in ids(interview)
    assert interview.progress.total == len(interview.steps) + 2
    assert [(line.section, line.done, line.total) for line in interview.outline] == [
        *(("client", 0, 3), ("work", 0, 2), ("source", 0, 2)),
    ]


def test_a_hidden_answer_is_kept_but_does_not_count() -> None:
    interview = start(tasks=(BUILD,), early="yes", why="we build it ourselves")
    hidden, _, _ = interview.give("early", "no", by="anna", at=AT)
    assert "why" in hidden.answers
    assert "why" not in hidden.applicable_answers
    back, _, _ = hidden.give("early", "yes", by="anna", at=AT)
    assert back.applicable_answers["why"] == interview.answers["why"]


def test_a_calculation_follows_its_answers() -> None:
    interview = start(tasks=(BUILD, Item.of({"name": "Text", "due": date(2027, 5, 2), "price": Money(2550, "EUR")})))
    total = interview.applicable_answers["total"]
    assert (total.value, total.by, total.at) == (Money(52550, "EUR"), "calc", AT)
    assert "total" not in start().applicable_answers


def test_a_calculation_that_cannot_be_done_is_unknown_with_the_reason() -> None:
    dollars = Item.of({"name": "Text", "due": date(2027, 5, 2), "price": Money(2550, "USD")})
    total = start(tasks=(BUILD, dollars)).applicable_answers["total"]
    assert total.state is State.UNKNOWN
    assert "USD" in total.reason


def test_a_rule_of_level_error_refuses_the_answer() -> None:
    assert remarks(start(tasks=(BUILD,)), "deadline", "2027-04-01") == ["A task is due later"]


def test_a_rule_of_level_warn_lets_the_answer_pass() -> None:
    _, answer, warnings = start().give("deadline", "2020-01-01", by="anna", at=AT)
    assert answer.value == date(2020, 1, 1)
    assert [(remark.level, remark.text) for remark in warnings] == [(Level.WARN, "That day is over")]


def test_an_answer_that_contradicts_a_later_one_is_taken_with_a_warning_and_leads_back_to_it() -> None:
    interview = start(name="A", country="SE", number="5599999991", tasks=(BUILD,), early="no", deadline="2027-06-01")
    assert interview.current is None
    assert interview.complete
    late = Item.of({"name": "Build", "due": date(2027, 7, 1), "price": Money(50000, "EUR")})
    moved, _, warnings = interview.give("tasks", (late,), by="anna", at=AT)
    assert [(remark.level, remark.text) for remark in warnings] == [(Level.WARN, "A task is due later")]
    assert not moved.complete
    assert moved.current is not None
    assert moved.current.question.id == "deadline"


def test_rows_are_checked_part_by_part() -> None:
    rows = (
        Item.of({"name": "Build", "price": Money(0, "EUR")}),
        Item.of({"name": "build", "due": "soon", "colour": "red"}),
    )
    assert remarks(start(), "tasks", rows) == [
        "row 1, due: Due - this is needed",
        "row 1, price: Nothing is free",
        "row 2, colour: no such part",
        "row 2, due: that is not a date",
        "row 2, why_free: Why free - this is needed",
        "row 2, name: rows 1 and 2 are both 'build'",
    ]
    assert remarks(start(), "tasks", ()) == ["at least 1"]


def test_a_value_of_another_type_is_refused() -> None:
    assert remarks(start(), "deadline", True) == ["that is not a date"]
    assert remarks(start(), "tasks", (Item.of({}), "no row")) == ["that is not a repeat"]
    assert remarks(start(tasks=(BUILD,), early="yes"), "why", "just because") == ["at least 3 words, please"]


def test_a_company_number_is_read_by_the_rules_of_the_answered_country() -> None:
    _, answer, _ = start(country="SE").give("number", "559999-9991", by="anna", at=AT)
    assert answer.value == "5599999991"
    with pytest.raises(EntryFault):
        start(country="SE").give("number", "12345", by="anna", at=AT)


def test_what_is_required_cannot_be_left_open() -> None:
    with pytest.raises(Refused):
        start().leave_open("name", "no idea", by="anna", at=AT)


def test_what_is_soft_required_is_left_open_with_a_reason_only() -> None:
    with pytest.raises(Invalid):
        start().leave_open("country", " ", by="anna", at=AT)
    interview, answer = start(name="A").leave_open("country", "not decided", by="anna", at=AT, state=State.REFUSED)
    assert (answer.state, answer.reason, answer.value) == (State.REFUSED, "not decided", None)
    assert interview.current is not None
    assert interview.current.question.id == "number"


def test_what_is_optional_is_passed_over_without_a_reason() -> None:
    interview, _ = start().leave_open("number", "", by="anna", at=AT)
    assert next(step for step in interview.steps if step.question.id == "number").settled


def test_missing_names_required_and_soft_questions_but_no_optional_ones() -> None:
    assert [step.question.id for step in start().missing] == ["name", "country", "tasks", "deadline"]


@pytest.mark.parametrize("question", ["total", "hello", "nothing"])
def test_what_is_no_question_takes_no_answer(question: str) -> None:
    with pytest.raises(Usage):
        start().give(question, "5", by="anna", at=AT)


def test_an_answer_can_be_taken_back() -> None:
    interview = start(name="Lind AB")
    assert interview.restored("name", None) == start()


def test_the_review_shows_every_question_that_applies() -> None:
    interview, _ = start(name="Lind AB", tasks=(BUILD,)).leave_open("country", "later", by="anna", at=AT)
    lines = {line.question: line for line in interview.review}
    assert lines["name"].shown == "Lind AB"
    assert lines["country"].is_open
    assert lines["country"].shown == "left open: later"
    assert lines["number"].shown == "not answered yet"
    assert lines["tasks"].shown == "Build, 2027-05-01 (Saturday), 500.00 EUR"
    assert lines["total"].shown == "500.00 EUR"
    assert "hello" not in lines


def test_it_can_be_asked_in_another_language() -> None:
    interview = start().in_language("de")
    assert interview.review[0].ask == "Name, bitte?"
    assert interview.outline[0].title == "Wer"
    assert interview.give("name", "Lind AB", by="anna", at=AT)[1].language == "de"


def test_steps_are_worked_out_once_and_anew_where_they_follow_from_something_else() -> None:
    before = start()
    assert before.steps is before.steps
    given = start(name="Acme")
    assert replace(before, found=given.found).steps == given.steps != before.steps
    assert [step.answer is not None for step in given.steps][:2] == [True, False]
    german = replace(before, language="de", proposed={"name": "Müller"})
    assert [step.prefill for step in german.steps][:2] == ["Müller", ""]
    assert [step.prefill for step in replace(german, proposed={}).steps][:2] == ["", ""]
    assert before.steps[0].prefill == ""


def test_a_step_starts_with_what_was_typed_before() -> None:
    steps = {step.question.id: step for step in start(deadline="1 June 2027").steps}
    assert steps["deadline"].prefill == "1 June 2027"


def test_a_long_answer_keeps_its_lines() -> None:
    interview = start(tasks=(BUILD,), early="yes", why="first, second\nand third")
    assert interview.steps[-1].prefill == "first, second\nand third"


def test_a_file_is_read_only_by_what_was_passed_in(tmp_path: Path) -> None:
    raw = BRIEF.replace("{id: name, type: text,", "{id: name, type: file,", 1).encode()
    questionnaire = read_questionnaire(raw, "test.yaml")
    interview = Interview.start(questionnaire, {}, today=TODAY, language="en", read_file=lambda _: b"bytes")
    _, answer, _ = interview.give("name", str(tmp_path / "logo.svg"), by="anna", at=AT)
    assert isinstance(answer.value, Item)
    assert answer.value.get("size") == 5


ANSWERS: dict[str, list[str | Value]] = {
    "name": ["Lind AB"],
    "country": ["SE", "NO"],
    "tasks": [(BUILD,), (Item.of({"name": "Text", "due": date(2027, 1, 2), "price": Money(100, "EUR")}),)],
    "deadline": ["2027-06-01", "2027-05-01"],
    "early": ["yes", "no"],
    "why": ["we need them now"],
}
moves = st.lists(
    st.sampled_from([(question, answer) for question, answers in ANSWERS.items() for answer in answers]), max_size=12
)


@given(moves)
def test_in_any_order_the_interview_keeps_its_books(given_answers: list[tuple[str, str | Value]]) -> None:
    interview = start()
    for question, answer in given_answers:
        try:
            interview, _, _ = interview.give(question, answer, by="anna", at=AT)
        except Invalid:
            continue
        assert interview == Interview.start(interview.questionnaire, interview.answers, today=TODAY, language="en")
        assert interview.applicable_answers.keys() - {"total"} <= interview.answers.keys() & set(ids(interview))
        assert sum(line.done for line in interview.outline) == interview.progress.answered
        assert sum(line.total for line in interview.outline) == interview.progress.total
        assert (interview.current is None) <= interview.complete


def test_nothing_ticked_is_no_answer_where_one_is_needed() -> None:
    questionnaire = read_questionnaire(
        b"intake: questionnaire/1\nid: q\nversion: 1\ntitle: Q\nlanguages: [en]\nsections:\n- id: s\n  title: S\n  questions:\n"
        b"  - {id: means, type: choices, ask: Means, required: yes, options: [mail, phone]}\n",
        "q.yaml",
    )
    interview = Interview.start(questionnaire, {}, today=TODAY, language="en")
    with pytest.raises(EntryFault, match="an answer is needed"):
        interview.give("means", (), by="me", at=AT)
    answered, _, _ = interview.give("means", ("phone",), by="me", at=AT)
    assert answered.complete


def test_an_answer_from_before_an_option_stood_alone_is_read_shown_and_asked_about_anew() -> None:
    several = BRIEF.replace(
        "  - {id: number,",
        "  - {id: means, type: choices, ask: How?, options: [a, {value: b, label: None of it}]}\n  - {id: number,",
    )
    before = Interview.start(read_questionnaire(several.encode(), "test.yaml"), {}, today=TODAY, language="en")
    before, given, _ = before.give("means", "a, b", by="anna", at=AT)
    alone = read_questionnaire(
        several.replace("label: None of it", "label: None of it, exclusive: yes").encode(), "test.yaml"
    )
    now = Interview.start(alone, {"means": given}, today=TODAY, language="en")
    assert [line.shown for line in now.review if line.question == "means"] == ["a, None of it"]
    assert [(name, remark.text) for name, remark in now.conflicts] == [
        ("means", "'None of it' goes with no other option: choose it alone, or leave it out")
    ]


def test_conditions_that_fit_no_more_are_told_of_when_the_interview_starts() -> None:
    raw = b"intake: questionnaire/1\nid: t\nversion: 1\ntitle: T\nsections:\n- {id: s, title: S, questions: [{id: q, type: text, ask: Q, when: gone}]}\n"
    questionnaire = read_questionnaire(raw, "q.yaml", taken_up=canonical.digest(raw))
    with pytest.raises(BadFile) as caught:
        Interview.start(questionnaire, {}, today=TODAY, language="en")
    assert [fault.message for fault in caught.value.faults] == ["'gone' is not known here"]
