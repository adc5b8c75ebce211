"""The brief on screen: tasks, payment plan, revisions and clauses, as both sides sign them."""

from collections.abc import Iterator

from textual.content import Content

from intake.model.brief import Brief, Party
from intake.model.checklist import Checklist, Instalment, Task
from intake.tui.words import lines, text


def brief_shown(brief: Brief) -> Content:
    """The whole brief, for reading before signing."""
    return lines(*_rows(brief))


def _rows(brief: Brief) -> Iterator[Content]:
    checklist = brief.checklist
    if brief.practice:
        yield text(("Practice: made from sample data, not an agreement", "$text-warning"))
    yield text((f"{brief.id}", "bold $primary"), (f"   issued {brief.issued:%d %b %Y}", "dim"))
    yield _party("Supplier", brief.supplier)
    yield _party("Client", brief.client)
    yield from _heading("Tasks")
    for number, task in enumerate(checklist.tasks, 1):
        yield from _task(number, task)
    if checklist.total is not None:
        yield text(("   Total ", "dim"), (str(checklist.total), "bold"))
    yield from _heading("Payment plan")
    for instalment in checklist.instalments:
        yield _instalment(instalment)
    yield from _changes(checklist)
    yield from _heading("Clauses")
    for number, clause in enumerate(checklist.clauses, 1):
        yield text((f"{number}. {clause.title}  ", "bold"), clause.text)
    yield from _heading("Answers")
    for answer in brief.answers:
        yield text((f"{answer.ask}  ", "dim"), answer.shown)


def _heading(title: str) -> Iterator[Content]:
    yield Content("")
    yield text((title, "bold $secondary"))


def _party(role: str, party: Party) -> Content:
    parts = [part for part in (party.address, party.country, party.email) if part]
    return text((f"{role:<10}", "dim"), (party.name, "bold"), ("  " + ", ".join(parts), "dim"))


def _task(number: int, task: Task) -> Iterator[Content]:
    price = f"  {task.price}" if task.price is not None else ""
    yield text(f"{number}. ", (task.name, "bold"), f"  {task.volume}, due {task.due:%d %b %Y}{price}")
    yield text(("   done when ", "dim"), task.done_when)


def _instalment(instalment: Instalment) -> Content:
    return text(
        (f"{instalment.amount!s:>14}", "bold"), f"  {instalment.trigger}", (f", by {instalment.due:%d %b %Y}", "dim")
    )


def _changes(checklist: Checklist) -> Iterator[Content]:
    revisions = checklist.revisions
    yield from _heading("Revisions")
    yield text(f"{revisions.rounds} rounds are included. {revisions.definition}")
    if revisions.extra_rate:
        yield text(("A further one: ", "dim"), revisions.extra_rate)
