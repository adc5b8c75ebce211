"""What a dispute is about, as tables and a page in the brief's languages and in English: what was due and came, what was shown
and asked for, what of it is in force, and who wrote what when.

Only what happened between both sides goes in, an objection in its words; your other notes, incidents and lessons, and all of the vetting, stay with you.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from intake.converting.cells import guarded
from intake.following.changes import standing
from intake.following.ledger import Due
from intake.locale import Words, marked
from intake.locale.units import measured
from intake.model.brief import Brief
from intake.model.dossier import Document, Dossier
from intake.model.message import Message
from intake.model.outcome import Change, Outcome
from intake.model.rendition import in_each_language
from intake.model.text import clean
from intake.publishing.markdown import escaped

Row = tuple[str, ...]
_KINDS = (marked("inside the cap"), marked("paid extra"), marked("new project"))
_DOCUMENTS = {
    "offer": marked("offered by {name}"),
    "acceptance": marked("accepted by {name}"),
    "sealed": marked("sealed by {name}"),
    "stamp": marked("time-stamped by {name}"),
}


def statement_files(dossier: Dossier, brief: Brief, dues: Sequence[Due]) -> dict[str, bytes]:
    """The tables and the page that leads through them, by file name: in the language that rules, the other one, and English."""
    views = {view.language: view for view in in_each_language(brief)}
    views.setdefault("en", brief)
    found: dict[str, bytes] = {}
    for language, view in views.items():
        twin = "" if language == brief.language else f".{language}"
        twins = [f"statement{'' if each == brief.language else f'.{each}'}.md" for each in views if each != language]
        found |= _files(dossier, view, dues, Words(language), twin, twins)
    return found


def _files(
    dossier: Dossier, brief: Brief, dues: Sequence[Due], say: Words, twin: str, twins: Sequence[str]
) -> dict[str, bytes]:
    messages = sorted(dossier.messages, key=lambda message: message.at)
    amounts = (
        say("due on"), say("for what"), say("owed"), say("paid"), say("missing"), say("complete on"), say("standing")
    )  # fmt: skip
    events = (
        say("day"),
        say("what happened"),
        say("deliverable"),
        say("in which words"),
        say("amount"),
        say("standing"),
    )
    letters = (say("sent at"), say("sent by"), say("side"), say("subject"), "sha256", say("file"))
    return {
        f"payments{twin}.csv": _table(amounts, _payments(dues, say)),
        f"events{twin}.csv": _table(events, iter(_events(dossier, say))),
        f"messages{twin}.csv": _table(letters, (message_row(message, say) for message in messages)),
        f"statement{twin}.md": _page(brief, dues, messages, say, twin, twins),
    }


def message_row(message: Message, say: Words) -> Row:
    """The row of a message; `file` is where its bytes stand."""
    side = say("the client") if message.theirs else say("the supplier")
    return (
        f"{message.at:%Y-%m-%d %H:%M:%S}Z",
        message.sender,
        side,
        message.subject,
        message.sha256,
        message_file(message),
    )


def message_file(message: Message) -> str:
    """The name of the file with a message's bytes."""
    digest = message.sha256.removeprefix("sha256:")
    return f"messages/{message.at:%Y%m%d-%H%M%S}-{digest[:12]}.eml"


def _payments(dues: Sequence[Due], say: Words) -> Iterator[Row]:
    for due in dues:
        settled = str(due.settled) if due.settled else ""
        yield (
            str(due.on), due.what, str(due.owed), str(due.paid), str(due.missing), settled, say(due.standing.value)
        )  # fmt: skip


def _events(dossier: Dossier, say: Words) -> list[Row]:
    """What happened, by day; of the same day, the signatures first."""
    rows = [*_signatures(dossier, say)]
    counted = {id(each) for each in standing(dossier.outcomes)}
    for outcome in dossier.outcomes:
        told = _told(outcome, say)
        if told is not None:
            change = outcome.change
            rows.append(
                (
                    outcome.on,
                    (*told, _change_stands(change, dossier, say, last=id(outcome) in counted) if change else ""),
                )
            )
    return [(str(on), *row) for on, row in sorted(rows, key=lambda row: row[0])]


def _signatures(dossier: Dossier, say: Words) -> Iterator[tuple[date, Row]]:
    """Each signature; an offer that another one followed, and a version that another one followed, are in force no more."""
    sealed = [number for number, document in enumerate(dossier.documents) if document.kind == "sealed"]
    for number, document in enumerate(dossier.documents):
        stands = _document_stands(number, dossier.documents, sealed, say)
        words = say(_DOCUMENTS[document.kind], name=document.by)
        if document.kind == "sealed":
            version = say("version {number}", number=sealed.index(number))
            words = f"{words} ({version})"
        yield document.at.date(), (words, "", document.sha256, "", stands)


def _document_stands(number: int, documents: Sequence[Document], sealed: Sequence[int], say: Words) -> str:
    match documents[number].kind:
        case "sealed" if number == sealed[-1]:
            return say("in force")
        case "sealed":
            return say("replaced by version {number}, no longer in force", number=sealed.index(number) + 1)
        case "offer":
            following = next((each.kind for each in documents[number + 1 :]), "")
            if following == "offer":
                return say("replaced by another offer, never in force")
            return "" if following else say("not accepted so far, not in force")
        case _:
            return ""


def _told(outcome: Outcome, say: Words) -> Row | None:
    """What happened, to which deliverable, in which words, for how much; None for what stays with you."""
    if outcome.delivery:
        delivery = outcome.delivery
        told = say("accepted") if delivery.accepted else say("objected to") if delivery.objected else say("shown")
        until = delivery.until
        silence = say("without an objection until {day} it counts as accepted", day=until) if until else ""
        return (told, delivery.task, outcome.note if delivery.objected else silence, "")
    if outcome.change:
        change = outcome.change
        kind = say("change asked for: {kind}", kind=say(change.kind) if change.kind in _KINDS else change.kind)
        return (kind, change.task, change.text, str(change.price or ""))
    if outcome.payment:
        words = say("payment recorded, for what fell due on {day}", day=outcome.payment.due)
        return (words, "", "", str(outcome.payment.amount))
    if outcome.start:
        return (say("work started"), outcome.start.task, "", "")
    if outcome.handover:
        return (say("sources handed over"), "", "", "")
    return None


def _change_stands(change: Change, dossier: Dossier, say: Words, *, last: bool) -> str:
    if not change.proposed_as:
        return say("needs no signature") if change.kind == "inside the cap" else say("not part of this agreement")
    if not last:
        return say("replaced by a later proposal, never in force")
    if dossier.signed is not None and dossier.signed.seq >= change.proposed_as:
        return say("signed by both as version {number}", number=change.proposed_as)
    return say("proposed as version {number}, not signed, not in force", number=change.proposed_as)


def _page(
    brief: Brief, dues: Sequence[Due], messages: Sequence[Message], say: Words, twin: str, twins: Sequence[str]
) -> bytes:
    title = say(
        "Evidence on {id}: {supplier} and {client}",
        id=brief.id, supplier=brief.supplier.name, client=brief.client.name,
    )  # fmt: skip
    open_now = [
        say("{missing} of {owed}, due on {day}: {standing}",
            missing=due.missing, owed=due.owed, day=due.on, standing=say(due.standing.value))
        for due in dues if not due.settled
    ]  # fmt: skip
    tasks = [
        say("{task}: {volume}, due {day}; done when: {done}",
            task=t.name, volume=measured(Decimal(f"{t.volume.amount.normalize():f}"), t.volume.unit, say.language), day=t.due, done=t.done_when)
        for t in brief.checklist.tasks
    ]  # fmt: skip
    files = [
        ("`agreement/`", say("what both sides signed, with every change order; check it with `intake verify`")),
        (f"`payments{twin}.csv`", say("{count} amounts that fell due, and what came", count=len(dues))),
        (
            f"`events{twin}.csv`",
            say(
                "signatures, payments as they were recorded, deliveries, changes that were asked for; the last column says "
                "what of it is in force"
            ),
        ),
        (
            f"`messages{twin}.csv`",
            say("{count} messages with their time and SHA-256; the files are in `messages/`", count=len(messages)),
        ),
        (
            "`manifest.json`, `manifest.json.sig`",
            say("the digest of every file, signed by the supplier; `VERIFY.txt` says how to check it"),
        ),
        *((f"`{name}`", say("this page in another language")) for name in twins),
    ]
    signed, still, nothing = say("Signed tasks"), say("Still open"), say("nothing")
    lines = [
        f"# {escaped(title)}", "",
        *(f"- {name}: {words}" for name, words in files), "",
        f"## {signed}", "",
        *(f"- {escaped(task)}" for task in tasks), "",
        f"## {still}", "",
        *([f"- {escaped(each)}" for each in open_now] or [f"- {nothing}"]), "",
    ]  # fmt: skip
    return "\n".join(lines).encode("utf-8")


def _table(head: Row, rows: Iterator[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(clean(cell)) for cell in row])
    return written.getvalue().encode("utf-8")
