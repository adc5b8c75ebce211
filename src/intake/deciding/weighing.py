"""What the conditions of rules come to, weighed again only where something that they read has changed."""

from datetime import date

from intake.conditions import Known, Outcome, parse_expression
from intake.conditions.calendars import Calendar
from intake.conditions.residue import Residue, residue
from intake.deciding.facts import Facts
from intake.frugal import dataclass
from intake.model.questionnaire import Expression


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a condition came to, what is left of it where it is open, and all that it hangs on.

    `read` holds the facts behind its names; `today`, and where it reckoned with working days (`rested`) the `countries`
    whose holidays it left out, are the rest.
    """

    outcome: Outcome
    left: Residue
    read: tuple[tuple[str, Outcome], ...]
    today: date
    countries: tuple[str, ...]
    rested: bool

    def holds(self, facts: Facts, today: date) -> bool:
        """Whether it would come to the same again."""
        if today != self.today or facts.holidays.countries != self.countries:
            return False
        # By how they are written: yes and 1 are equal in Python, and are not the same fact.
        return all(repr(facts(name)) == repr(outcome) for name, outcome in self.read)


class Scales:
    """Weighs conditions and remembers each as it was weighed last."""

    def __init__(self) -> None:
        self._last: dict[Expression, Weighed] = {}

    def weigh(self, condition: Expression, facts: Facts, today: date) -> Weighed:
        """What the condition comes to."""
        found = self._last.get(condition)
        if found is None or not found.holds(facts, today):
            found = self._last[condition] = _weigh(condition, facts, today)
        facts.holidays.used |= found.rested
        return found


def _weigh(condition: Expression, facts: Facts, today: date) -> Weighed:
    program = parse_expression(condition)
    calendar = Calendar(facts.holidays.countries)
    outcome = program.evaluate(facts, today, calendar)
    closed = isinstance(outcome, Known) and isinstance(outcome.value, bool)
    left = False if closed else residue(program, facts, today, calendar)
    read = tuple((name, facts(name)) for name in sorted(program.names))
    return Weighed(outcome, left, read, today, calendar.countries, calendar.used)
