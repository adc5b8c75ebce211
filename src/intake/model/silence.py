"""Acceptance by silence: until when the client may object to what was shown, and what counts as accepted after that.

The last day for an objection is reckoned from the signed clause when a delivery or a list of hours is recorded, and kept with it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from intake.model.outcome import Delivery, Outcome, ReportState


def objections_until(outcomes: Iterable[Outcome]) -> dict[str, date]:
    """The last day for an objection to each deliverable that was shown and neither accepted nor objected to in time."""
    found: dict[str, date] = {}
    for moment in sorted((m for m in outcomes if m.delivery), key=lambda m: m.on):
        delivery = moment.delivery or Delivery("")
        if delivery.accepted or (delivery.objected and moment.on <= found.get(delivery.task, moment.on)):
            found.pop(delivery.task, None)
        elif delivery.until is not None:
            found[delivery.task] = delivery.until
    accepted = {m.delivery.task for m in outcomes if m.delivery and m.delivery.accepted}
    return {task: until for task, until in found.items() if task not in accepted}


def questions_until(outcomes: Iterable[Outcome]) -> dict[str, date]:
    """The last day for a question about each list of hours that was sent and not answered yet, by its digest."""
    last = {moment.report.sha256: moment.report for moment in outcomes if moment.report}
    return {
        digest: report.until
        for digest, report in last.items()
        if report.state is ReportState.SENT and report.until is not None
    }


def with_silence(outcomes: Sequence[Outcome], today: date) -> tuple[Outcome, ...]:
    """What happened, with the acceptances that silence has brought by today at its end."""
    silent = {task: until for task, until in objections_until(outcomes).items() if until < today}
    accepted = (Outcome(until + timedelta(days=1), delivery=Delivery(task, True)) for task, until in silent.items())
    return (*outcomes, *accepted)
