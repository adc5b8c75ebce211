"""What you should know of a brief before you sign it: how much stands unpaid when, as the page draws it, and how it could be
claimed, which stays with you.
"""

from collections.abc import Iterator

from intake.frugal import dataclass
from intake.locale import worded
from intake.model.brief import Brief
from intake.model.exposure import Exposure, course, peak
from intake.model.hourly import hourly_of
from intake.model.small_claims import Ceiling, ceiling_in


@dataclass(frozen=True, slots=True)
class Prospect:
    """The exposure day by day and at its greatest, the small-claims ceiling at the client's seat, and what to mind."""

    points: tuple[Exposure, ...]
    greatest: Exposure | None
    ceiling: Ceiling | None
    remarks: tuple[str, ...]


def prospect(brief: Brief) -> Prospect:
    """The prospect of a brief; without points where it has no prices, or no limit of hours."""
    points, by_hour = course(brief), hourly_of(brief)
    if not points:
        unlimited = (worded("no limit of hours is agreed, so that what will stand unpaid is not known"),)
        return Prospect((), None, None, unlimited if by_hour and by_hour.most is None else ())
    ceiling = ceiling_in(brief.client.country, points[0].unpaid.currency)
    return Prospect(points, peak(points), ceiling, tuple(_remarks(brief, ceiling)))


def _remarks(brief: Brief, ceiling: Ceiling | None) -> Iterator[str]:
    where = brief.client.country or worded("a country that nobody named")
    if ceiling is None:
        yield worded(f"no small-claims ceiling is known for {where} in the currency of the prices")
        return
    above = [each for each in brief.checklist.instalments if each.amount.minor > ceiling.most.minor]
    for each in above:
        yield worded(f"{each.amount} due on {each.due} are above the small-claims ceiling of {where}: {ceiling}")
    if not ceiling.verified and not above:
        yield worded(f"the small-claims ceiling of {where} is from memory: {ceiling}")
