"""The page of an interview: the question in focus on its card, progress above it, its neighbours around it."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.engine import Interview
from intake.interviewing.steps import OutlineLine, Step
from intake.locale import Words
from intake.model.questionnaire import Required
from intake.tui.app import TALL, WIDE
from intake.tui.buttons import Button
from intake.tui.entry_box import EntryBox
from intake.tui.surroundings import (
    Neighbours,
    asked_words,
    neighbours,
    outline_line,
    progress_line,
    rows_taken,
    told_line,
)

OUTLINE = 28
"""How many columns the outline takes, where there is room for it."""
_LEAST = 20


class Outline(OptionList):
    """The sections of the interview, each with how much of it is done; Enter or a click leads to one."""

    def __init__(self) -> None:
        super().__init__(id="outline", markup=False, compact=True)
        self._shown: tuple[OutlineLine, ...] = ()

    def show(self, interview: Interview, section: str) -> None:
        """Shows how far each section has come, and which one is asked."""
        lines = interview.outline
        if lines != self._shown:
            self._shown = lines
            self.set_options(Option(outline_line(line), id=line.section) for line in lines)
        self.highlighted = next((place for place, line in enumerate(lines) if line.section == section), None)


class QuestionPage(VerticalScroll):
    """One question in focus; `put` asks another one, `show` draws anew what stands around it.

    It comes with its first question: a field that is mounted later is laid out and painted a second time.
    """

    def __init__(self, say: Words, step: Step, interview: Interview, room: Size) -> None:
        super().__init__(id="page", can_focus=False)
        self.say = say
        self._first = step, interview, room
        self._shown: tuple[Step, Interview, int] | None = None
        self._shown_width = 0

    def compose(self) -> ComposeResult:
        """Progress, the questions before, the card with its field and buttons, the questions after."""
        yield Static("", id="progress", markup=False)
        yield Neighbours("", id="before", markup=False)
        with Vertical(id="card"):
            yield Static("", id="ask", markup=False)
            step, interview, _ = self._first
            with Vertical(id="place"):
                yield _box(step, interview)
            with Horizontal(classes="buttons"):
                yield Button(self.say("Continue"), variant="primary", compact=True, id="continue")
                yield Button(self.say("Back"), compact=True, id="back", disabled=_is_first(step, interview))
                yield Button(self.say("Leave open") + "…", compact=True, id="open")
        yield Neighbours("", id="after", markup=False)

    def on_mount(self) -> None:
        """Shows what stands around the first question, as wide as it is going to be."""
        step, interview, room = self._first
        self.show(step, interview, room.height)
        self.enter(step, interview)

    @property
    def box(self) -> EntryBox:
        """The field of the question in focus, with what is said beneath it."""
        return self.query_one("#place EntryBox", EntryBox)

    async def put(self, step: Step, interview: Interview, room: int) -> None:
        """Asks that question; `room` is the height of the screen in rows."""
        question = step.question
        async with self.batch():
            if not self.box.turn_to(
                question, step.prefill, interview.parse, lambda value: interview.check(question.id, value)
            ):
                place = self.query_one("#place", Vertical)
                await place.remove_children()
                await place.mount(_box(step, interview))
            self.show(step, interview, room)
        self.enter(step, interview)

    def enter(self, step: Step, interview: Interview) -> None:
        """Puts the focus in the field, and says what another answer contradicts."""
        self.box.enter()
        for conflicting, remark in interview.conflicts:
            if conflicting == step.question.id:
                self.box.say((remark,))

    def show(self, step: Step, interview: Interview, room: int) -> None:
        """Shows the words of the question, how far the interview has come, and as many neighbours as have room."""
        if self._shown == (step, interview, room) and self._shown_width == self._width:
            return
        self._shown, self._shown_width = (step, interview, room), self._width
        language, question = interview.language, step.question
        self.query_one("#ask", Static).update(asked_words(step, language))
        self.query_one("#progress", Static).update(progress_line(step, interview.progress, language, self._width))
        self.query_one("#open", Button).display = question.required is not Required.YES
        self.query_one("#back", Button).disabled = _is_first(step, interview)
        section = [other for other in interview.steps if other.section.id == step.section.id]
        free = room - rows_taken(step, tall=room >= TALL)
        before, after = neighbours(section, question.id, free)
        settled = any(other.settled for other in (*before, *after))
        shown = {line.question: line.shown for line in interview.review} if settled else {}
        for selector, steps in (("#before", before), ("#after", after)):
            told = [
                (other.question.id, told_line(other, shown.get(other.question.id, ""), language, self._width))
                for other in steps
            ]
            self.query_one(selector, Neighbours).show(told)
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fits the lines to the width that the page has now."""
        if self._shown is not None:
            self.show(*self._shown)

    @property
    def _width(self) -> int:
        return max(_LEAST, (self.size.width or self._wide) - 4)

    @property
    def _wide(self) -> int:
        """How wide it will be once it is laid out; where this is wrong, its lines are fitted once more."""
        room = self._first[2]
        return room.width - (OUTLINE if room.width >= WIDE else 0) - (4 if room.height >= TALL else 2)


def _is_first(step: Step, interview: Interview) -> bool:
    return interview.steps[0].question.id == step.question.id


def _box(step: Step, interview: Interview) -> EntryBox:
    question = step.question
    return EntryBox(
        question,
        step.answer.value if step.answer else None,
        step.prefill,
        interview.language,
        interview.parse,
        lambda value: interview.check(question.id, value),
    )
