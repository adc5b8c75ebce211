"""Lists of hours that were read in, and whether the client has approved them."""

from collections.abc import Iterable
from datetime import date

from intake.documents import did_you_mean
from intake.errors import NotFound
from intake.frugal import dataclass
from intake.model.outcome import Outcome, Report, ReportState


@dataclass(frozen=True, slots=True)
class Standing:
    """A list of hours as it stands: its last state, since when, and who said so."""

    report: Report
    on: date
    by: str
    note: str = ""


def time_reports(outcomes: Iterable[Outcome]) -> tuple[Standing, ...]:
    """Every list of hours, in the order in which they were read in, each as it was last marked."""
    found: dict[str, Standing] = {}
    for moment in outcomes:
        if moment.report is not None:
            found[moment.report.sha256] = Standing(moment.report, moment.on, moment.by, moment.note)
    return tuple(found.values())


def marked(outcomes: Iterable[Outcome], wanted: str, state: ReportState, until: date | None = None) -> Report:
    """The list of that name, or the last one, in a new state; NotFound where there is none.

    `until` is the last day for a question about one that is sent.
    """
    reports = time_reports(outcomes)
    names = tuple(each.report.name for each in reports)
    match = [each.report for each in reports if not wanted or each.report.name == wanted]
    if not match:
        remedy = did_you_mean(wanted, names) if names else "Read one in: intake hours ID FILE.csv"
        raise NotFound(
            f"there is no list of hours '{wanted}'" if wanted else "there is no list of hours", remedy=remedy
        )
    last = match[-1]
    return Report(last.sha256, last.name, last.hours, state, until)
