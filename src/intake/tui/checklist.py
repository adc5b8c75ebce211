"""The parts of an agreement as a list to choose from: tasks, payments, rounds, clauses, languages; and what each asks for."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from intake.errors import Place
from intake.interviewing.entry.languages import language_name
from intake.locale import Words
from intake.model.brief import Brief
from intake.model.checklist import Instalment, Task
from intake.model.questionnaire import Question, Required, Type
from intake.model.rendition import languages_of
from intake.model.values import Item
from intake.tui.reasons import heading
from intake.tui.words import lines, text

WORDING = "wording_"
TASK, PAYMENT, CLAUSE, NEW = "task ", "payment ", "clause ", "new"
TERMS, ROUNDS, LANGUAGES = "terms", "rounds", "languages"
"""How the ids of parts begin or what they are; `NEW` after one of them adds a part."""


def parts(brief: Brief, say: Words) -> Iterator[Option]:
    """One option for each part that can be edited, and one to add each kind."""
    checklist = brief.checklist
    yield heading(say("Tasks"))
    for place, task in enumerate(checklist.tasks):
        yield Option(_task(task, say), id=f"{TASK}{place}")
    yield _add(say("Add a task"), f"{TASK}{NEW}")
    yield heading(say("Payment plan"))
    yield Option(text(say("Advance, days to pay, start")), id=TERMS)
    for place, part in enumerate(checklist.instalments):
        yield Option(_instalment(part), id=f"{PAYMENT}{place}")
    if checklist.total is not None:
        yield _add(say("Add an instalment"), f"{PAYMENT}{NEW}")
    yield heading(say("Revisions"))
    yield Option(text(say("Rounds included: {count}.", count=checklist.revisions.rounds)), id=ROUNDS)
    yield heading(say("Clauses"))
    for clause in checklist.clauses:
        own = ("  " + say("own words"), "dim") if clause.id in brief.reworded else ""
        yield Option(text(clause.title, own), id=f"{CLAUSE}{clause.id}")
    yield _add(say("Add a clause"), f"{CLAUSE}{NEW}")
    yield heading(say("Languages"))
    yield Option(text(" · ".join(language_name(code, code) for code in languages_of(brief))), id=LANGUAGES)


def _add(what: str, key: str) -> Option:
    return Option(text(("＋ ", "$text-primary"), (what, "dim")), id=key)


def _task(task: Task, say: Words) -> Content:
    price = f", {task.price}" if task.price is not None else ""
    about = f"  {task.volume}, " + say("due {day}", day=task.due) + price
    return lines(text((task.name, "bold")), text((about, "dim")))


def _instalment(part: Instalment) -> Content:
    return lines(text((str(part.amount), "bold"), f"  {part.due}"), text((f"  {part.trigger}", "dim")))


def instalment_questions(say: Words) -> tuple[Question, ...]:
    """What is asked of an instalment."""
    return (
        question("amount", Type.MONEY, say("Amount"), say),
        question("due", Type.DATE, say("Due"), say, exact=True),
        question("trigger", Type.TEXT, say("What makes it due"), say),
    )


def figure_questions(names: Sequence[str], say: Words) -> tuple[Question, ...]:
    """What is asked of a clause: its figures, by the names they have in the clause book."""
    return tuple(question(name, Type.TEXT, name.replace("_", " "), say) for name in names)


def wording_questions(languages: Sequence[str], say: Words, *, reworded: bool) -> tuple[Question, ...]:
    """What is asked of the words of a clause, in each language of the brief."""
    about = (
        say("your words; empty for the standard wording") if reworded else say("standard wording; figures in braces")
    )
    wording = say("Wording")
    names = [language_name(code, code) + ", " if len(languages) > 1 else "" for code in languages]
    return tuple(
        question(f"{WORDING}{code}", Type.LONG_TEXT, f"{wording} ({name}{about})", say, needed=False)
        for code, name in zip(languages, names, strict=True)
    )


def question(name: str, kind: Type, ask: str, say: Words, *, exact: bool = False, needed: bool = True) -> Question:
    """A question of the desk's own, asked in its language."""
    wording, required = {say.language: ask}, Required.YES if needed else Required.NO
    return Question(name, kind, Place("", 0, 0), wording, why={}, hint={}, required=required, exact=exact)


def instalment_values(part: Instalment | None) -> Item:
    """An instalment as the values of its questions."""
    return Item.of({} if part is None else {"amount": part.amount, "due": part.due, "trigger": part.trigger})
