"""The curve of what stands unpaid, as the page draws it: steps where a payment comes, slopes where work goes on."""

from collections.abc import Iterator
from datetime import date

from intake.model.brief import Brief
from intake.model.exposure import Exposure, course, payments
from intake.model.money import Money
from intake.model.values import Json

WIDE = 10_000
"""The length of both axes: coordinates are whole numbers up to it."""


def curve(brief: Brief) -> Json:
    """Where the line goes (`x`, `y`), the days below it, and the greatest amount; None without a plan or prices."""
    points = course(brief)
    if len(points) < 2 or not any(point.unpaid.minor for point in points):
        return None
    first, last = points[0].on, points[-1].on
    most = max(point.unpaid.minor for point in points)

    def at(day: date, minor: int) -> Json:
        return [(day - first).days * WIDE // max(1, (last - first).days), minor * WIDE // most]

    line = [at(day, minor) for day, minor in _line(brief, points)]
    return {
        "line": line,
        "days": [{"x": (day - first).days * WIDE // (last - first).days, "day": f"{day}"} for day in _days(points)],
        "most": str(Money(most, points[0].unpaid.currency)),
    }


def _line(brief: Brief, points: tuple[Exposure, ...]) -> Iterator[tuple[date, int]]:
    """Each day's amount before its payment, and after it where one comes."""
    for point in points:
        yield point.on, point.unpaid.minor
        paid = sum(part.amount.minor for part in payments(brief) if part.due == point.on)
        if paid:
            yield point.on, max(0, point.worked.minor - point.received.minor - paid)


def _days(points: tuple[Exposure, ...]) -> list[date]:
    """The first day, the last, and that of the peak."""
    peak = max(points, key=lambda point: (point.unpaid.minor, -point.on.toordinal()))
    return sorted({points[0].on, peak.on, points[-1].on})
