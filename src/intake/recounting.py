"""What happened in an engagement, in words: a payment, a delivery, trouble, whatever was recorded."""

from datetime import date

from intake.following.lessons import KINDS
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.outcome import (
    Change,
    Delivery,
    Handover,
    Hours,
    Incident,
    Lesson,
    Outcome,
    Payment,
    Report,
    ReportState,
    Start,
    Step,
    Taken,
)

_REPORTS = {
    ReportState.READ: marked("read in"),
    ReportState.SENT: marked("sent"),
    ReportState.APPROVED: marked("approved"),
    ReportState.QUESTIONED: marked("questioned"),
}
_STEPS = {
    Step.REMINDER: marked("reminded"),
    Step.PAUSE: marked("work paused"),
    Step.LATE_FEE: marked("late fee asked for"),
}


def trouble(kind: str, say: Words) -> str:
    """A kind of trouble in words, by its name in the journal."""
    return retold(KINDS[kind].means, say) if kind in KINDS else kind


def report_state(state: ReportState) -> str:
    """What became of a list of hours, in English; to be said in a language."""
    return _REPORTS[state]


def delivered(delivery: Delivery, day: date, say: Words) -> str:
    """What became of a deliverable on a day, and until when an objection can come."""
    if delivery.accepted:
        return say("accepted on {day}", day=day)
    if delivery.objected:
        return say("objected to on {day}", day=day)
    told = say("shown on {day}", day=day)
    if delivery.until is None:
        return told
    silence = say("accepted by silence unless they object by {day}", day=delivery.until)
    return f"{told}; {silence}"


def recounted(outcome: Outcome, say: Words) -> str:
    """What happened in a few words, without the note."""
    match outcome:
        case Outcome(incident=Incident(kind)):
            return trouble(kind, say)
        case Outcome(lesson=Lesson(said)):
            return said
        case Outcome(payment=Payment(amount, due)):
            return f"{say('Payment')}: {say('{amount} due on {day}', amount=amount, day=due)}"
        case Outcome(delivery=Delivery() as delivery):
            return f"{delivery.task}: {delivered(delivery, outcome.on, say)}"
        case Outcome(start=Start(reason, task)):
            return f"{say('Start')}: {', '.join(filter(None, (task, reason))) or outcome.on}"
        case Outcome(handover=Handover(reason)):
            told = say("handed over on {day}", day=outcome.on)
            return f"{say('Hand over')}: {told}" + (f"  {reason}" if reason else "")
        case Outcome(hours=Hours() as spent):
            return ": ".join(filter(None, (spent.task, f"{spent.hours:f} h")))
        case Outcome(report=Report() as report):
            return f"{report.name}: {report.hours:f} h, {say(_REPORTS[report.state])}"
        case Outcome(change=Change(asked)):
            return f"{say('Change')}: {asked}"
        case Outcome(taken=Taken(step, due)):
            return f"{say(_STEPS[step])}: {say('what was due on {day}', day=due)}"
        case _:
            return str(outcome.on)
