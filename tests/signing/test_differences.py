"""What changes between two versions is said whole: nothing that differs stays unsaid."""

from dataclasses import fields, replace
from datetime import date

import pytest

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
