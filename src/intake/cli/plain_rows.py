"""Rows by plain prompts, at any depth: a new one is asked part by part, others are changed or taken out by number."""

import re
from collections.abc import Callable

from intake.cli.output import show
from intake.cli.prompting import Quit, ask_lines, must, show_fault, told_default
from intake.interviewing.engine import Interview
from intake.interviewing.entry import EntryFault, prefill
from intake.interviewing.reviewing import listed as told
from intake.locale import Words, marked
from intake.model.questionnaire import Question, Required, Type, said
from intake.model.values import Item, Value

_NUMBERED = re.compile(r":(change|copy|up|down|remove) +([0-9]{1,4})")
HELP = marked(
    "Type the first part of a new row, or :change, :copy, :up, :down or :remove with a number, or nothing when done."
)
ROWS_COMMANDS = (":change ", ":copy ", ":up ", ":down ", ":remove ")


class _GivenUp(Exception):
    """The person wants no such row, or no change of it."""


Keep = Callable[[tuple[Item, ...]], object]
"""Keeps the rows as they are so far."""


def ask_rows(
    interview: Interview, question: Question, given: Value | None, typed: str, keep: Keep = len
) -> tuple[Item, ...]:
    """The rows, once nothing more is typed; `typed` begins a new row, or is a command like `:change 2`.

    `keep` is told of them after each change.
    """
    say = Words(interview.language)
    rows = [row for row in given if isinstance(row, Item)] if isinstance(given, tuple) else []
    while typed.strip():
        try:
            if not typed.startswith(":"):
                rows.append(_ask_row(interview, question, Item.of({}), typed))
                keep(tuple(rows))
            elif _change(interview, question, rows, typed):
                keep(tuple(rows))
            else:
                show("  " + say(HELP))
        except _GivenUp:
            show("  " + say("The row was left as it was."))
        list_rows(question, rows, interview.language)
        typed = _ask_first(interview, question)
    return tuple(rows)


def _change(interview: Interview, question: Question, rows: list[Item], typed: str) -> bool:
    """Changes, copies, moves or takes out a row; False where the command is not understood."""
    match = _NUMBERED.fullmatch(typed.strip())
    place = int(match[2]) - 1 if match else -1
    if match is None or not 0 <= place < len(rows):
        return False
    match match[1]:
        case "remove":
            del rows[place]
        case "copy":
            rows.insert(place + 1, _ask_row(interview, question, rows[place], ""))
        case "up" | "down":
            rows.insert(max(0, place + (1 if match[1] == "down" else -1)), rows.pop(place))
        case _:
            rows[place] = _ask_row(interview, question, rows[place], "")
    return True


def _ask_row(interview: Interview, question: Question, row: Item, typed: str) -> Item:
    """Asks for every part of one row; what is left empty stays as it was. `typed` answers the first part."""
    parts: dict[str, Value] = {}
    for part in question.item:
        now = row.get(part.id)
        if part.type is Type.REPEAT:
            value: Value | None = _ask_inner(interview, part, now)
        elif part.type is Type.CALC:
            value = None
        else:
            value = _ask_part(interview, part, now, typed)
        typed = ""
        if value not in (None, ()):
            parts[part.id] = value
    return Item.of(parts)


def _ask_inner(interview: Interview, part: Question, now: Value | None) -> tuple[Item, ...]:
    show(f"  {said(part.ask, interview.language, part.id)}")
    list_rows(part, now, interview.language)
    typed = _ask_first(interview, part)
    return ask_rows(interview, part, now, typed)


def _ask_part(interview: Interview, part: Question, now: Value | None, typed: str) -> Value | None:
    language = interview.language
    default = prefill(part, language) if now is None else ""
    offered = told(part, now, language) if now is not None else told_default(interview, part, default)
    stands = f" [{offered}]" if offered else ""
    while True:
        typed = typed or ask_lines(
            part, f"  {said(part.ask, language, part.id)}{must(part, language)}{stands}: ", Words(language)
        )
        if typed.strip() == ":open" and part.required is not Required.YES:
            return None
        if typed.startswith(":"):
            _command(part, typed, language)
            typed = ""
            continue
        typed = typed if typed.strip() else default
        if not typed and (now is not None or part.required is not Required.YES):
            return now
        try:
            return interview.parse(part, typed)
        except EntryFault as fault:
            show_fault(fault)
            typed = ""


def _command(part: Question, typed: str, language: str) -> None:
    """What is typed with a colon instead of a part; no name of anything begins with one."""
    say = Words(language)
    match typed.strip():
        case ":quit" | ":q":
            raise Quit
        case ":back" | ":undo":
            raise _GivenUp
        case ":why":
            show("  " + (said(part.why, language) or said(part.hint, language) or say("No reason is given.")))
        case _:
            show("  " + say("In a row: :open leaves the part empty, :back gives the row up, :why, :quit."))


def _ask_first(interview: Interview, question: Question) -> str:
    first, say = question.item[0], Words(interview.language)
    more = say("next row; empty: done")
    typed = ask_lines(first, f"  {said(first.ask, say.language, first.id)} ({more}): ", say)
    if typed.strip() in (":quit", ":q"):
        raise Quit
    return typed


def list_rows(question: Question, rows: object, language: str) -> None:
    """Each row with its number."""
    found = [row for row in rows if isinstance(row, Item)] if isinstance(rows, list | tuple) else []
    for number, row in enumerate(found, start=1):
        first, *more = told(question, (row,), language).splitlines() or [""]
        show(f"  {number}. {first}" + "".join(f"\n     {line}" for line in more))
