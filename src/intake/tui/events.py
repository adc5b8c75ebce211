"""What the entries of a journal say in words: what was done, by whom, and what an answer said before and after."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from intake import canonical
from intake.frugal import dataclass
from intake.interviewing.reviewing import listed
from intake.locale import Words, marked
from intake.model.answers import Answer
from intake.model.dossier import Dossier
from intake.model.outcome import Outcome, Retracted
from intake.model.questionnaire import Questionnaire, said
from intake.recounting import recounted
from intake.signing.differences import differences
from intake.store.chain import Entry
from intake.store.folding import begin, step
from intake.store.retracting import RETRACTED, retractions
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
    RETRACTED: marked("Taken back"),
    "message": marked("Message kept"),
    "drafted": marked("Letter held back"),
    "noted": marked("Note kept"),
    "erased": marked("Erased"),
}
_AGAIN = marked("Recorded again")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry in words; `details` are lines of their own. What was `taken_back` says so, and by what."""

    at: datetime
    actor: str
    what: str
    details: tuple[str, ...] = ()
    taken_back: str = ""


def events(dossier_id: str, journal: Sequence[Entry], questionnaire: Questionnaire, say: Words) -> tuple[Event, ...]:
    """The journal in words, the first entry first; an entry that cannot be read any more is told without details."""
    return tuple(_events(dossier_id, journal, questionnaire, say))


def _events(dossier_id: str, journal: Sequence[Entry], asked: Questionnaire, say: Words) -> Iterator[Event]:
    before: Dossier | None = None
    taken_back = {number: by for by, named in retractions(journal).in_force.items() for number in named}
    days = {entry.seq: entry.at.date() for entry in journal}
    about: dict[int, tuple[str, ...]] = {}  # what happened, by the number of its entry and of those that take it back
    mistakes: set[int] = set()
    for entry in journal:
        try:
            after = begin(dossier_id, entry) if before is None else step(before, entry)
        except ValueError:  # the dossier stands still where an entry does not fit
            yield Event(entry.at, entry.actor, entry.kind)
            continue
        details = tuple(_details(entry, before or after, after, asked, say))
        kind = _KINDS.get(entry.kind, entry.kind)
        if entry.kind == "outcome":
            about[entry.seq] = details
        elif entry.kind == RETRACTED and entry.body is not None:
            retracted = canonical.decode(Retracted, entry.body)
            kind = _AGAIN if mistakes.intersection(retracted.entries) else kind
            mistakes.add(entry.seq)
            about[entry.seq] = tuple(row for number in retracted.entries for row in about.get(number, ()))
            why = (f"{say('Reason')}: {retracted.reason}",) if retracted.reason else ()
            details = (*about[entry.seq], *why)
        by = taken_back.get(entry.seq)
        struck = say("taken back on {day}", day=days[by]) if by else ""
        yield Event(entry.at, entry.actor, say(kind), details, struck)
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


def happened(outcome: Outcome, say: Words) -> tuple[str | tuple[str, str], ...]:
    """What happened in a few words, with their looks."""
    told = recounted(outcome, say)
    if outcome.incident:
        return (("✗ ", "$text-error"), told)
    return (("→ ", "$text-primary"), told) if outcome.lesson else (told,)


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
    return tuple(row.strip() for row in listed(question, answer.value, say.language).splitlines()) or ("–",)
