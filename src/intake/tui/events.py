"""What the entries of a journal say in words: what was done, by whom, and what an answer said before and after."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from intake.following.lessons import KINDS
from intake.frugal import dataclass
from intake.interviewing.reviewing import show
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.answers import Answer
from intake.model.dossier import Dossier
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
)
from intake.model.questionnaire import Questionnaire, said
from intake.signing.differences import differences
from intake.store.chain import Entry
from intake.store.folding import begin, step
from intake.tui import words

_KINDS = {
    "created": marked("Dossier started"),
    "client": marked("Client changed"),
    "kept": marked("Kept for the record, the rest erased"),
    "answered": marked("Answered"),
    "undone": marked("Answer taken back"),
    "reviewed": marked("Gone through with the client"),
    "migrated": marked("Moved to later questions"),
    "asked": marked("Source asked"),
    "purged": marked("Evidence purged"),
    "linked": marked("Follows an earlier dossier"),
    "joined": marked("Numbers found on the way"),
    "chose": marked("Candidate chosen"),
    "justified": marked("Grounds given"),
    "disputed": marked("Disputed by the client"),
    "judged": marked("Watch-list entry judged"),
    "decided": marked("Decided"),
    "overrode": marked("Rule overruled"),
    "agreed": marked("Brief built"),
    "offered": marked("Signed by the supplier"),
    "accepted": marked("Accepted by the client"),
    "sealed": marked("Sealed"),
    "stamped": marked("Time-stamped by a third party"),
    "outcome": marked("Outcome recorded"),
    "message": marked("Message kept"),
    "drafted": marked("Letter held back"),
    "noted": marked("Note kept"),
    "erased": marked("Erased"),
}
_REPORTS = {
    ReportState.READ: marked("read in"),
    ReportState.SENT: marked("sent"),
    ReportState.APPROVED: marked("approved"),
    ReportState.QUESTIONED: marked("questioned"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry in words; `details` are lines of their own."""

    at: datetime
    actor: str
    what: str
    details: tuple[str, ...] = ()


def events(dossier_id: str, journal: Sequence[Entry], questionnaire: Questionnaire, say: Words) -> tuple[Event, ...]:
    """The journal in words, the first entry first; an entry that cannot be read any more is told without details."""
    return tuple(_events(dossier_id, journal, questionnaire, say))


def _events(dossier_id: str, journal: Sequence[Entry], asked: Questionnaire, say: Words) -> Iterator[Event]:
    before: Dossier | None = None
    for entry in journal:
        try:
            after = begin(dossier_id, entry) if before is None else step(before, entry)
        except ValueError:  # the dossier stands still where an entry does not fit
            yield Event(entry.at, entry.actor, entry.kind)
            continue
        details = tuple(_details(entry, before or after, after, asked, say))
        yield Event(entry.at, entry.actor, say(_KINDS[entry.kind]) if entry.kind in _KINDS else entry.kind, details)
        before = after


def _details(entry: Entry, before: Dossier, after: Dossier, asked: Questionnaire, say: Words) -> Iterator[str]:
    if entry.body is None:
        yield say("Erased")
        return
    match entry.kind:
        case "created" | "client":
            yield after.client.name
        case "answered" | "undone" | "migrated":
            yield from _changed(before, after, asked, say)
        case "asked":
            changed = [each for each in after.reports.items() if each[1] is not before.reports.get(each[0])]
            yield from (f"{name}: {say(words.STATUSES[report.status][0])}" for name, report in changed)
        case "decided" if after.decision is not None:
            yield say(words.VERDICTS[after.decision.verdict])
        case "reviewed":
            yield from _marked(before, after, asked, say)
        case "outcome":
            told = "".join(part if isinstance(part, str) else part[0] for part in happened(after.outcomes[-1], say))
            yield "  ".join(filter(None, (told, after.outcomes[-1].note)))
        case "agreed" if before.brief is not None and after.brief is not None:
            yield from differences(before.brief, after.brief)
        case "overrode":
            override = after.overrides[-1]
            yield f"{override.rule}: {override.reason}"
        case "message":
            yield ": ".join(filter(None, (after.messages[-1].sender, after.messages[-1].subject)))
        case "noted" if isinstance(entry.body, dict):
            yield str(entry.body.get("text", ""))
        case _:
            return


def _marked(before: Dossier, after: Dossier, asked: Questionnaire, say: Words) -> Iterator[str]:
    for mark in (mark for name, mark in after.reviews.items() if mark is not before.reviews.get(name)):
        state = say("Agreed") if mark.agreed else say("Still open")
        yield ": ".join(filter(None, (_ask(asked, mark.question, say), state, mark.note)))


def trouble(kind: str, say: Words) -> str:
    """A kind of trouble in words, by its name in the journal."""
    return retold(KINDS[kind].means, say) if kind in KINDS else kind


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


def happened(outcome: Outcome, say: Words) -> tuple[str | tuple[str, str], ...]:
    """What happened in a few words, with their looks."""
    match outcome:
        case Outcome(incident=Incident(kind)):
            return (("✗ ", "$text-error"), trouble(kind, say))
        case Outcome(lesson=Lesson(said)):
            return (("→ ", "$text-primary"), said)
        case Outcome(payment=Payment(amount, due)):
            return (say("Payment") + ": ", say("{amount} due on {day}", amount=amount, day=due))
        case Outcome(delivery=Delivery() as delivery):
            return (delivery.task + ": ", delivered(delivery, outcome.on, say))
        case Outcome(start=Start(reason, task)):
            return (say("Start") + ": ", ", ".join(filter(None, (task, reason))) or str(outcome.on))
        case Outcome(handover=Handover(reason)):
            return (say("Hand over") + ": ", reason or str(outcome.on))
        case Outcome(hours=Hours() as spent):
            return (": ".join(filter(None, (spent.task, f"{spent.hours:f} h"))),)
        case Outcome(report=Report() as report):
            return (f"{report.name}: ", f"{report.hours:f} h, {say(_REPORTS[report.state])}")
        case Outcome(change=Change(asked)):
            return (say("Change") + ": ", asked)
        case _:
            return (str(outcome.on),)


def _changed(before: Dossier, after: Dossier, asked: Questionnaire, say: Words) -> Iterator[str]:
    for name in dict.fromkeys((*before.answers, *after.answers)):
        former, latter = before.answers.get(name), after.answers.get(name)
        if former != latter:
            then, now = _rows(asked, former, say), _rows(asked, latter, say)
            if former is not None and len(then) + len(now) > 2:  # a table: only the rows that differ
                yield f"{_ask(asked, name, say)}:"
                yield from (f"− {row}" for row in then if row not in now)
                yield from (f"+ {row}" for row in now if row not in then)
            else:
                arrow = f"{then[0]} → {now[0]}" if former else "; ".join(now)
                yield f"{_ask(asked, name, say)}: {arrow}"


def _ask(asked: Questionnaire, name: str, say: Words) -> str:
    question = asked.question(name)
    return said(question.ask, say.language, name) if question else name


def _rows(asked: Questionnaire, answer: Answer | None, say: Words) -> tuple[str, ...]:
    """An answer as a person reads it, a line for each row of a table."""
    if answer is None:
        return ("–",)
    question = asked.question(answer.question)
    if answer.value is None or question is None:
        return (answer.reason or answer.typed or say("open"),)
    return tuple(row.strip() for row in show(question, answer.value, say.language).splitlines()) or ("–",)
