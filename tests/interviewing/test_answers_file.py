"""Reading answers from a file: typed as a person would, and every fault reported at once."""

from datetime import UTC, date, datetime

import pytest

from intake.errors import BadFile
from intake.interviewing.answers_file import LeftOpen, read_answers
from intake.interviewing.reading import read_questionnaire
from intake.model.answers import Answer, State
from intake.model.money import Money
from intake.model.questionnaire import Questionnaire
from intake.model.values import Item, Value

TODAY = date(2026, 11, 23)
BRIEF = b"""
intake: questionnaire/1
id: test
version: 1
title: Test
languages: [en]
sections:
- id: all
  title: All
  questions:
  - {id: name, type: text, ask: Name?, required: yes}
  - {id: country, type: country, ask: Country?, required: soft}
  - {id: number, type: company_id, schemes: ["{country}.*"], ask: Number?}
  - {id: boss, type: person, ask: Who?}
  - {id: means, type: choices, options: [mail, phone, {value: other, label: In no way, exclusive: yes}], ask: How?}
  - id: tasks
    type: repeat
    ask: Tasks?
    required: yes
    key: name
    item:
    - {id: name, type: text, required: yes}
    - {id: due, type: date, exact: yes, required: yes}
    - {id: price, type: money}
  - {id: total, type: calc, value: "sum(tasks, price)"}
  - id: deadline
    type: date
    exact: yes
    ask: Deadline?
    required: yes
    valid: [{check: "all(tasks, due <= deadline)", say: A task is due later}]
  - {id: rush, type: bool, ask: Rush?, required: yes}
  - {id: why, type: text, ask: Why?, required: yes, when: rush}
"""
GOOD = b"""
rush: no
name: "2027"
country: NO
boss: {name: Anna Lind, phone: +46 70 174 06 05}
means: [phone]
tasks:
- {name: Build, due: 1 May 2027, price: 500 EUR}
- {name: Text, due: 2027-05-02, price: ~}
deadline: 2027-06-01
"""
LIKE = "2027-01-15 or 15 January 2027"
QUESTIONNAIRE: Questionnaire = read_questionnaire(BRIEF, "q.yaml")


def read(raw: bytes, **given: Answer) -> dict[str, Value | LeftOpen]:
    return dict(read_answers(raw, "a.yaml", QUESTIONNAIRE, today=TODAY, language="en", given=given))


def faults(raw: bytes) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read(raw)
    return [str(fault) for fault in caught.value.faults]


def test_answers_are_typed_by_their_questions_and_come_in_their_order() -> None:
    assert read(GOOD) == {
        "name": "2027",
        "country": "NO",
        "boss": Item.of({"name": "Anna Lind", "phone": "+46701740605"}),
        "means": ("phone",),
        "tasks": (
            Item.of({"name": "Build", "due": date(2027, 5, 1), "price": Money(50000, "EUR")}),
            Item.of({"name": "Text", "due": date(2027, 5, 2)}),
        ),
        "deadline": date(2027, 6, 1),
        "rush": False,
    }
    assert list(read(GOOD)) == ["name", "country", "boss", "means", "tasks", "deadline", "rush"]


def test_json_is_read_by_the_same_door() -> None:
    raw = b'{"name": "A", "rush": "no", "deadline": "2027-06-01", "tasks": [{"name": "B", "due": "2027-05-01"}]}'
    assert read(raw)["deadline"] == date(2027, 6, 1)


def test_a_person_may_stand_on_one_line() -> None:
    assert read(GOOD.replace(b"{name: Anna Lind, phone: +46 70 174 06 05}", b"Anna Lind, a@b.example"))[
        "boss"
    ] == Item.of({"name": "Anna Lind", "email": "a@b.example"})


def test_a_soft_question_is_left_open_with_its_reason() -> None:
    assert read(GOOD.replace(b"country: NO", b"country: {open: not decided}"))["country"] == LeftOpen("not decided")


def test_five_faults_are_reported_as_five() -> None:
    raw = b"""
nmae: Lind AB
country: Swedn
tasks:
- {name: Build, due: next month}
deadline: 03/04/2027
rush: no
name:
"""
    days = "2026-12-01 or 2026-12-16 or 2026-12-31"
    assert faults(raw) == [
        "a.yaml:2:1: there is no question 'nmae' (did you mean 'name'?)",
        "a.yaml:3:10: country: 'Swedn' is not a country or its code (write SE)",
        f"a.yaml:5:22: due: 'next month' is not a date: an exact day is needed, like {LIKE} (write {days})",
        "a.yaml:6:11: deadline: '03/04/2027' can be read two ways: which day is it? (write 2027-04-03 or 2027-03-04)",
        "a.yaml:8:1: 'name' needs an answer (or leave the line out)",
    ]


def test_faults_in_rows_stand_at_their_own_place() -> None:
    raw = GOOD.replace(b", due: 1 May 2027", b"").replace(b"name: Text", b"nam: Text")
    found = faults(raw)
    assert found == ["a.yaml:9:4: a row has no part 'nam' (did you mean 'name'?)"]
    raw = GOOD.replace(b", due: 1 May 2027", b"").replace(b"name: Text", b"name: build")
    assert [fault.split(": ", 1) for fault in faults(raw)] == [
        ["a.yaml:8:3", "tasks: Due - this is needed"],
        ["a.yaml:9:10", "tasks: rows 1 and 2 are both 'build'"],
    ]


def test_rules_between_answers_are_faults_at_the_answer_that_breaks_them() -> None:
    found = faults(GOOD.replace(b"deadline: 2027-06-01", b"deadline: 2027-05-01"))
    assert found == ["a.yaml:10:11: deadline: A task is due later"]


def test_a_file_may_answer_a_part() -> None:
    (given,) = read_answers(b"name: Lind AB", "a.yaml", QUESTIONNAIRE, today=TODAY, language="en")
    assert given == ("name", "Lind AB")


def test_what_cannot_be_left_open_is_a_fault() -> None:
    assert "needs an answer" in faults(GOOD.replace(b"rush: no", b"rush: {open: later}"))[0]
    assert "say why" in faults(GOOD.replace(b"country: NO", b"country: {open: }"))[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"rush: no", b"rush: [no]", "must be a single value"),
        (b"means: [phone]", b"means: {phone: yes}", "must be a list of options"),
        (b"means: [phone]", b"means: [fax]", "not one of the options"),
        (b"rush: no", b"rush: no\ntotal: 5 EUR", "takes no answer"),
        (b"boss: {name: Anna Lind,", b"boss: {", "a name is needed"),
        (b"phone: +46", b"mail: +46", "did you mean 'email'?"),
        (b"rush: no", b"rush: no\nrush: yes", "stands twice"),
        (b"- {name: Text,", b"- 5\n- {name: Text,", "must be a mapping of its parts"),
    ],
)
def test_what_has_the_wrong_shape_is_refused(old: bytes, new: bytes, message: str) -> None:
    assert message in faults(GOOD.replace(old, new))[0]


def test_a_file_that_is_no_mapping_is_refused() -> None:
    assert "a mapping of questions to answers" in faults(b"- name")[0]
    assert faults(b"")


def test_answers_from_before_need_not_stand_in_the_file() -> None:
    name = Answer("name", State.ANSWERED, datetime(2026, 1, 1, tzinfo=UTC), "anna", "Lind AB")
    assert "name" not in read(GOOD.replace(b'name: "2027"\n', b""), name=name)


def test_an_option_that_goes_with_no_other_is_refused_beside_one_at_its_place() -> None:
    assert faults(GOOD.replace(b"means: [phone]", b"means: [phone, other]")) == [
        "a.yaml:6:8: means: 'In no way' goes with no other option: choose it alone, or leave it out"
    ]
    assert dict(read(GOOD.replace(b"means: [phone]", b"means: other")))["means"] == ("other",)
