"""What the entries of a journal say in words: what was done, by whom, and what an answer said before and after."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from intake.frugal import dataclass
from intake.interviewing.reviewing import show
from intake.locale import Words, marked
from intake.model.answers import Answer
from intake.model.dossier import Dossier
from intake.model.questionnaire import Questionnaire, said
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
    "noted": marked("Note kept"),
    "erased": marked("Erased"),
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
            marks = [mark for name, mark in after.reviews.items() if mark is not before.reviews.get(name)]
            for mark in marks:
                state = say("Agreed") if mark.agreed else say("Still open")
                yield ": ".join(filter(None, (_ask(asked, mark.question, say), state, mark.note)))
        case "accepted" if after.documents[-1].looked:
            yield say("The drawing in their signature was looked at")
        case "overrode":
            override = after.overrides[-1]
            yield f"{override.rule}: {override.reason}"
        case "noted" if isinstance(entry.body, dict):
            yield str(entry.body.get("text", ""))
        case _:
            return


def _changed(before: Dossier, after: Dossier, asked: Questionnaire, say: Words) -> Iterator[str]:
    for name in dict.fromkeys((*before.answers, *after.answers)):
        former, latter = before.answers.get(name), after.answers.get(name)
        if former != latter:
            arrow = (
                f"{_told(asked, former, say)} → {_told(asked, latter, say)}" if former else _told(asked, latter, say)
            )
            yield f"{_ask(asked, name, say)}: {arrow}"


def _ask(asked: Questionnaire, name: str, say: Words) -> str:
    question = asked.question(name)
    return said(question.ask, say.language, name) if question else name


def _told(asked: Questionnaire, answer: Answer | None, say: Words) -> str:
    if answer is None:
        return "–"
    question = asked.question(answer.question)
    if answer.value is None or question is None:
        return answer.reason or answer.typed or say("open")
    return "; ".join(row.strip() for row in show(question, answer.value, say.language).splitlines())
