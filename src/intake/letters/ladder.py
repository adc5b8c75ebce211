"""Which reminder it is time for."""

from collections.abc import Iterable

from intake.letters.template import Template


def rung(templates: Iterable[Template], ladder: str, days_late: int) -> Template | None:
    """The letter whose turn it is so many days after a missed payment: the last one begun, else the first; None for no ladder."""
    steps = sorted((t for t in templates if t.ladder == ladder), key=lambda t: t.after_due or 0)
    begun = [step for step in steps if (step.after_due or 0) <= days_late]
    return begun[-1] if begun else next(iter(steps), None)
