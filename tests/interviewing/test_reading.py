"""Reading questionnaire files: everything that is wrong is said at once, each at its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import canonical
from intake.errors import BadFile
from intake.interviewing.reading import read_questionnaire
from intake.model.questionnaire import Level, Required, Type

SAMPLES = Path(__file__).parents[2].parent / "shared" / "design" / "samples"
HEAD = "intake: questionnaire/1\nid: test\nversion: 1\ntitle: {en: Test}\nlanguages: [en, sv]\nsections:\n"


def faults(text: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_questionnaire(text.encode(), "q.yaml")
    return [str(fault) for fault in caught.value.faults]


def faults_of(question: str) -> list[str]:
    """The faults of a file whose only question has these keys."""
    return faults(f"{HEAD}- id: one\n  title: One\n  questions:\n  - {{id: asked, ask: 'So?', {question}}}\n")


def test_a_question_is_read_with_everything_it_says() -> None:
    raw = f"""{HEAD}- id: one
  title: {{en: One, sv: Ett}}
  questions:
  - id: ready
    type: bool
    ask: {{en: Now, or later?, sv: Nu?}}
    required: soft
    practice: "003#8"
  - id: day
    type: date
    exact: yes
    ask: On which day?
    why: {{en: Because}}
    when: ready
    valid:
    - {{check: day >= 2027-01-01, level: warn, say: Early}}
""".encode()
    questionnaire = read_questionnaire(raw, "q.yaml")
    assert questionnaire.digest == canonical.digest(raw)
    ready, day = questionnaire.questions()
    assert ready.type is Type.BOOL
    assert ready.required is Required.SOFT
    assert ready.ask == {"en": "Now, or later?", "sv": "Nu?"}
    assert ready.practice == ("003#8",)
    assert day.exact
    assert day.ask == {"en": "On which day?"}
    assert day.when is not None
    assert (day.when.text, day.when.place.line, day.when.place.column) == ("ready", 20, 11)
    assert day.valid[0].level is Level.WARN


def test_all_faults_are_reported_together_each_with_a_suggestion() -> None:
    text = f"""{HEAD}- id: one
  title: One
  title: Two
  questions:
  - id: budget
    type: mony
    ask: Budget
  - id: goal
    type: text
    ask: Goal
    when: bugdet > 5 EUR
    valid:
    - {{check: budget > 30 days, say: Wrong}}
    - {{check: deadline > 2027-01-01, say: Early}}
  - id: deadline
    type: date
    ask: Day
    requierd: yes
"""
    found = faults(text)
    assert [fault.split(": ")[0] for fault in found] == [
        *("q.yaml:9:3", "q.yaml:12:11", "q.yaml:17:11", "q.yaml:19:24", "q.yaml:20:15", "q.yaml:24:5")
    ]
    for fault, word in zip(found, ["stands twice", "money", "budget", "money", "asked later", "required"], strict=True):
        assert word in fault


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("type: choice", "'asked' has no 'options'"),
        ("type: choice, options: []", "nothing to choose from"),
        ("type: choice, options: [a, a]", "stands twice"),
        ("type: text, options: [a]", "says nothing for the type 'text'"),
        ("type: quantity", "'asked' has no 'units'"),
        ("type: quantity, units: ['12']", "cannot be a unit"),
        ("type: money, units: [EURO]", "'EURO' is not a currency code of ISO 4217 (did you mean 'EUR'?)"),
        ("type: money, units: [EUR], valid: [{check: asked > 5 USD, say: No}]", "EUR and USD are different currencies"),
        ("type: company_id, schemes: [eu.vta]", "did you mean 'eu.vat'?"),
        ("type: repeat", "'asked' has no 'item'"),
        ("type: repeat, key: nam, item: [{id: name, type: text}]", "did you mean 'name'?"),
        ("type: repeat, key: [name, du], item: [{id: name, type: text}]", "'du' is not a part of the row"),
        ("type: repeat, key: [name, name], item: [{id: name, type: text}]", "a part of the key stands twice"),
        ("type: repeat, item: [{id: a, type: text}, {id: a, type: text}]", "the part 'a' stands twice"),
        ("type: repeat, item: [{id: a, type: note}]", "cannot hold a note"),
        ("type: repeat, item: [{id: a, type: repeat}]", "'a' has no 'item'"),
        ("type: repeat, item: [{id: a, type: calc, value: b}]", "'b' is not known here"),
        ("type: text, evidence: maybe", "'maybe' is not a evidence"),
        ("type: note, evidence: yes", "'evidence' says nothing for the type 'note'"),
        ("type: text, retain: a while", "'retain': 'a while' is not a duration"),
        ("type: text, since: 2", "'since' 2 is later than this version"),
        ("type: number, default: {en: 5, sv: fem}", "the default cannot be an answer: 'fem'"),
        ("type: number, min: 3, max: 2", "'max' 2 is less than 'min' 3"),
        ("type: number, min: few", "'few' is not a whole number"),
        ("type: number, max: this yaer", "q.yaml:10:48: 'this yaer' is not a whole number (did you mean 'this year'?)"),
        ("type: number, max: today", "'today' is not a whole number (a whole number, or this year)"),
        ("type: percent, max: this year", "'this year' is not a whole number"),
        ("type: date, max: tody", "q.yaml:10:46: 'tody' is not a day (did you mean 'today'?)"),
        ("type: date, min: today()", "'today()' is not a day (did you mean 'today'?)"),
        ("type: date, min: 5", "'5' is not a day (like 2027-03-31, or today)"),
        ("type: date, min: 2027-02-29", "'2027-02-29' is not a day of the calendar"),
        ("type: date, min: 2027-03-02, max: 2027-03-01", "'max' 2027-03-01 is before 'min' 2027-03-02"),
        (
            "type: date, max: 2027-01-31, default: 2027-02-01",
            "the default cannot be an answer: Monday, 1 February 2027 is",
        ),
        ("type: text, max: today", "'max' says nothing for the type 'text'"),
        ("type: repeat, item: [{id: a, type: date, min: today}]", "'min: today' cannot be held in a row"),
        (
            "type: choices, min: 2, options: [a, {value: b, label: B, exclusive: yes}]",
            "can never be met: at most 1 can be chosen together",
        ),
        ("type: choices, options: [a], max: 0", "'max' 0 leaves no answer"),
        ("type: repeat, max: 0, item: [{id: a, type: text}]", "'max' 0 leaves no answer"),
        ("type: repeat, item: []", "there is nothing to ask in a row"),
        ("type: money, units: [EUR, SEK], default: USD", "the default 'USD' is not one of the units (EUR, SEK)"),
        ("type: text, retain: 0 days", "an answer is kept for at least 1 day"),
        ("type: number, max: 5, default: 6", "the default cannot be an answer: at most 5"),
        ("type: date, default: next month", "the default cannot be an answer"),
        ("type: text, required: maybe", "'maybe' is not a required"),
        ("type: text, hint: {de: Ja}", "'de' is not a language of this file"),
        ("type: text, hint: {sv: Ja}", "'hint' has no text in 'en'"),
        ("type: text, why: {en: }", "'why' has no text in 'en'"),
        ("type: text, why: [a]", "must be a text"),
        ("type: text, valid: [{say: No}]", "a check has no 'check'"),
        ("type: text, valid: [{check: asked = 'a'}]", "a check has no 'say'"),
        ("type: text, when: asked = 'a'", "'asked' is asked later"),
        ("type: calc", "'asked' has no 'value'"),
        ("type: text, when: __import__('os')", "q.yaml:10"),
    ],
)
def test_each_fault_is_named(question: str, message: str) -> None:
    assert any(message in fault for fault in faults_of(question)), faults_of(question)


def test_a_bound_is_a_number_a_day_or_moves_with_the_calendar() -> None:
    for said in (
        *("number, min: 1000, max: this year", "number, min: this year, max: 2020", "date, min: today, max: today"),
        "date, min: 2024-02-29",
        "repeat, item: [{id: a, type: date, max: today}, {id: b, type: number, max: this year}]",
    ):
        questions = f"  - {{id: asked, ask: 'So?', type: {said}}}\n"
        assert read_questionnaire(f"{HEAD}- id: one\n  title: One\n  questions:\n{questions}".encode(), "q.yaml"), said


def test_parts_without_ids_are_each_told_so() -> None:
    found = faults_of("type: repeat, item: [{type: text}, {type: text}]")
    assert [fault for fault in found if "stands twice" in fault] == []
    assert sum("a part has no 'id'" in fault for fault in found) == 2


def test_ids_are_unique_and_readable_by_conditions() -> None:
    again = "  - {id: a, type: text, ask: A}\n" * 2 + "  - {id: a-b, type: text, ask: B}\n"
    found = faults(f"{HEAD}- id: one\n  title: One\n  questions:\n{again}")
    assert "q.yaml:11:10: the id 'a' stands twice" in found[0]
    assert "write _ instead of -" in found[1]


def test_what_is_no_questionnaire_is_refused() -> None:
    assert "must be a mapping" in faults("- a\n")[0]
    assert any("needs sections" in fault for fault in faults("intake: questionnaire/2\nid: a\n"))
    assert any("needs questions" in fault for fault in faults(f"{HEAD}- id: one\n  title: One\n"))


@given(st.binary(max_size=200) | st.text(alphabet="idtypeask: {}[]-\n'\"&*!en", max_size=80).map(str.encode))
def test_no_bytes_do_anything_but_fail_as_a_bad_file(raw: bytes) -> None:
    with pytest.raises(BadFile):
        read_questionnaire(raw, "q.yaml")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the design samples are not beside the checkout")
def test_the_sample_of_the_design_is_read_as_it_stands() -> None:
    path = SAMPLES / "brief.web.yaml"
    questionnaire = read_questionnaire(path.read_bytes(), path.name)
    assert questionnaire.id == "web-brief"
    goal = questionnaire.question("goal")
    assert goal is not None
    assert goal.ask["en"] == "What should this change for you, and how will you know it worked?"


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml")), ids=lambda p: p.stem
)
def test_what_a_dossier_took_up_is_read_as_it_was(path: Path) -> None:
    raw = path.read_bytes()
    questionnaire = read_questionnaire(raw, path.name)
    assert read_questionnaire(raw, path.name, taken_up=canonical.digest(raw)) == questionnaire


def test_what_was_judged_before_is_not_judged_again() -> None:
    raw = f"{HEAD}- {{id: one, title: One, questions: [{{id: q, type: number, ask: Q, default: many}}]}}\n".encode()
    assert "the default cannot be an answer" in faults(raw.decode())[0]
    assert read_questionnaire(raw, "q.yaml", taken_up=canonical.digest(raw)).id == "test"


def test_an_option_that_goes_with_no_other_is_one_of_several_choices() -> None:
    options = "options: [a, {value: b, label: None, exclusive: yes}]"
    assert faults_of(f"type: choice, {options}") == [
        "q.yaml:10:80: 'exclusive' says nothing for the type 'choice' (remove it)"
    ]
    assert faults_of(f"type: choices, {options}, default: 'a, b'") == [
        "q.yaml:10:108: the default cannot be an answer: 'None' goes with no other option: choose it alone, or leave it out"
    ]
