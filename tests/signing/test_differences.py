"""What changes between two versions is said whole: nothing that differs stays unsaid."""

import contextlib
import copy
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from intake import canonical
from intake.model.brief import Brief
from intake.model.money import Money
from intake.signing.differences import differences
from signing import sample
from signing.chains import LOGO

OLD = sample.brief()
TASK = OLD.checklist.tasks[0]


def with_checklist(**parts: object) -> Brief:
    return replace(OLD, checklist=replace(OLD.checklist, **parts))  # type: ignore[arg-type]


def test_equal_versions_have_none() -> None:
    assert differences(OLD, OLD) == ()


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (with_checklist(tasks=(*OLD.checklist.tasks, LOGO)), "New task “Logo”: 1 piece, due 2027-02-10, 400.00 EUR"),
        (with_checklist(tasks=OLD.checklist.tasks[1:]), "Task “Design of the start page” is dropped."),
        (with_checklist(total=None), "becomes nothing."),
        (
            with_checklist(instalments=OLD.checklist.instalments[1:]),
            "Instalment dropped: 3\N{NO-BREAK SPACE}200.00 EUR",
        ),
        (with_checklist(revisions=replace(OLD.checklist.revisions, rounds=3)), "Revisions, rounds: “2” becomes “3”."),
        (with_checklist(clauses=OLD.checklist.clauses[:-1]), "Clause “Source files” is dropped."),
        (replace(OLD, client=replace(OLD.client, identifiers=())), "The client, numbers: “eu.vat SE556036079301"),
        (
            replace(OLD, supplier=replace(OLD.supplier, name="Else")),
            "The supplier, name: “Ann Field Studio” becomes “Else”.",
        ),
        (replace(OLD, answers=OLD.answers[1:]), "Answer to “Full legal name of the customer”"),
    ],
)
def test_each_change_is_said(new: Brief, words: str) -> None:
    (said,) = differences(OLD, new)
    assert words in said


@pytest.mark.parametrize("part", ["section", "ask", "value", "shown"])
def test_a_question_that_is_asked_otherwise_and_a_hidden_value_are_said(part: str) -> None:
    """The same `yes` to another question, or another amount behind the same words, is another agreement."""
    altered = replace(OLD.answers[7], **{part: "Is all work free of charge?"})
    (said,) = differences(OLD, replace(OLD, answers=(*OLD.answers[:7], altered)))
    assert "Is all work free of charge?" in said


def test_another_heading_of_a_clause_is_said() -> None:
    first, *others = OLD.checklist.clauses
    told = differences(OLD, with_checklist(clauses=(replace(first, title="Not agreed"), *others)))
    assert told == ("The heading of a clause: “Invoices” becomes “Not agreed”.",)


@pytest.mark.parametrize("before", [True, False])
def test_a_second_one_of_the_same_name_hides_nothing(*, before: bool) -> None:
    clause, answer = replace(OLD.checklist.clauses[0], text="Free."), replace(OLD.answers[0], shown="Free.")
    task = replace(TASK, done_when="Free.")

    def beside(one: object, others: tuple[object, ...]) -> tuple[object, ...]:
        return (one, *others) if before else (*others, one)

    for new in (
        with_checklist(clauses=beside(clause, OLD.checklist.clauses)),
        with_checklist(tasks=beside(task, OLD.checklist.tasks)),
        replace(OLD, answers=beside(answer, OLD.answers)),  # type: ignore[arg-type]
    ):
        assert "Free." in " ".join(differences(OLD, new))


def leaves(data: Any, *place: str | int) -> Iterator[tuple[str | int, ...]]:
    """The places of all texts, numbers and truths."""
    if isinstance(data, dict | list):
        for name, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(part, *place, name)
    elif data is not None:
        yield place


# What no list of changes is about: the chain itself, where the words come from, and what `folder` compares.
_OTHERWISE = {
    "format",
    "id",
    "seq",
    "issued",
    "language",
    "questionnaire",
    "questionnaire_digest",
    "log_head",
    "practice",
}


def test_no_text_and_no_number_of_a_brief_changes_unsaid() -> None:
    whole: Any = canonical.encode(OLD)
    for place in leaves(whole):
        altered = copy.deepcopy(whole)
        inner = altered
        for name in place[:-1]:
            inner = inner[name]
        was = inner[place[-1]]
        number = isinstance(was, int)
        inner[place[-1]] = was + 1 if number else was.replace("2027", "2028") if "due" in place else f"{was}1"
        if place[0] not in _OTHERWISE:
            with contextlib.suppress(ValueError):  # what is no brief any more is refused before it is compared
                assert differences(OLD, canonical.decode(Brief, altered)), place


FREE = "Task “{}”: this is done at no charge."


@pytest.mark.parametrize("parts", [{"due": date(2027, 2, 8)}, {"done_when": "The client likes it"}])
def test_what_is_altered_at_no_charge_says_so(parts: dict[str, object]) -> None:
    altered = replace(TASK, **parts)  # type: ignore[arg-type]
    changed, free = differences(OLD, with_checklist(tasks=(altered, *OLD.checklist.tasks[1:])))
    assert changed.startswith("Task “Design of the start page”, ")
    assert free == FREE.format(TASK.name)


def test_a_gift_says_so_and_a_dearer_task_does_not() -> None:
    gift = replace(LOGO, price=Money(0, "EUR"))
    assert FREE.format("Logo") in differences(OLD, with_checklist(tasks=(*OLD.checklist.tasks, gift)))
    dearer = replace(TASK, done_when="More", price=Money(900000, "EUR"))
    told = differences(OLD, with_checklist(tasks=(dearer, *OLD.checklist.tasks[1:])))
    assert not any("no charge" in each for each in told)


def test_without_prices_of_tasks_the_total_tells_what_is_free() -> None:
    def unpriced(brief: Brief, **parts: object) -> Brief:
        first = replace(TASK, price=None, **parts)  # type: ignore[arg-type]
        return replace(brief, checklist=replace(brief.checklist, tasks=(first, *brief.checklist.tasks[1:])))

    free = FREE.format(TASK.name)
    assert free in differences(unpriced(OLD), unpriced(OLD, done_when="More"))
    assert free not in differences(
        unpriced(OLD), unpriced(with_checklist(total=Money(900000, "EUR")), done_when="More")
    )
    by_hour = with_checklist(total=None)
    assert free not in differences(unpriced(by_hour), unpriced(by_hour, done_when="More"))


def test_every_part_that_is_agreed_is_compared() -> None:
    """A part of the checklist or of a party that is added later must not change unsaid."""
    money = Money(1, "EUR")
    for field in fields(OLD.checklist):
        other = {"total": money, "revisions": replace(OLD.checklist.revisions, definition="x")}.get(field.name, ())
        assert differences(OLD, with_checklist(**{field.name: other})), field.name
