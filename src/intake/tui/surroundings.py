"""What stands around the question in focus: progress, the outline, the questions before and after it."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from intake.interviewing.steps import OutlineLine, Progress, Step
from intake.locale import Words, marked, translate
from intake.model.questionnaire import Question, Required, Type, said
from intake.tui import contents
from intake.tui.contents import text

_MARKS = {Required.SOFT: marked("may be left open, with a reason"), Required.NO: marked("optional")}
_LINES = marked("Enter goes on, Ctrl+J starts a new line, Ctrl+T opens your editor.")
_HINTS = {
    Type.LONG_TEXT: _LINES,
    Type.ADDRESS: _LINES,
    Type.CHOICES: marked("Space ticks, Enter goes on."),
}
_BAR, _LEAST_BAR = 20, 6
_OUTLINE = 25
# The rows of the screen that are neither field nor neighbours, on a tall screen and on a short one.
_ROWS_AROUND, _ROWS_AROUND_SHORT = 16, 11


class Neighbours(Static):
    """Questions before or after the one in focus, a line each; a click goes there."""

    class Chosen(Message):
        """A question was clicked."""

        def __init__(self, question: str) -> None:
            super().__init__()
            self.question = question

    def show(self, lines: list[tuple[str, Content]]) -> None:
        """Shows these questions, each as its id and its line."""
        self._questions = [question for question, _ in lines]
        self.update(contents.lines(*(line for _, line in lines)))
        self.display = bool(lines)

    def on_click(self, event: events.Click) -> None:
        """Goes to the question of that line."""
        if event.y < len(self._questions):
            self.post_message(self.Chosen(self._questions[event.y]))


def asked_words(step: Step, language: str) -> Content:
    """The notes before a question, its wording, and its hint."""
    question = step.question
    rows = [text((note, "dim")) for note in step.notes]
    rows.append(text((said(question.ask, language, question.id), "bold"), *must(question.required, language)))
    hint = " ".join(filter(None, (said(question.hint, language), translate(_HINTS.get(question.type, ""), language))))
    return contents.lines(*rows, *([text((hint, "dim"))] if hint else []))


def must(required: Required, language: str) -> tuple[tuple[str, str], ...]:
    """What is said behind a question that need not be answered."""
    mark = _MARKS.get(required)
    return ((f"  {translate(mark, language)}", "dim"),) if mark else ()


def reason_for(question: Question, say: Words) -> Content:
    """Why a question is asked, and the practices behind it."""
    why = said(question.why, say.language) or say("It becomes part of the brief that both sides sign.")
    rows = [text((said(question.ask, say.language, question.id), "bold")), Content(why)]
    if question.practice:
        rows.append(text((say("From the practices: {ids}", ids=", ".join(question.practice)), "dim")))
    return contents.lines(*rows)


def progress_line(step: Step, progress: Progress, language: str, width: int) -> Content:
    """The section, how much of the interview is done, how long the rest may take, and a bar where there is room."""
    say = Words(language)
    count = say("{done} of {total} answered", done=progress.answered, total=progress.total)
    line = text((said(step.section.title, language), "bold $text-secondary"), (f"   {count}", "dim"))
    left = text((" · " + say("~{minutes} min left", minutes=progress.minutes) if progress.minutes else "", "dim"))
    if line.cell_length + left.cell_length <= width:
        line += left
    room = min(_BAR, width - line.cell_length - 3)
    if room < _LEAST_BAR:
        return line
    done = round(room * progress.answered / max(1, progress.total))
    return line + text("   ", ("━" * done, "$text-primary"), ("─" * (room - done), "dim"))


def outline_line(line: OutlineLine) -> Content:
    """A section with a tick, or with how much of it is done."""
    mark = text(("✓ ", "$text-success")) if line.done == line.total else text(f"{line.done}/{line.total} ")
    return (mark + Content(line.title)).truncate(_OUTLINE, ellipsis=True)


def rows_taken(step: Step, *, tall: bool) -> int:
    """How many rows of the screen are not for neighbours, while this step is in focus."""
    match step.question.type:
        case Type.LONG_TEXT:
            field = 5
        case Type.REPEAT:
            field = 10
        case Type.CHOICE | Type.CHOICES:
            field = min(10, len(step.question.options))
        case _:
            field = 2
    return field + (_ROWS_AROUND if tall else _ROWS_AROUND_SHORT)


def neighbours(section: Sequence[Step], asked: str, room: int) -> tuple[Sequence[Step], Sequence[Step]]:
    """The steps just before and just after the one asked, for which there is room."""
    place = next(place for place, step in enumerate(section) if step.question.id == asked)
    room = max(0, room)
    before = section[max(0, place - (room + 1) // 2) : place]
    return before, section[place + 1 : place + 1 + room - len(before)]


def told_line(step: Step, shown: str, language: str, width: int) -> Content:
    """A question that is not in focus, with its answer if it has one, in that many cells."""
    ask = said(step.question.ask, language, step.question.id)
    if not step.settled:
        return text((f"· {ask}", "dim")).truncate(width, ellipsis=True)
    answer = " ".join(shown.split())
    asked = Content(ask).truncate(max(width // 2, width - len(answer) - 4), ellipsis=True)
    return (text(("✓ ", "$text-success")) + asked.stylize("dim") + text("  ", answer)).truncate(width, ellipsis=True)
