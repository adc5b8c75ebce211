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
        (
            with_checklist(tasks=(replace(TASK, due=date(2027, 2, 8)), *OLD.checklist.tasks[1:])),
            "Task “Design of the start page”, due: “2027-02-05” becomes “2027-02-08”.",
        ),
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


def test_every_part_that_is_agreed_is_compared() -> None:
    """A part of the checklist or of a party that is added later must not change unsaid."""
    money = Money(1, "EUR")
    for field in fields(OLD.checklist):
        other = {"total": money, "revisions": replace(OLD.checklist.revisions, definition="x")}.get(field.name, ())
        assert differences(OLD, with_checklist(**{field.name: other})), field.name
