"""Amounts and numbers as they are typed behind an option."""

from decimal import Decimal

from intake.errors import Usage
from intake.model.money import Money
from intake.model.text import clean
from intake.model.values import Quantity


def money(text: str | None, option: str) -> Money:
    """The amount of money; Usage where it is none."""
    from intake.interviewing.entry import EntryFault
    from intake.interviewing.entry.amounts import parse_money

    try:
        return parse_money(clean(text or ""))
    except EntryFault as fault:
        remedy = fault.remedy if fault.offers else "Write it like 2000 EUR."
        raise Usage(f"{option}: {fault}", remedy=remedy) from fault


def number(text: str | None, option: str) -> Decimal:
    """The number above zero; Usage where it is none."""
    try:
        found = Decimal((text or "").strip())
    except ArithmeticError as fault:
        raise Usage(f"{option}: '{clean(text or '')}' is not a number", remedy="Write it like 7.5") from fault
    if not found.is_finite() or found <= 0:
        raise Usage(f"{option}: '{clean(text or '')}' is not above zero", remedy="Write it like 7.5")
    return found


def quantity(text: str, option: str) -> Quantity:
    """The number and the unit after it, in the singular; Usage where there is no unit."""
    amount, _, unit = clean(text, limit=100).partition(" ")
    if not unit:
        raise Usage(f"{option}: '{clean(text)}' has no unit", remedy="Write it like '3 pages'.")
    found = number(amount, option)
    return Quantity(found, unit.removesuffix("s") if found != 1 else unit)
