"""What stands on the page: every word of the printed brief, derived from the brief and its acceptance alone."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby

from intake.model.brief import AgreedAnswer, Brief, Party
from intake.model.checklist import Checklist
from intake.model.values import Json
from intake.signing.acceptance import Statement

# Raised whenever the same brief would be printed differently; a file names the layout it was printed with.
LAYOUT = "intake layout 2"
PRACTICE = "PRACTICE - sample data, not an agreement"
METHODS: Mapping[str, str] = {
    "typed": "typed in person at the supplier's computer; the supplier attests it with the supplier's own key",
    "email": "by an e-mail that the client's mail domain signed (DKIM); the supplier attests it with the supplier's own key",
    "ssh-key": "signed by the holder of the SSH key named below",
}
_REGISTERS = {"eu.vat": "VAT", "lei": "LEI"}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


def page(brief: Brief, brief_digest: str, statement: Statement | None) -> dict[str, Json]:
    """The words of the printed brief, for `page.typ`; `statement` is None in an offer."""
    return {
        "layout": LAYOUT,
        "id": brief.id,
        "edition": "original version" if brief.seq == 0 else f"change order {brief.seq}",
        "language": brief.language,
        "issued": day(brief.issued),
        "issued_on": [brief.issued.year, brief.issued.month, brief.issued.day],
        "practice": PRACTICE if brief.practice else None,
        "parties": [_party("Supplier", brief.supplier), _party("Client", brief.client)],
        **_checklist(brief.checklist),
        "sections": _sections(brief.answers),
        "previous": [brief.prev.json_sha256, brief.prev.pdf_sha256] if brief.prev else None,
        "changes": list(brief.changes),
        "supplier": brief.supplier.name,
        "client": brief.client.name,
        "acceptance": _acceptance(statement) if statement else None,
        "marks": [
            _row("This brief (brief.json)", brief_digest),
            _row("Questionnaire", f"{brief.questionnaire}, {brief.questionnaire_digest}"),
            _row("Supplier's journal", brief.log_head),
        ],
    }


def _register(scheme: str) -> str:
    """What a number is called on the page: `Register (SE)` for `se.orgnr`."""
    return _REGISTERS.get(scheme) or f"Register ({scheme.partition('.')[0].upper()})"


def day(moment: date) -> str:
    """The date in words, whatever the locale: `Friday, 15 January 2027`."""
    return f"{_WEEKDAYS[moment.weekday()]}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def minute(moment: datetime) -> str:
    """The time in UTC, to the minute."""
    moment = moment.astimezone(UTC)
    return f"{day(moment)}, {moment:%H:%M} UTC"


def _party(role: str, party: Party) -> Json:
    rows = [("Country", party.country), ("Address", party.address), ("E-mail", party.email), ("Web", party.website)]
    rows += [(_register(number.scheme), number.value) for number in party.identifiers]
    return {"role": role, "name": party.name, "rows": [_row(name, text) for name, text in rows if text]}


def _checklist(checklist: Checklist) -> dict[str, Json]:
    return {
        "tasks": [
            {
                "name": task.name,
                "volume": str(task.volume),
                "due": _short_day(task.due),
                "price": str(task.price) if task.price is not None else "-",
                "done_when": task.done_when,
            }
            for task in checklist.tasks
        ],
        "total": str(checklist.total) if checklist.total is not None else None,
        "instalments": [
            {"amount": str(part.amount), "trigger": part.trigger, "due": _short_day(part.due)}
            for part in checklist.instalments
        ],
        "revisions": [
            _row("Rounds included", str(checklist.revisions.rounds)),
            _row("One round is", checklist.revisions.definition),
            _row("A further round costs", checklist.revisions.extra_rate),
        ],
        "clauses": [_row(clause.title, clause.text) for clause in checklist.clauses],
    }


def _short_day(moment: date) -> str:
    return f"{_WEEKDAYS[moment.weekday()][:3]} {moment.day} {_MONTHS[moment.month - 1][:3]} {moment.year}"


def _sections(answers: Iterable[AgreedAnswer]) -> Json:
    return [
        {"title": title, "rows": [_row(answer.ask, answer.shown) for answer in section]}
        for title, section in groupby(answers, key=lambda answer: answer.section)
    ]


def _acceptance(statement: Statement) -> Json:
    return {
        "name": statement.by.name,
        "email": statement.by.email,
        "at": minute(statement.at),
        "intent": statement.intent,
        "consent": statement.consent,
        "method": METHODS[statement.method],
        "marks": [
            _row("The offer as shown", statement.shown_pdf_sha256),
            _row("Signed with" if statement.method == "ssh-key" else "Attested with", statement.key),
        ],
    }


def _row(name: str, text: Json) -> Json:
    return {"name": name, "text": text}
