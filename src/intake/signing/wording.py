"""What stands on the page: every word of the printed brief, derived from the brief and its acceptance alone.

Each text of the page comes as a list: one entry, or one for each language of the brief where they differ.
"""

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import cast

from intake.locale import Words
from intake.locale.countries import named_beside
from intake.locale.days import on_two_lines
from intake.locale.units import measured
from intake.model.brief import AgreedAnswer, Brief, Font
from intake.model.checklist import Checklist
from intake.model.direction import isolated
from intake.model.party import Party
from intake.model.rendition import in_each_language
from intake.model.values import Json
from intake.signing import asked, fonts
from intake.signing.acceptance import Statement
from intake.signing.curve import curve
from intake.signing.labels import labels, title_of
from intake.signing.terms import METHODS, PRACTICE, day, minute

# Raised whenever the same brief would be printed differently; a file names the layout it was printed with.
LAYOUT = "intake layout 10"


def page(brief: Brief, brief_digest: str, statement: Statement | None, extra: Sequence[Font] = ()) -> dict[str, Json]:
    """The words of the printed brief, for `page.typ`; `statement` is None in an offer.

    `extra` are fonts that the acceptance needs beyond those of the brief.
    """
    used = (*brief.fonts, *extra)
    views = [_view(view, statement) for view in in_each_language(brief)]
    return {
        "layout": LAYOUT,
        "fonts": [{"family": family, "covers": letters} for family, letters in fonts.covers(used)],
        "font_files": [f"{font.file} {font.sha256.removeprefix('sha256:')[:16]}" for font in used],
        "id": brief.id,
        "title": title_of(brief),
        "supplier": brief.supplier.name,
        "issued_on": [brief.issued.year, brief.issued.month, brief.issued.day],
        "languages": [brief.language, *(each.language for each in brief.renditions)],
        "curve": curve(brief),
        "marks": _marks(brief, brief_digest, statement),
        "words": _merged(views),
    }


def _view(brief: Brief, statement: Statement | None) -> dict[str, Json]:
    """The page in one language."""
    say = Words(brief.language)
    edition = say("original version") if brief.seq == 0 else say("change order {number}", number=brief.seq)
    return {
        "labels": cast("Json", labels(brief, say)),
        "edition": edition,
        "issued": say("This {edition} was issued on {day}.", edition=edition, day=day(brief.issued, brief.language)),
        "practice": say(PRACTICE) if brief.practice else None,
        "parties": [_party(say("The supplier"), brief.supplier, say), _party(say("The client"), brief.client, say)],
        **_checklist(brief.checklist, brief.reworded, say),
        "sections": _sections(brief.answers),
        "previous": [brief.prev.json_sha256, brief.prev.pdf_sha256] if brief.prev else None,
        "changes": list(brief.changes),
        "acceptance": _acceptance(statement, say) if statement else None,
    }


def _merged(views: Sequence[Json]) -> Json:
    """The views in one: every text as the list of what the languages say, once where they say the same."""
    first = views[0]
    if isinstance(first, dict):
        same = [cast("dict[str, Json]", view) for view in views]
        return {name: _merged([view[name] for view in same]) for name in first}
    if isinstance(first, list):
        return [_merged(parts) for parts in zip(*cast("list[list[Json]]", views), strict=True)]
    if isinstance(first, str):
        return [isolated(text) for text in dict.fromkeys(cast("Sequence[str]", views))]
    return first


def register(scheme: str, say: Words) -> str:
    """What a number is called on the page: `Register (SE)` for `se.orgnr`."""
    if scheme == "lei":
        return "LEI"
    return say("VAT") if scheme == "eu.vat" else say("Register ({place})", place=scheme.partition(".")[0].upper())


def _party(role: str, party: Party, say: Words) -> Json:
    rows = [
        (say("Country"), named_beside(party.country, party.address, say.language)),
        (say("Address"), party.address),
        (say("E-mail"), party.email),
        (say("Web"), party.website),
        *((register(number.scheme, say), number.value) for number in party.identifiers),
    ]
    return {"role": role, "name": party.name, "rows": [_row(name, text) for name, text in rows if text]}


def _checklist(checklist: Checklist, reworded: Container[str], say: Words) -> dict[str, Json]:
    revisions = checklist.revisions
    return {
        "tasks": [
            {
                "name": task.name,
                "volume": measured(Decimal(f"{task.volume.amount.normalize():f}"), task.volume.unit, say.language),
                "due": on_two_lines(task.due, say.language),
                "price": str(task.price) if task.price is not None else "-",
                "done_when": task.done_when,
            }
            for task in checklist.tasks
        ],
        "total": str(checklist.total) if checklist.total is not None else None,
        "instalments": [
            {"amount": str(part.amount), "trigger": part.trigger, "due": day(part.due, say.language)}
            for part in checklist.instalments
        ],
        "revisions": [
            _row(say("Rounds included"), str(revisions.rounds)),
            _row(say("One round is"), revisions.definition),
            _row(say("A further round costs"), revisions.extra_rate),
        ],
        "clauses": [
            {"name": clause.title, "text": clause.text, "reworded": clause.id in reworded}
            for clause in checklist.clauses
        ],
    }


def _sections(answers: Iterable[AgreedAnswer]) -> Json:
    return [
        {"title": title, "rows": [_row(answer.ask, answer.shown) for answer in section]}
        for title, section in groupby(answers, key=lambda answer: answer.section)
    ]


def _acceptance(statement: Statement, say: Words) -> Json:
    return {
        "name": statement.by.name,
        "email": statement.by.email,
        "at": minute(statement.at, say.language),
        # The very words that were agreed to, in this language where they stand in it, else with what they mean in it.
        "intent": asked.spoken(statement.intent, say.language),
        "consent": asked.spoken(statement.consent, say.language),
        "meaning": " ".join(
            filter(None, (asked.meaning(each, say.language) for each in (statement.intent, statement.consent)))
        ),
        "method": say(METHODS[statement.method]),
    }


def _marks(brief: Brief, brief_digest: str, statement: Statement | None) -> Json:
    """The digests and keys, each under its name: said in the ruling language alone, being read by machines."""
    say = Words(brief.language)
    rows = [
        (say("This brief (brief.json)"), brief_digest),
        (say("Questionnaire"), f"{brief.questionnaire}, {brief.questionnaire_digest}"),
        (say("Supplier's journal"), brief.log_head),
    ]
    if statement is not None:
        signed = say("Signed with") if statement.method == "ssh-key" else say("Attested with")
        rows += [(say("The offer as shown"), statement.shown_pdf_sha256), (signed, statement.key)]
    return [_row(name, text) for name, text in rows]


def _row(name: str, text: Json) -> Json:
    return {"name": name, "text": text}
