"""The interview as plain prompts: for screen readers, simple terminals and pipes. No escape sequences."""

import sys

from intake.cli.output import show
from intake.errors import IntakeError, Refused
from intake.interviewing.entry import EntryFault
from intake.interviewing.steps import Invalid, Step
from intake.model.questionnaire import Question, Required, Type, said
from intake.model.values import Item, Value, shown
from intake.sitting import Sitting

HELP = "Commands: :back (to the last answer), :undo, :open REASON (leave open), :list, :go QUESTION, :why, :quit"


class _Quit(Exception):
    """The person wants to stop here; everything is saved."""


def run(sitting: Sitting) -> None:
    """Asks question after question until nothing is left, the person quits, or the input ends."""
    show(HELP)
    forced = ""
    try:
        while (step := _step(sitting, forced)) is not None:
            forced = _ask(sitting, step)
        show("Every question has been asked.")
    except (_Quit, EOFError):
        show("Saved. Go on whenever you like.")


def _step(sitting: Sitting, forced: str) -> Step | None:
    chosen = next((step for step in sitting.interview.steps if step.question.id == forced), None)
    return chosen or sitting.interview.current


def _ask(sitting: Sitting, step: Step) -> str:
    """Asks one question; returns the id of the question to go to next, or nothing for the next in order."""
    question, language = step.question, sitting.interview.language
    show(f"\n[{said(step.section.title, language)}] {said(question.ask, language, question.id)}{_must(question)}")
    if step.answer is not None and step.answer.value is not None:
        show(f"  now: {shown(step.answer.value)}")
    for number, option in enumerate(question.options, start=1):
        show(f"  {number}. {said(option.label, language, option.value)}")
    if hint := said(question.hint, language):
        show(f"  ({hint})")
    typed = _line("> ")
    if typed.startswith(":"):
        return _command(sitting, step, typed)
    return _give(sitting, question, typed)


def _give(sitting: Sitting, question: Question, typed: str) -> str:
    try:
        entry = _rows(sitting, question, typed) if question.type is Type.REPEAT else _by_number(question, typed)
        if not typed.strip() and question.required is Required.NO:
            sitting.leave_open(question.id, "not answered")
        else:
            for remark in sitting.give(question.id, entry):
                show(f"  note: {remark.text}")
    except EntryFault as fault:
        show(f"  ! {fault}")
        for offer in fault.offers:
            show(f"    {offer.text}   {offer.label}")
        return question.id
    except Invalid as fault:
        for remark in fault.remarks:
            show(f"  ! {remark.text}")
        return question.id
    except Refused as fault:
        show(f"  ! {fault.diagnostics()}")
        return question.id
    return ""


def _rows(sitting: Sitting, question: Question, first: str) -> tuple[Value, ...]:
    """The rows of a repeat group, field by field; the name of the next row left empty ends the list."""
    from intake.interviewing.entry import parse

    rows: list[Value] = []
    name = first
    while name.strip():
        parts: dict[str, Value] = {}
        for field in question.item:
            if field.type is Type.CALC:
                continue
            if field.type is Type.REPEAT:
                ask = said(field.ask, sitting.interview.language, field.id)
                parts[field.id] = _rows(sitting, field, _line(f"  {ask} - {field.item[0].id} (empty: none): "))
                continue
            typed = name if field is question.item[0] else ""
            while field.id not in parts:
                typed = typed or _line(f"  {said(field.ask, sitting.interview.language, field.id)}{_must(field)}: ")
                if not typed.strip() and field.required is not Required.YES:
                    break
                try:
                    parts[field.id] = parse(field, typed, today=sitting.today, language=sitting.interview.language)
                except EntryFault as fault:
                    show(f"  ! {fault}" + "".join(f"\n    {offer.text}   {offer.label}" for offer in fault.offers))
                    typed = ""
        rows.append(Item.of(parts))
        name = _line(f"  next {question.item[0].id} (empty: done): ")
    return tuple(rows)


def _by_number(question: Question, typed: str) -> str:
    chosen = [part.strip() for part in typed.split(",")]
    if question.options and all(part.isdigit() and 0 < int(part) <= len(question.options) for part in chosen):
        return ", ".join(question.options[int(part) - 1].value for part in chosen)
    return typed


def _command(sitting: Sitting, step: Step, typed: str) -> str:
    word, _, rest = typed[1:].partition(" ")
    here = step.question.id
    try:
        match word:
            case "quit" | "q":
                raise _Quit
            case "undo" | "back":
                return sitting.undo()
            case "open":
                sitting.leave_open(here, rest.strip())
                return ""
            case "go":
                return rest.strip()
            case "why":
                show("  " + (said(step.question.why, sitting.interview.language) or "No reason is given."))
            case "list":
                for line in sitting.interview.review:
                    show(f"  {line.question}: {line.shown}")
            case _:
                show(HELP)
    except IntakeError as fault:
        show(f"  ! {fault.diagnostics()}")
    return here


def _must(question: Question) -> str:
    return {Required.YES: " *", Required.SOFT: " (may stay open with a reason)", Required.NO: " (optional)"}[
        question.required
    ]


def _line(prompt: str) -> str:
    # Not input(): with readline it may write escape sequences, and a pipe would not see the prompt in order.
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
