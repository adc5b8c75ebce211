"""What a dispute is about, as tables: what was due and came, what was shown and asked for, and who wrote what when.

Only what happened between both sides goes in; your notes, incidents and lessons, and all of the vetting, stay with you.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from intake.converting.cells import guarded
from intake.following.ledger import Due
from intake.model.brief import Brief
from intake.model.dossier import Dossier
from intake.model.message import Message
from intake.model.text import clean
from intake.publishing.markdown import escaped

Row = tuple[str, ...]


def statement_files(dossier: Dossier, brief: Brief, dues: Sequence[Due]) -> dict[str, bytes]:
    """The tables and the page that leads through them, by file name."""
    messages = sorted(dossier.messages, key=lambda message: message.at)
    return {
        "payments.csv": _table(("due", "for", "owed", "paid", "missing", "complete on", "standing"), _payments(dues)),
        "events.csv": _table(("on", "what", "deliverable", "words", "amount"), _events(dossier)),
        "messages.csv": _table(("at", "from", "by", "subject", "sha256", "file"), map(message_row, messages)),
        "statement.md": _page(brief, dues, messages),
    }


def message_row(message: Message) -> Row:
    """The row of a message; `file` is where its bytes stand."""
    side = "client" if message.theirs else "supplier"
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


def _payments(dues: Sequence[Due]) -> Iterator[Row]:
    for due in dues:
        settled = str(due.settled) if due.settled else ""
        yield (
            str(due.on), due.what, str(due.owed), str(due.paid), str(due.missing), settled, due.standing.value
        )  # fmt: skip


def _events(dossier: Dossier) -> Iterator[Row]:
    for document in dossier.documents:
        yield (f"{document.at:%Y-%m-%d}", f"{document.kind} by {document.by}", "", document.sha256, "")
    for outcome in dossier.outcomes:
        day = str(outcome.on)
        if outcome.delivery:
            yield (day, "accepted" if outcome.delivery.accepted else "shown", outcome.delivery.task, "", "")
        elif outcome.change:
            change = outcome.change
            yield (day, f"change asked for: {change.kind}", change.task, change.text, str(change.price or ""))
        elif outcome.payment:
            yield (
                day,
                f"payment recorded, for what fell due on {outcome.payment.due}",
                "",
                "",
                str(outcome.payment.amount),
            )
        elif outcome.start:
            yield (day, "work started", outcome.start.task, "", "")
        elif outcome.handover:
            yield (day, "sources handed over", "", "", "")


def _page(brief: Brief, dues: Sequence[Due], messages: Sequence[Message]) -> bytes:
    title = f"Evidence on {brief.id}: {brief.supplier.name} and {brief.client.name}"
    words = [f"{due.missing} of {due.owed}, due on {due.on}: {due.standing.value}" for due in dues if not due.settled]
    open_now = [f"- {escaped(each)}" for each in words]
    lines = [
        f"# {escaped(title)}",
        "",
        "- `agreement/`: what both sides signed, with every change order; check it with `intake verify`",
        f"- `payments.csv`: {len(dues)} amounts that fell due, and what came",
        "- `events.csv`: signatures, each payment as it was recorded, deliveries, changes that were asked for",
        f"- `messages.csv`: {len(messages)} messages with their time and SHA-256; the files are in `messages/`",
        "- `manifest.json`, `manifest.json.sig`: the digest of every file, signed by the supplier; `VERIFY.txt` says how to check it",
        "",
        "## Signed tasks",
        "",
        *(
            f"- {escaped(f'{t.name}: {t.volume}, due {t.due}; done when: {t.done_when}')}"
            for t in brief.checklist.tasks
        ),
        "",
        "## Still open",
        "",
        *(open_now or ["- nothing"]),
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _table(head: Row, rows: Iterator[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([guarded(clean(cell)) for cell in row])
    return written.getvalue().encode("utf-8")
