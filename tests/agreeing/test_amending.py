"""The next version restates all, and keeps every payment that was agreed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.agreeing import amending
from intake.agreeing.amending import Alteration, Terms
from intake.errors import NotFound, Refused, Usage
from intake.model.answers import Answer, State
from intake.model.brief import Brief, Previous
from intake.model.checklist import Task
from intake.model.money import Money
from intake.model.values import Percent, Quantity
from signing import sample
from signing.conftest import NOW

DAY = date(2027, 2, 1)
PREV = Previous("sha256:a", "sha256:b")
HALF = Terms(Percent(Decimal(50)), 14)
SIGNED = sample.brief()


def change(alteration: Alteration, terms: Terms = HALF) -> Brief:
    checklist, answers = amending.altered(SIGNED, alteration)
    return amending.next_version(SIGNED, checklist, answers, terms=terms, issued=DAY, log_head="h", prev=PREV)


def logo(price: int = 40_000) -> Alteration:
    return Alteration("Logo", True, Quantity(Decimal(1), "piece"), date(2027, 2, 10), "approved", Money(price, "EUR"))


def test_an_extra_is_planned_beside_the_signed_instalments() -> None:
    made = change(logo())
    assert (made.seq, made.prev, made.id) == (1, PREV, SIGNED.id)
    assert made.checklist.total == Money(680_000, "EUR")
    added = [part for part in made.checklist.instalments if part not in SIGNED.checklist.instalments]
    assert [(part.amount.minor, part.due, part.trigger) for part in added] == [
        (20_000, DAY, "in advance, before work on Logo starts"),
        (20_000, date(2027, 2, 24), "on delivery of Logo"),
    ]
    assert set(SIGNED.checklist.instalments) < set(made.checklist.instalments)


@given(st.integers(0, 10_000_000), st.integers(0, 100), st.integers(0, 90))
def test_the_instalments_sum_up_to_the_total_whatever_the_extra(price: int, advance: int, days: int) -> None:
    made = change(logo(price), Terms(Percent(Decimal(advance)), days))
    assert made.checklist.total is not None
    assert sum(part.amount.minor for part in made.checklist.instalments) == made.checklist.total.minor


@given(st.integers(0, 640_000))
def test_a_lower_price_comes_off_the_last_instalments(price: int) -> None:
    dear = replace(SIGNED.checklist.tasks[0], name="All", price=Money(640_000, "EUR"))
    signed = replace(SIGNED, checklist=replace(SIGNED.checklist, tasks=(dear,)))
    checklist, answers = amending.altered(signed, Alteration("All", price=Money(price, "EUR")))
    made = amending.next_version(signed, checklist, answers, terms=HALF, issued=DAY, log_head="h", prev=PREV)
    assert made.checklist.total == Money(price, "EUR")
    assert sum(part.amount.minor for part in made.checklist.instalments) == price
    assert all(part.amount.minor > 0 for part in made.checklist.instalments)


def test_an_altered_date_leaves_money_as_it_is() -> None:
    made = change(Alteration("Design of the start page", due=date(2027, 3, 5)))
    assert made.checklist.tasks[0].due == date(2027, 3, 5)
    assert (made.checklist.total, made.checklist.instalments) == (
        SIGNED.checklist.total,
        SIGNED.checklist.instalments,
    )


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(Usage, match="exact date"):
        change(Alteration("Logo", True))
    with pytest.raises(Usage, match="on the checklist already"):
        change(replace(logo(), task="Design of the start page"))
    with pytest.raises(NotFound, match="no deliverable 'Boat'"):
        change(Alteration("Boat", due=DAY))
    with pytest.raises(Usage, match="in EUR, the change in USD"):
        change(replace(logo(), price=Money(1, "USD")))
    fewer = replace(SIGNED.checklist, tasks=SIGNED.checklist.tasks[:1])
    with pytest.raises(Refused, match="drops"):
        amending.compare(SIGNED.checklist, fewer)


def test_differences_name_what_is_altered_and_what_is_added() -> None:
    task = SIGNED.checklist.tasks[0]
    new = replace(
        SIGNED.checklist, tasks=(replace(task, done_when="seen", price=Money(1, "EUR")), *SIGNED.checklist.tasks[1:])
    )
    (found,) = amending.compare(SIGNED.checklist, new)
    assert (found.alters, found.added, found.new) == (frozenset({"done_when"}), Money(1 - 180_000, "EUR"), False)


def test_signed_answers_stand_before_those_kept_since() -> None:
    signed = replace(SIGNED, answers=(replace(SIGNED.answers[0], id="revisions", value=2),))
    kept = {
        "revisions": Answer("revisions", State.ANSWERED, NOW, "Ann", 9, typed="nine"),
        "own": Answer("own", State.ANSWERED, NOW, "Ann", "private"),
    }
    found = amending.answers_behind(signed, kept)
    assert (found["revisions"].value, found["revisions"].typed, found["own"]) == (2, "", kept["own"])


def test_work_by_the_hour_takes_a_new_task_without_a_price() -> None:
    bare: tuple[Task, ...] = tuple(replace(task, price=None) for task in SIGNED.checklist.tasks)
    hourly = replace(SIGNED, checklist=replace(SIGNED.checklist, tasks=bare, total=None, instalments=()))
    checklist, answers = amending.altered(hourly, replace(logo(), price=None))
    made = amending.next_version(hourly, checklist, answers, terms=HALF, issued=DAY, log_head="h", prev=PREV)
    assert (made.checklist.total, made.checklist.instalments, len(made.checklist.tasks)) == (None, (), 4)


def test_another_currency_is_refused_with_both_named_as_they_are() -> None:
    task = SIGNED.checklist.tasks[0]
    for alteration in (Alteration(task.name, price=Money(100, "USD")), replace(logo(), price=Money(100, "USD"))):
        with pytest.raises(Usage, match="the agreement is in EUR, the change in USD"):
            amending.altered(SIGNED, alteration)
