"""The brief on screen: tasks, payment plan, revisions and clauses, as both sides sign them."""

from collections.abc import Iterator

from textual.content import Content

from intake.locale import Words
from intake.locale.countries import named_beside
from intake.model.brief import Brief
from intake.model.checklist import Checklist, Instalment, Task
from intake.model.party import Party
from intake.model.rendition import in_each_language
from intake.signing.labels import REWORDED, by_the_hour
from intake.tui.words import lines, text


def brief_shown(brief: Brief, say: Words) -> Content:
    """The whole brief, for reading before signing."""
    return lines(*_rows(brief, say))


def _rows(brief: Brief, say: Words) -> Iterator[Content]:
    checklist = brief.checklist
    if brief.practice:
        yield text((say("Practice: made from sample data, not an agreement"), "$text-warning"))
    yield text((f"{brief.id}", "bold $text-primary"), ("   " + say("issued {day}", day=brief.issued), "dim"))
    if brief.changes:
        yield from _heading(say("What this version changes"))
        yield from (text("· ", change) for change in brief.changes)
        yield Content("")
    yield _party(say("Supplier"), brief.supplier, brief.language)
    yield _party(say("Client"), brief.client, brief.language)
    yield from _heading(say("Tasks"))
    for number, task in enumerate(checklist.tasks, 1):
        yield from _task(number, task, say)
    if checklist.total is not None:
        yield text(("   " + say("Total") + " ", "dim"), (str(checklist.total), "bold"))
    yield from _heading(say("Payment plan"))
    if by_hour := by_the_hour(brief, Words(brief.language)):
        yield text(by_hour)
    for instalment in checklist.instalments:
        yield _instalment(instalment, say)
    yield from _changes(checklist, say)
    yield from _heading(say("Clauses"))
    yield from _clauses(brief, say)
    yield from _heading(say("Answers"))
    for answer in brief.answers:
        yield text((f"{answer.ask}  ", "dim"), answer.shown)


def _clauses(brief: Brief, say: Words) -> Iterator[Content]:
    """The clauses, each in every language of the brief, and which of them are in words of your own."""
    for number, views in enumerate(zip(*(each.checklist.clauses for each in in_each_language(brief)), strict=True), 1):
        first, *others = views
        yield text((f"{number}. {first.title}  ", "bold"), first.text)
        yield from (text(f"   {each.title}  {each.text}") for each in others if each != first)
        if first.id in brief.reworded:
            yield text(("   " + say(REWORDED), "$text-warning"))


def _heading(title: str) -> Iterator[Content]:
    yield Content("")
    yield text((title, "bold $text-secondary"))


def _party(role: str, party: Party, language: str) -> Content:
    parts = [
        part for part in (party.address, named_beside(party.country, party.address, language), party.email) if part
    ]
    return text((f"{role:<10} ", "dim"), (party.name, "bold"), ("  " + ", ".join(parts), "dim"))


def _task(number: int, task: Task, say: Words) -> Iterator[Content]:
    price = f"  {task.price}" if task.price is not None else ""
    yield text(f"{number}. ", (task.name, "bold"), f"  {task.volume}, ", say("due {day}", day=task.due), price)
    yield text(("   " + say("done when") + " ", "dim"), task.done_when)


def _instalment(instalment: Instalment, say: Words) -> Content:
    return text(
        (f"{instalment.amount!s:>14}", "bold"),
        f"  {instalment.trigger}",
        (", " + say("by {day}", day=instalment.due), "dim"),
    )


def _changes(checklist: Checklist, say: Words) -> Iterator[Content]:
    revisions = checklist.revisions
    yield from _heading(say("Revisions"))
    yield text(say("Rounds included: {count}.", count=revisions.rounds), f" {revisions.definition}")
    if revisions.extra_rate:
        yield text((say("A further one") + ": ", "dim"), revisions.extra_rate)
