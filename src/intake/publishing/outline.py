"""The parts of a brief in their order, as titles, rows and sentences, for every form that a person reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from intake import canonical
from intake.model.brief import Brief, Party

NOTICE = "This is a copy for reading. What was signed is the PDF; check it with `intake verify`."


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the page: a table with a head, or a list of sentences where `head` is empty."""

    title: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def title_of(brief: Brief) -> str:
    """What the page is called."""
    version = f", change order {brief.seq}" if brief.seq else ""
    return f"Brief {brief.id}{version}: {brief.supplier.name} for {brief.client.name}"


def outline(brief: Brief) -> Iterator[Part]:
    """The parts of the brief that have something to say."""
    return (part for part in _parts(brief) if part.rows)


def _parts(brief: Brief) -> Iterator[Part]:
    checklist = brief.checklist
    practice = ("Practice: made from sample data, not an agreement.",) if brief.practice else ()
    yield Part("About this copy", rows=((NOTICE,), *((each,) for each in practice), (f"Issued on {brief.issued}.",)))
    yield Part("What this version changes", rows=tuple((each,) for each in brief.changes))
    for role, party in (("Supplier", brief.supplier), ("Client", brief.client)):
        yield Part(role, ("", ""), tuple(_party(party)))
    tasks = [(t.name, str(t.volume), str(t.due), str(t.price or ""), t.done_when) for t in checklist.tasks]
    yield Part("What will be delivered", ("Task", "Volume", "Due", "Price", "Done when"), tuple(tasks))
    yield Part("Total", rows=((str(checklist.total),),) if checklist.total else ())
    plan = [(str(each.due), str(each.amount), each.trigger) for each in checklist.instalments]
    yield Part("Payment plan", ("At the latest", "Amount", "Falls due with"), tuple(plan))
    revisions = checklist.revisions
    said = (("Rounds included", str(revisions.rounds)), ("One round is", revisions.definition))
    yield Part("Revisions", ("", ""), (*said, ("A further round costs", revisions.extra_rate)))
    yield Part("Terms", ("", ""), tuple((clause.title, clause.text) for clause in checklist.clauses))
    for section, answers in groupby(brief.answers, key=lambda answer: answer.section):
        yield Part(f"Answers: {section}", ("", ""), tuple((answer.ask, answer.shown) for answer in answers))
    yield Part("Digest", rows=((canonical.digest_of(brief),),))


def _party(party: Party) -> Iterator[tuple[str, str]]:
    rows = [("Name", party.name), ("Country", party.country), ("Address", party.address), ("E-mail", party.email)]
    rows += [("Web", party.website), *((number.scheme, number.value) for number in party.identifiers)]
    return (row for row in rows if row[1])
