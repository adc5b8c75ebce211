"""Rows within rows: keys, calculations, conditions and rules at every depth."""

from datetime import UTC, date, datetime

import pytest

from intake.errors import BadFile
from intake.interviewing.answers_file import read_answers
from intake.interviewing.engine import Interview, Invalid
from intake.interviewing.reading import read_questionnaire
from intake.model.money import Money
from intake.model.values import Item, Value

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUESTIONNAIRE = read_questionnaire(
    b"""
intake: questionnaire/1
id: nested
version: 1
title: Nested
languages: [en]
sections:
- id: all
  title: All
  questions:
  - {id: rate, type: money, ask: Rate, required: yes}
  - {id: limit, type: number, ask: Hours at most, required: yes}
  - id: phases
    type: repeat
    ask: Phases
    required: yes
    key: name
    item:
    - {id: name, type: text, required: yes, ask: Phase}
    - {id: start, type: date, ask: Start}
    - id: tasks
      type: repeat
      ask: Tasks
      required: yes
      min: 1
      key: name
      item:
      - {id: name, type: text, required: yes, ask: Task}
      - {id: hours, type: number, required: yes, ask: Hours, min: 1}
      - {id: due, type: date, ask: Due, valid: [{check: due >= start, say: Due before its phase begins}]}
      - {id: price, type: calc, value: hours * rate}
      - {id: why, type: text, when: hours > 40, required: yes, ask: Why so long}
      valid:
      - {check: "sum(tasks, hours) <= limit", say: Too many hours in one phase}
    - {id: price, type: calc, value: "sum(tasks, price)"}
    valid:
    - {check: "all(phases, count(tasks) < 3)", say: At most two tasks to a phase}
    - {check: "all(phases, any(tasks, hours >= 2))", level: warn, say: A phase of small tasks only}
  - {id: total, type: calc, value: "sum(phases, price)"}
""",
    "nested.yaml",
)


def task(name: str, hours: int, **parts: Value) -> Item:
    return Item.of({"name": name, "hours": hours, **parts})


def phase(name: str, *tasks: Item, **parts: Value) -> Item:
    return Item.of({"name": name, **parts, "tasks": tasks})


def interview(*phases: Item) -> Interview:
    found = Interview.start(QUESTIONNAIRE, {}, today=TODAY, language="en")
    answers: dict[str, Value] = {"rate": Money(5000, "EUR"), "limit": 60, **({"phases": phases} if phases else {})}
    for question, answer in answers.items():
        found, _, _ = found.give(question, answer, by="anna", at=AT)
    return found


def refusals(*phases: Item) -> list[str]:
    with pytest.raises(Invalid) as caught:
        interview(*phases)
    return [str(remark) for remark in caught.value.remarks]


def test_calculations_go_up_from_the_innermost_rows() -> None:
    found = interview(phase("Design", task("Sketch", 4), task("Draft", 6)), phase("Build", task("Code", 20)))
    assert found.applicable_answers["total"].value == Money(150000, "EUR")
    phases = found.applicable_answers["phases"].value
    assert isinstance(phases, tuple)
    assert [row.get("price") for row in phases if isinstance(row, Item)] == [Money(50000, "EUR"), Money(100000, "EUR")]


def test_what_is_calculated_is_not_stored_and_follows_the_answers_it_reads() -> None:
    before = interview(phase("Build", task("Code", 20)))
    counted = before.applicable_answers["phases"].value
    assert counted is not None
    again, answer, _ = before.give("phases", counted, by="anna", at=AT)
    assert answer.value == before.answers["phases"].value == (phase("Build", task("Code", 20)),)
    dearer, _, _ = again.give("rate", "60 EUR", by="anna", at=AT)
    assert dearer.applicable_answers["total"].value == Money(120000, "EUR")


def test_keys_are_unique_within_their_own_rows_only() -> None:
    interview(phase("Design", task("Draft", 4)), phase("Build", task("Draft", 4)))
    assert refusals(phase("Build", task("Draft", 4), task("draft", 5)), phase("build", task("Text", 3))) == [
        "row 1, tasks: row 2, name: rows 1 and 2 are both 'draft'",
        "row 2, name: rows 1 and 2 are both 'build'",
    ]


def test_a_key_of_several_parts_compares_them_together_and_names_both_rows() -> None:
    text = """\
intake: questionnaire/1
id: together
version: 1
title: T
languages: [en]
sections:
- id: all
  title: All
  questions:
  - id: tasks
    type: repeat
    ask: Tasks
    key: [name, due]
    item:
    - {id: name, type: text, required: yes}
    - {id: due, type: date}
"""
    found = Interview.start(read_questionnaire(text.encode(), "t.yaml"), {}, today=TODAY, language="en")
    first, second = date(2027, 3, 1), date(2027, 4, 1)
    rows = (("Build", first), ("Build", second), ("Text", first), ("build", first), ("Text", None))
    tasks = tuple(Item.of({"name": name, **({"due": due} if due else {})}) for name, due in rows)
    remarks = found.check("tasks", tasks)
    assert [str(remark) for remark in remarks] == ["row 4, name: rows 1 and 4 are both 'build, 2027-03-01 (Monday)'"]
    german = remarks[0].told("de", found.questionnaire.question("tasks"))
    assert german.startswith("Zeile 4, Name: ")


def test_parts_are_checked_at_every_depth_and_say_where() -> None:
    rows = (phase("Build", task("Code", 0), Item.of({"name": "Text"})), phase("Test"))
    with pytest.raises(Invalid) as caught:
        interview(*rows)
    assert [(r.row, r.part, r.path, r.text) for r in caught.value.remarks] == [
        (0, "tasks", (0, "hours"), "row 1, hours: at least 1"),
        (0, "tasks", (1, "hours"), "row 2, hours: Hours - this is needed"),
        (1, "tasks", (), "at least 1"),
    ]


def test_an_inner_row_reads_the_row_around_it_and_the_answers() -> None:
    early = task("Code", 4, due=date(2027, 1, 1))
    assert refusals(phase("Build", early, start=date(2027, 2, 1))) == [
        "row 1, tasks: row 1, due: Due before its phase begins"
    ]
    assert refusals(phase("Build", task("Code", 40), task("Text", 30))) == ["row 1, tasks: Too many hours in one phase"]


def test_rules_over_all_rows_reach_into_the_inner_ones() -> None:
    three = [task(name, 4) for name in ("A", "B", "C")]
    assert refusals(phase("Build", *three)) == ["At most two tasks to a phase"]
    _, _, warnings = interview().give("phases", (phase("Build", task("A", 1)),), by="anna", at=AT)
    assert [remark.text for remark in warnings] == ["A phase of small tasks only"]


def test_a_part_that_does_not_apply_is_kept_but_does_not_count() -> None:
    assert refusals(phase("Build", task("Code", 50))) == ["row 1, tasks: row 1, why: Why so long - this is needed"]
    found = interview(phase("Build", task("Code", 4, why="It is old")))
    assert "It is old" in str(found.answers["phases"].value)
    assert "It is old" not in str(found.applicable_answers["phases"].value)


def test_the_review_indents_inner_rows() -> None:
    line = next(line for line in interview(phase("Build", task("Code", 4))).review if line.question == "phases")
    assert line.shown == "Build, 200.00 EUR\n  - Code, 4, 200.00 EUR"


def test_a_file_of_answers_nests_like_the_questions_and_faults_stand_in_their_row() -> None:
    raw = b"""
rate: 50 EUR
limit: 60
phases:
- name: Build
  start: 2027-02-01
  tasks:
  - {name: Code, hours: 4, due: 2027-03-01}
  - {name: Text, hours: 2, due: 2027-01-01}
"""
    with pytest.raises(BadFile) as caught:
        read_answers(raw, "a.yaml", QUESTIONNAIRE, today=TODAY, language="en")
    assert [str(fault) for fault in caught.value.faults] == [
        "a.yaml:9:33: phases: row 2, due: Due before its phase begins"
    ]
    answers = dict(
        read_answers(raw.replace(b"2027-01-01", b"2027-02-02"), "a.yaml", QUESTIONNAIRE, today=TODAY, language="en")
    )
    assert answers["phases"] == (
        phase(
            "Build",
            task("Code", 4, due=date(2027, 3, 1)),
            task("Text", 2, due=date(2027, 2, 2)),
            start=date(2027, 2, 1),
        ),
    )
