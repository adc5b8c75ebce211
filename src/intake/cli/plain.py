"""The interview as plain prompts: for screen readers, simple terminals and pipes. No escape sequences."""

import os
from collections.abc import Mapping

from intake.cli.output import show
from intake.cli.plain_rows import ROWS_COMMANDS, ask_rows, list_rows
from intake.cli.prompting import Quit, ask_line, ask_lines, must, show_error, show_fault, told_default
from intake.errors import IntakeError, Refused, Usage
from intake.external_editor import edited
from intake.interviewing.entry import LINES, EntryFault
from intake.interviewing.reviewing import listed as told
from intake.interviewing.steps import Invalid, Remark, Step
from intake.locale import Words, marked, translate
from intake.locale.sentences import retold
from intake.model.questionnaire import Level, Question, Required, Type, said
from intake.model.values import Json, Value, to_json
from intake.sitting import Sitting, rows_in

HELP = marked(
    "Commands: :back (to the question before), :undo, :redo, :open REASON (leave open), :list, :go QUESTION, :why, "
    ":language CODE, :help, :quit. Enter alone keeps an answer that is there."
)


LINES_HINT = marked("A line that ends with \\ goes on in the next one; :edit opens your editor.")


def run(sitting: Sitting) -> None:
    """Asks question after question until nothing is left, the person quits, or the input ends."""
    _tell(sitting, HELP)
    chosen = _held(sitting)
    try:
        while (step := _step(sitting, chosen)) is not None or (chosen := _change_one(sitting)):
            chosen = _ask(sitting, step) if step is not None else chosen
    except (Quit, EOFError):
        _tell(sitting, marked("Saved. Go on whenever you like."))
    except IntakeError as fault:
        # It ends the command, which tells it: in the words of the interview, like everything before.
        say = Words(sitting.interview.language)
        fault.what, fault.remedy = retold(fault.what, say), retold(fault.remedy, say)
        raise


def _change_one(sitting: Sitting) -> str:
    """The question to change once every one has been asked; nothing when that is all."""
    _tell(sitting, marked("Every question has been asked."))
    while True:
        _tell(
            sitting, marked("Enter ends; :list shows the answers, :go QUESTION changes one, :undo takes the last back.")
        )
        try:
            typed = ask_line("> ", Words(sitting.interview.language)).strip()
        except EOFError:
            return ""
        if not typed:
            return ""
        steps = sitting.interview.steps
        chosen = _command(sitting, steps[-1], typed if typed.startswith(":") else ":help")
        if chosen != steps[-1].question.id or typed == f":go {chosen}" or typed.startswith((":undo", ":redo", ":back")):
            return chosen


def _step(sitting: Sitting, forced: str) -> Step | None:
    chosen = next((step for step in sitting.interview.steps if step.question.id == forced), None)
    return chosen or sitting.interview.current


def _ask(sitting: Sitting, step: Step) -> str:
    """Asks one question; returns the id of the question to go to next, or nothing for the next in order."""
    question, language = step.question, sitting.interview.language
    show()
    for note in step.notes:
        show(f"  {note}")
    show(
        f"[{said(step.section.title, language)}] {said(question.ask, language, question.id)}{must(question, language)}"
    )
    if question.type is Type.REPEAT:
        list_rows(question, _rows(sitting, question), language)
    elif step.answer is not None and step.answer.value is not None:
        now = told(question, step.answer.value, language)
        show("  " + translate("now: {answer}", language).format(answer=now))
    for number, (_, label) in enumerate(_choices(question, language), start=1):
        show(f"  {number}. {label}")
    if hint := said(question.hint, language):
        show(f"  ({hint})")
    if question.type in LINES:
        show("  (" + translate(LINES_HINT, language) + ")")
    proposed = step.prefill if step.answer is None else ""
    if proposed:
        shown = told_default(sitting.interview, question, proposed)
        show("  " + translate("proposed: {answer}; Enter takes it", language).format(answer=shown))
    typed = ask_lines(question.item[0] if question.type is Type.REPEAT else question, "> ", Words(language))
    if not typed.strip():
        typed = proposed
    if typed.startswith(":") and not _about_rows(question, typed):
        return _command(sitting, step, typed)
    return _give(sitting, question, typed)


def _give(sitting: Sitting, question: Question, typed: str) -> str:
    try:
        entry = _entry(sitting, question, typed)
        former = sitting.interview.answers.get(question.id)
        if former is not None and former.value is not None and (not typed.strip() or entry == former.value):
            return ""
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
        show_error(fault, Words(sitting.interview.language))
        return question.id
    return ""


def _about_rows(question: Question, typed: str) -> bool:
    return question.type is Type.REPEAT and typed.startswith(ROWS_COMMANDS)


def _entry(sitting: Sitting, question: Question, typed: str) -> str | Value:
    if question.type is not Type.REPEAT:
        return _by_number(question, typed)

    def keep(rows: Value) -> None:
        remarks = sitting.give_so_far(question.id, rows)
        wrong = any(remark.level is Level.ERROR for remark in remarks)
        _hold(sitting, question, rows if wrong else None)
        for remark in remarks:
            if remark.row is not None:  # that more rows are wanted is known while they are typed
                show(f"  ! {_told(sitting, question, remark)}")

    return ask_rows(sitting.interview, question, _rows(sitting, question), typed, keep)


def _rows(sitting: Sitting, question: Question) -> Value:
    """The rows of a group as they were typed last, also where something is wrong in them."""
    if (rows := rows_in(_typed(sitting).get(question.id))) is not None:
        return rows
    answer = sitting.interview.answers.get(question.id)
    return answer.value if answer is not None and answer.value is not None else ()


def _held(sitting: Sitting) -> str:
    """The first group with rows that could not stand when the sitting before ended."""
    return next((question for question, kept in _typed(sitting).items() if rows_in(kept) is not None), "")


def _typed(sitting: Sitting) -> Mapping[str, Json]:
    typed = sitting.unsent.get("typed")
    return typed if isinstance(typed, dict) else {}


def _hold(sitting: Sitting, question: Question, rows: Value | None) -> None:
    """Keeps rows that cannot stand yet, so that only what is wrong in them has to be typed again."""
    unsent = sitting.unsent
    former = unsent.get("typed")
    typed = {name: kept for name, kept in former.items() if name != question.id} if isinstance(former, dict) else {}
    if rows is not None:
        typed[question.id] = {"rows": to_json(rows)}
    if typed != former and (typed or former):
        sitting.keep_unsent({"asked": unsent.get("asked", question.id), "typed": typed})


def _told(sitting: Sitting, question: Question, remark: Remark) -> str:
    return remark.told(sitting.interview.language, question)


def _tell(sitting: Sitting, message: str) -> None:
    show(translate(message, sitting.interview.language))


def _choices(question: Question, language: str) -> tuple[tuple[str, str], ...]:
    """What can be chosen by its number: what is then typed, and how it is called."""
    if question.type is Type.BOOL:
        return (("yes", translate("Yes", language)), ("no", translate("No", language)))
    return tuple((option.value, said(option.label, language, option.value)) for option in question.options)


def _by_number(question: Question, typed: str) -> str:
    choices = _choices(question, "en")
    chosen = [part.strip() for part in typed.split(",")]
    if choices and all(part.isdigit() and 0 < int(part) <= len(choices) for part in chosen):
        return ", ".join(choices[int(part) - 1][0] for part in chosen)
    return typed


def _before(sitting: Sitting, here: str) -> str:
    """The question before this one, to be looked at or changed."""
    ids = [step.question.id for step in sitting.interview.steps]
    return ids[max(0, ids.index(here) - 1)] if here in ids else here


def _named(sitting: Sitting, name: str) -> str:
    """The question of that name; Usage where none is asked here."""
    say = Words(sitting.interview.language)
    if all(step.question.id != name for step in sitting.interview.steps):
        raise Usage(say("there is no question '{name}' here", name=name), remedy=say(":list shows the name of each."))
    return name


def _list(sitting: Sitting) -> None:
    """Every question by the name that `:go` takes, with its answer, and how far it is."""
    progress, say = sitting.interview.progress, Words(sitting.interview.language)
    for line in sitting.review(_typed(sitting)):
        show(f"  {line.question}: {line.shown}")
    told = say("{done} of {total} answered", done=progress.answered, total=progress.total)
    left = " · " + say("~{minutes} min left", minutes=progress.minutes) if progress.minutes else ""
    show(f"  {told}{left}")


def _why(question: Question, say: Words) -> None:
    show("  " + (said(question.why, say.language) or say("No reason is given.")))
    if question.practice:
        show("  " + say("From the practices: {ids}", ids=", ".join(question.practice)))


def _command(sitting: Sitting, step: Step, typed: str) -> str:
    word, _, rest = typed[1:].partition(" ")
    here = step.question.id
    try:
        match word:
            case "quit" | "q":
                raise Quit
            case "undo":
                return sitting.undo()
            case "redo":
                return sitting.redo()
            case "back":
                return _before(sitting, here)
            case "open":
                sitting.leave_open(here, rest.strip())
                return ""
            case "go":
                return _named(sitting, rest.strip())
            case "why":
                _why(step.question, Words(sitting.interview.language))
            case "edit" if step.question.type in LINES:
                return _give(
                    sitting, step.question, edited(step.prefill, os.environ, Words(sitting.interview.language))
                )
            case "language":
                sitting.speak(rest.strip())
            case "list":
                _list(sitting)
            case _:
                _tell(sitting, HELP)
    except IntakeError as fault:
        show_error(fault, Words(sitting.interview.language))
    return here
