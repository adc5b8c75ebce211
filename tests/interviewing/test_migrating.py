"""Moving answers to another version: nothing gets lost without being named."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.errors import BadFile
from intake.interviewing.migrating import Carried, Lost, Report, migrate
from intake.interviewing.reading import read_questionnaire
from intake.model.answers import Answer, State
from intake.model.money import Money
from intake.model.values import Item, Percent, Value

AT = datetime(2026, 11, 23, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HEAD = "intake: questionnaire/1\nid: test\nversion: 3\ntitle: Test\nlanguages: [en]\nsections:\n- id: all\n  title: All\n  questions:\n"
QUESTIONS = """
  - {id: name, type: text, ask: Name}
  - {id: boss, type: person, ask: Boss}
  - {id: address, type: address, ask: Address}
  - {id: town, type: text, ask: Town}
  - {id: country, type: country, ask: Country}
  - {id: prepay, type: percent, ask: Prepay, max: 100}
  - {id: days, type: number, ask: Days, required: yes}
  - {id: rights, type: choice, options: [all, some], ask: Rights}
  - id: tasks
    type: repeat
    ask: Tasks
    item:
    - {id: name, type: text, required: yes}
    - {id: price, type: money}
"""


def answer(name: str, value: Value | None, **parts: str) -> Answer:
    return Answer(name, State.DEFERRED if value is None else State.ANSWERED, AT, "anna", value, **parts)  # type: ignore[arg-type]


def moved(steps: str, since: int = 2, /, **values: Value | None) -> tuple[Mapping[str, Answer], Report]:
    questionnaire = read_questionnaire(f"{HEAD}{QUESTIONS}migrate:\n{steps}".encode(), "q.yaml")
    answers = {name: answer(name, value) for name, value in values.items()}
    return migrate(answers, questionnaire, version=since, today=TODAY)


def values(answers: Mapping[str, Answer]) -> dict[str, Value | None]:
    return {name: found.value for name, found in answers.items()}


def test_what_is_asked_as_before_is_carried_as_it_is() -> None:
    answers, report = moved("- {from: 2}", name="Lind AB", days=14)
    assert values(answers) == {"name": "Lind AB", "days": 14}
    assert report == Report((Carried("name", "name"), Carried("days", "days")), ())
    assert answers["name"].questionnaire.startswith("test@3#sha256:")


def test_an_answer_is_renamed_with_or_without_its_section() -> None:
    answers, report = moved("- {from: 2, rename: {money.firm: all.name}}", firm="Lind AB")
    assert values(answers) == {"name": "Lind AB"}
    assert answers["name"].question == "name"
    assert report.carried == (Carried("firm", "name"),)


def test_a_value_is_converted_by_type_by_expression_or_word_by_word() -> None:
    steps = (
        "- {from: 2, convert: {prepay: percent(old), days: old * 7, rights: {everything: all}, country: country(old)}}"
    )
    answers, report = moved(steps, prepay=50, days=2, rights="everything", country="Sweden")
    assert values(answers) == {"country": "SE", "prepay": Percent(Decimal(50)), "days": 14, "rights": "all"}
    assert report.lost == ()


def test_what_cannot_be_converted_is_lost_with_its_words() -> None:
    steps = "- {from: 2, convert: {prepay: percent(old), rights: {everything: all}, days: old * 1%}}"
    answers, report = moved(steps, prepay="half", rights="nothing", days=date(2027, 1, 1))
    assert answers == {}
    assert report.lost == (
        Lost("prepay", "it cannot be made an answer to 'prepay'", "half"),
        Lost("rights", "it cannot be made an answer to 'rights'", "nothing"),
        Lost("days", "it cannot be made an answer to 'days'", "2027-01-01 (Friday)"),
    )


def test_a_text_is_split_at_its_separator_and_a_person_into_parts() -> None:
    steps = """
- from: 2
  split:
    place: {by: ",", into: [town, country]}
    contact: {name: name}
"""
    person = Item.of({"name": "Anna", "phone": "+46701740605"})
    answers, report = moved(steps, place="Lund, Sweden", contact=person)
    assert values(answers) == {"name": "Anna", "town": "Lund", "country": "SE"}
    assert report.lost == (Lost("contact.phone", "it has no place any more", "+46701740605"),)
    assert set(report.carried) == {Carried("place", "town"), Carried("place", "country"), Carried("contact", "name")}


def test_a_text_with_another_number_of_pieces_is_not_split() -> None:
    answers, report = moved('- {from: 2, split: {place: {by: ",", into: [town, country]}}}', place="Lund")
    assert answers == {}
    assert report.lost == (Lost("place", "it cannot be split into town, country", "Lund"),)


def test_answers_are_merged_into_a_text_or_a_person() -> None:
    steps = """
- from: 2
  merge:
    address: {by: ", ", of: [street, place]}
    boss: {name: boss_name, email: boss_email}
"""
    answers, report = moved(steps, street="Ågatan 1", place="Lund", boss_email="a@b.example", boss_name="Anna")
    assert values(answers) == {
        "address": "Ågatan 1, Lund",
        "boss": Item.of({"name": "Anna", "email": "a@b.example"}),
    }
    assert len(report.carried) == 4


def test_what_was_left_open_gives_nothing_to_a_merged_answer() -> None:
    steps = '- {from: 2, merge: {address: {by: ", ", of: [street, place]}}}'
    answers, report = moved(steps, street="Ågatan 1", place=None)
    assert values(answers) == {"address": "Ågatan 1"}
    assert report.lost == (Lost("place", "it was left open, and 'address' is answered by the others", "deferred"),)
    answers, report = moved(steps, street=None, place=None)
    assert answers["address"].state is State.DEFERRED
    assert {carried.question for carried in report.carried} == {"street", "place"}


def test_what_is_dropped_or_forgotten_is_lost() -> None:
    answers, report = moved("- {from: 2, drop: [fax]}", fax="123", telex="456")
    assert answers == {}
    assert report.lost == (Lost("fax", "it was dropped", "123"), Lost("telex", "it is not asked any more", "456"))


def test_parts_of_rows_are_renamed_converted_and_dropped() -> None:
    steps = """
- from: 2
  rename: {tasks.title: tasks.name}
  convert: {tasks.price: old * 100 EUR}
  drop: [tasks.colour]
"""
    row = Item.of({"title": "Build", "price": 5, "colour": "red", "size": 3})
    answers, report = moved(steps, tasks=(row,))
    assert values(answers) == {"tasks": (Item.of({"name": "Build", "price": Money(50000, "EUR")}),)}
    assert [(lost.question, lost.said) for lost in report.lost] == [("tasks.colour", "red"), ("tasks.size", "3")]


def test_migrations_follow_one_another_from_the_version_of_the_answers() -> None:
    steps = "- {from: 2, rename: {company: name}}\n- {from: 1, rename: {firm: company}}"
    assert values(moved(steps, 1, firm="Lind AB")[0]) == {"name": "Lind AB"}
    assert moved(steps, 2, firm="Lind AB")[1].lost[0].question == "firm"
    assert values(moved(steps, 2, company="Lind AB")[0]) == {"name": "Lind AB"}


def test_an_answer_never_takes_the_place_of_another() -> None:
    answers, report = moved("- {from: 2, rename: {firm: name}}", name="Lind AB", firm="Lund AB")
    assert values(answers) == {"name": "Lind AB"}
    assert report.lost == (Lost("firm", "'name' has an answer of its own", "Lund AB"),)


def test_what_must_be_answered_now_is_not_carried_open() -> None:
    answers, report = moved("- {from: 2}", days=None, town=None)
    assert list(answers) == ["town"]
    assert report.lost == (Lost("days", "it was left open, and an answer is needed now", "deferred"),)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("- {from: 3}", "q.yaml:26:10: a migration from 3 leads nowhere (this is version 3)"),
        ("- {from: 2, rename: {firm: nam}}", "'nam' is not a question (did you mean 'name'?)"),
        ("- {from: 2, rename: {name: town}}", "'name' is asked again (an id is never given to another question)"),
        ("- {from: 2, rename: [a]}", "'rename' must be a mapping of names"),
        ("- {from: 2, convert: {days: old * }}", "breaks off here"),
        ("- {from: 2, convert: {days: older * 7}}", "'older' is not known here"),
        ("- {from: 2, split: {place: town}}", "a mapping of names is needed here"),
        ("- {from: 2, moved: {a: b}}", "a migration has no key 'moved'"),
        ("- {rename: {a: name}}", "a migration has no 'from'"),
        ("- {from: 2, rename: {tasks.title: tasks.nme}}", "'tasks.nme' is not a question"),
    ],
)
def test_what_leads_nowhere_is_a_fault(steps: str, message: str) -> None:
    with pytest.raises(BadFile) as caught:
        moved(steps)
    assert any(message in str(fault) for fault in caught.value.faults), caught.value.diagnostics()


def test_an_id_that_was_used_once_is_not_used_again() -> None:
    raw = f"{HEAD}{QUESTIONS}  - {{id: fax, until: 2}}\n  - {{id: fax, type: text, ask: Fax}}\n"
    with pytest.raises(BadFile, match="1 fault") as caught:
        read_questionnaire(raw.encode(), "q.yaml")
    assert "the id 'fax' stands twice" in str(caught.value.faults[0])
    kept = read_questionnaire(f"{HEAD}{QUESTIONS}  - {{id: fax, until: 2}}\n".encode(), "q.yaml")
    assert kept.retired == {"fax"}
    assert kept.question("fax") is None


NAMES = st.sampled_from(["name", "town", "old_a", "old_b", "old_c", "days", "prepay", "tasks", "rights", "boss"])
TARGETS = st.sampled_from(["name", "town", "days", "prepay", "rights", "boss", "address"])
OLD = st.sampled_from(["old_a", "old_b", "old_c"])
VALUES = st.one_of(
    st.none(),
    st.sampled_from(["Lind AB", "a, b", "50", "all", "+46701740605"]),
    st.integers(0, 200),
    st.booleans(),
    st.just(Item.of({"name": "Anna", "email": "a@b.example"})),
    st.just((Item.of({"name": "Build", "price": Money(100, "EUR"), "size": 3}), Item.of({"title": "Text"}))),
)
STEPS = st.one_of(
    st.builds("rename: {{{}: {}}}".format, OLD, TARGETS),
    st.builds(
        "convert: {{{}: {}}}".format, TARGETS, st.sampled_from(["percent(old)", "old * 2", "{a: b}", "number(old)"])
    ),
    st.builds("drop: [{}]".format, OLD),
    st.builds("split: {{{}: {{by: ',', into: [{}, {}]}}}}".format, OLD, TARGETS, TARGETS),
    st.builds("split: {{{}: {{name: {}, phone: {}}}}}".format, OLD, TARGETS, TARGETS),
    st.builds("merge: {{{}: {{by: ' ', of: [{}, {}]}}}}".format, TARGETS, OLD, OLD),
    st.builds("merge: {{{}: {{name: {}, email: {}}}}}".format, TARGETS, OLD, OLD),
)


@given(st.lists(STEPS, max_size=5), st.dictionaries(NAMES, VALUES))
def test_every_answer_is_carried_or_listed_as_lost(steps: list[str], given_: dict[str, Value | None]) -> None:
    text = "".join(f"- {{from: {number % 3}, {step}}}\n" for number, step in enumerate(steps)) or "- {from: 0}"
    answers, report = moved(text, 0, **given_)
    accounted = {carried.question for carried in report.carried} | {lost.question.split(".")[0] for lost in report.lost}
    assert accounted == given_.keys()
    assert {carried.becomes for carried in report.carried} == answers.keys()
    for name, found in answers.items():
        assert found.question == name


@given(st.dictionaries(NAMES.filter(lambda name: not name.startswith("old")), VALUES))
def test_moving_answers_that_arrived_changes_nothing(given_: dict[str, Value | None]) -> None:
    once, _ = moved("- {from: 2}", **given_)
    questionnaire = read_questionnaire(f"{HEAD}{QUESTIONS}".encode(), "q.yaml")
    again, report = migrate(once, questionnaire, version=3, today=TODAY)
    assert values(again) == values(once)
    assert report.lost == ()
