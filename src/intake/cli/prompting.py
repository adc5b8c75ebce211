"""One prompt and one typed line, without escape sequences; and what is said around a question."""

import sys
from io import TextIOWrapper
from typing import TextIO

from intake.cli.output import is_ascii, show, show_prompt
from intake.errors import IntakeError
from intake.interviewing.engine import Interview
from intake.interviewing.entry import LINES, EntryFault
from intake.interviewing.reviewing import listed as told
from intake.locale import Words, marked, translate
from intake.locale.sentences import retold
from intake.model.questionnaire import Question, Required

_MUST = {Required.SOFT: marked("may be left open, with a reason"), Required.NO: marked("optional")}


_TERMINAL_TAKES = 4095
"""So many bytes Linux hands on of a line that is edited by the terminal; it drops the rest without a word."""


class Quit(Exception):
    """The person wants to stop here; everything is saved."""


def must(question: Question, language: str) -> str:
    """Whether an answer is needed."""
    mark = _MUST.get(question.required)
    return f" ({translate(mark, language)})" if mark else " *"


def told_default(interview: Interview, question: Question, default: str) -> str:
    """What Enter alone takes, as an answer is shown; as it is written where it is not exact."""
    try:
        return told(question, interview.parse(question, default), interview.language)
    except EntryFault:
        return default


def ask_line(prompt: str, say: Words) -> str:
    """The line that is typed at a prompt; EOFError where the input ends. One that the terminal cut is asked for again."""
    while True:
        # Not input(): with readline it may write escape sequences, and a pipe would not see the prompt in order.
        show_prompt(prompt)
        if (stdin := _stdin()) is None or not (line := stdin.readline()):
            raise EOFError
        line = line.rstrip("\n")
        if len(line.encode()) < _TERMINAL_TAKES or not stdin.isatty():
            return line
        cut = say(
            "The terminal takes {count} characters on one line, and no more of that one came.", count=_TERMINAL_TAKES
        )
        show(f"  ! {cut}")
        step = say("Type less, or give the answers in a file: --answers FILE.")
        show(f"    {say('Next')}: {step}")


def ask_lines(question: Question, prompt: str, say: Words) -> str:
    """What is typed; for an answer of several lines, on as long as a line ends with a backslash."""
    typed = ask_line(prompt, say)
    while question.type in LINES and typed.endswith("\\"):
        typed = f"{typed[:-1]}\n{ask_line('> ', say)}"
    return typed


def _stdin() -> TextIO | None:
    # A byte that is no text becomes a sign that no answer takes, where Python would end the command, or leave it out. In
    # UTF-8 where the locale has no letters but those of ASCII, like what is printed.
    stream: TextIO | None = sys.stdin  # none where it was closed
    if isinstance(stream, TextIOWrapper) and stream.errors != "replace":
        stream.reconfigure(encoding="utf-8" if is_ascii(stream) else None, errors="replace")
    return stream


def show_error(fault: IntakeError, say: Words) -> None:
    """What could not be done, where, and what to do next."""
    where = f"{fault.where}: " if fault.where else ""
    show(f"  ! {where}{retold(fault.what, say)}")
    step = retold(fault.remedy, say) or say("Every answer is saved. Go on, or stop with :quit.")
    show(f"    {say('Next')}: {step}")


def show_fault(fault: EntryFault) -> None:
    """Why an entry cannot be taken, and the answers that may be meant."""
    show(f"  ! {fault.message}")
    for offer in fault.offers:
        show(f"    {offer.text}   {offer.label}")
