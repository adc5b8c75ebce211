"""The parts of a brief in their order, as titles, rows and sentences, for every form that a person reads."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from intake import canonical
from intake.frugal import dataclass
from intake.locale import Words, marked
from intake.locale.countries import named_beside
from intake.locale.days import written
from intake.locale.units import measured
from intake.model.brief import Brief
from intake.model.exposure import course
from intake.model.party import Party
from intake.model.rendition import in_each_language
from intake.model.values import Quantity
from intake.signing.labels import labels, title_of
from intake.signing.terms import PRACTICE
from intake.signing.wording import register

NOTICE = marked("This is a copy for reading. What was signed is the PDF; check it with `intake verify`.")


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the page: a table with a head, or a list of sentences where `head` is empty."""

    title: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The page in one language: its title, and the parts that have something to say."""

    language: str
    title: str
    parts: tuple[Part, ...]


def outlines(brief: Brief) -> Iterator[Outline]:
    """The brief in each of its languages in turn, the one that rules first."""
    digest = canonical.digest_of(brief)
    several = len(brief.renditions) > 0
    for each in in_each_language(brief):
        parts = tuple(part for part in _parts(each, digest, several=several) if part.rows)
        yield Outline(each.language, title_of(each), parts)


def volume(amount: Quantity, language: str) -> str:
    """So much of a deliverable, in that language."""
    return measured(Decimal(f"{amount.amount.normalize():f}"), amount.unit, language)


def _parts(brief: Brief, digest: str, *, several: bool) -> Iterator[Part]:
    checklist, say = brief.checklist, Words(brief.language)
    label = labels(brief, say)
    about = [say(NOTICE), *([say(PRACTICE)] if brief.practice else []), *([label["ruling"]] if several else [])]
    about.append(say("Issued on {day}.", day=written(brief.issued, say.language)))
    yield Part(say("About this copy"), rows=tuple((each,) for each in about))
    yield Part(label["changes"], rows=tuple((each,) for each in brief.changes))
    for role, party in ((say("The supplier"), brief.supplier), (say("The client"), brief.client)):
        yield Part(role, ("", ""), tuple(_party(party, say)))
    tasks = [
        (t.name, volume(t.volume, say.language), f"{t.due}", str(t.price or ""), t.done_when) for t in checklist.tasks
    ]
    head = [label[name].rstrip(":") for name in ("task", "volume", "due", "price", "done_when")]
    yield Part(label["delivered"], tuple(head), tuple(tasks))
    yield Part(label["total"], rows=((str(checklist.total),),) if checklist.total else ())
    yield Part(say("By the hour"), rows=tuple((each,) for each in (label["by_hour"],) if each))
    plan = [(str(each.due), str(each.amount), each.trigger) for each in checklist.instalments]
    yield Part(label["plan"], (label["latest"], label["amount"], label["falls_due"]), tuple(plan))
    unpaid = [(f"{point.on}", str(point.unpaid)) for point in course(brief)]
    yield Part(label["curve"] or label["plan"], (label["day"], label["amount"]), tuple(unpaid))
    revisions = checklist.revisions
    rows = ((say("Rounds included"), str(revisions.rounds)), (say("One round is"), revisions.definition))
    yield Part(label["revisions"], ("", ""), (*rows, (say("A further round costs"), revisions.extra_rate)))
    notes = dict.fromkeys(brief.reworded, f" ({label['reworded']})")
    terms = [(clause.title, clause.text + notes.get(clause.id, "")) for clause in checklist.clauses]
    yield Part(label["terms"], ("", ""), tuple(terms))
    for section, answers in groupby(brief.answers, key=lambda answer: answer.section):
        title = say("Answers: {section}", section=section)
        yield Part(title, ("", ""), tuple((answer.ask, answer.shown) for answer in answers))
    yield Part(say("Digest"), rows=((digest,),))


def _party(party: Party, say: Words) -> Iterator[tuple[str, str]]:
    rows = [
        (say("Name"), party.name),
        (say("Country"), named_beside(party.country, party.address, say.language)),
        (say("Address"), party.address),
        (say("E-mail"), party.email),
        (say("Web"), party.website),
        *((register(number.scheme, say), number.value) for number in party.identifiers),
    ]
    return (row for row in rows if row[1])
