"""The interview as plain prompts: for screen readers, simple terminals and pipes. No escape sequences."""

from intake.cli.output import show
from intake.cli.plain_rows import ask_rows
from intake.cli.prompting import ask_line, must, show_fault
from intake.errors import IntakeError, Refused
from intake.interviewing.entry import EntryFault
from intake.interviewing.reviewing import show as told
from intake.interviewing.steps import Invalid, Remark, Step
from intake.locale import Words, marked, translate
from intake.model.questionnaire import Question, Required, Type, said
from intake.model.values import Value
from intake.sitting import Sitting

HELP = marked(
    "Commands: :back (to the last answer), :undo, :open REASON (leave open), :list, :go QUESTION, :why, :language CODE, :quit"
)


class _Quit(Exception):
    """The person wants to stop here; everything is saved."""


def run(sitting: Sitting) -> None:
    """Asks question after question until nothing is left, the person quits, or the input ends."""
    _tell(sitting, HELP)
    forced = ""
    try:
        while (step := _step(sitting, forced)) is not None:
            forced = _ask(sitting, step)
        _tell(sitting, marked("Every question has been asked."))
    except (_Quit, EOFError):
        _tell(sitting, marked("Saved. Go on whenever you like."))


def _step(sitting: Sitting, forced: str) -> Step | None:
    chosen = next((step for step in sitting.interview.steps if step.question.id == forced), None)
    return chosen or sitting.interview.current


def _ask(sitting: Sitting, step: Step) -> str:
    """Asks one question; returns the id of the question to go to next, or nothing for the next in order."""
    question, language = step.question, sitting.interview.language
    show(
        f"\n[{said(step.section.title, language)}] {said(question.ask, language, question.id)}{must(question, language)}"
    )
    if step.answer is not None and step.answer.value is not None:
        now = told(question, step.answer.value, language)
        show("  " + translate("now: {answer}", language).format(answer=now))
    for number, option in enumerate(question.options, start=1):
        show(f"  {number}. {said(option.label, language, option.value)}")
    if hint := said(question.hint, language):
        show(f"  ({hint})")
    typed = ask_line("> ")
    if typed.startswith(":") and not _about_rows(question, typed):
        return _command(sitting, step, typed)
    return _give(sitting, question, typed)


def _give(sitting: Sitting, question: Question, typed: str) -> str:
    try:
        entry = _entry(sitting, question, typed)
        if not typed.strip() and question.required is Required.NO:
            sitting.leave_open(question.id, "")
        else:
            for remark in sitting.give(question.id, entry):
                show(f"  · {_told(sitting, question, remark)}")
    except EntryFault as fault:
        show_fault(fault)
        return question.id
    except Invalid as fault:
        for remark in fault.remarks:
            show(f"  ! {_told(sitting, question, remark)}")
        return question.id
    except Refused as fault:
        show(f"  ! {fault.diagnostics()}")
        return question.id
    return ""


def _about_rows(question: Question, typed: str) -> bool:
    return question.type is Type.REPEAT and typed.startswith((":change ", ":remove "))


def _entry(sitting: Sitting, question: Question, typed: str) -> str | Value:
    if question.type is not Type.REPEAT:
        return _by_number(question, typed)
    answer = sitting.interview.answers.get(question.id)
    return ask_rows(sitting.interview, question, answer.value if answer else None, typed)


def _told(sitting: Sitting, question: Question, remark: Remark) -> str:
    return remark.told(sitting.interview.language, question)


def _tell(sitting: Sitting, message: str) -> None:
    show(translate(message, sitting.interview.language))


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
                say = Words(sitting.interview.language)
                show("  " + (said(step.question.why, say.language) or say("No reason is given.")))
            case "language":
                sitting.speak(rest.strip())
            case "list":
                for line in sitting.interview.review:
                    show(f"  {line.question}: {line.shown}")
            case _:
                _tell(sitting, HELP)
    except IntakeError as fault:
        show(f"  ! {fault.diagnostics()}")
    return here
