"""Looks a letter over before it goes: its tone, its length, and whether it is time for it by your own rules."""

from collections.abc import Mapping, Sequence

from intake.letters.filling import Letter
from intake.letters.record import Debt
from intake.letters.template import Template
from intake.letters.tone import remarks
from intake.locale import worded


def review(
    template: Template, letter: Letter, values: Mapping[str, str], debts: Sequence[Debt] = ()
) -> tuple[str, ...]:
    """What to think about before this letter is sent; it is advice and stops nothing."""
    found = [_early(template, values), _unsure(template, debts), *remarks(f"{letter.subject}\n{letter.text}")]
    if letter.words > template.most_words:
        found.append(worded(f"{letter.words} words: {template.most_words} or fewer are kinder"))
    return tuple(remark for remark in found if remark)


def _unsure(template: Template, debts: Sequence[Debt]) -> str:
    if _is_about_debt(template) and debts and not debts[0].noted:
        return worded("no payment was noted for that day, which proves nothing: look at your account first")
    return ""


def _is_about_debt(template: Template) -> bool:
    return template.after_due is not None or template.after_grace


def _early(template: Template, values: Mapping[str, str]) -> str:
    """Whether a letter about a missed payment comes before its day, by the plan and the days of grace that were signed."""
    if not _is_about_debt(template):
        return ""
    if "days_late" not in values:
        return worded("the record shows nothing overdue")
    needed, grace = template.after_due or 0, values.get("grace_days", "")
    if template.after_grace:
        if not grace.isdecimal():
            return worded("the record does not say how many days of grace were agreed")
        needed = max(needed, int(grace) + 1)
    late = values["days_late"]
    if late.isdecimal() and int(late) < needed:
        return worded(f"it is for {needed} days or more after the due date, and now it is {late}")
    return ""
