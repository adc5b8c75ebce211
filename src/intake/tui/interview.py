"""The interview: one question in focus with its section around it; every answer is saved before the next one shows."""

from functools import cached_property
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.entry import EntryFault
from intake.interviewing.steps import Invalid, Step
from intake.locale import Words, marked
from intake.model.answers import State
from intake.model.questionnaire import Level, Required, said
from intake.model.values import Value
from intake.sitting import Sitting
from intake.tui import words
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.entry_box import EntryBox
from intake.tui.step import StepScreen
from intake.tui.surroundings import (
    Neighbours,
    asked_words,
    neighbours,
    outline_line,
    progress_line,
    rows_taken,
    told_line,
)
from intake.tui.words import text

_OPEN_STATES = (
    (State.DEFERRED.value, marked("It will be answered later")),
    (State.UNKNOWN.value, marked("Nobody knows")),
    (State.REFUSED.value, marked("The client does not want to say")),
)


class InterviewScreen(StepScreen):
    """Asks one question at a time, from where the interview stopped, and ends in the review of all answers."""

    step = "interview"
    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help_me", "Why we ask", key_display="F1"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+g", "review", "All answers", priority=True),
        Binding("pageup", "move(-1)", "Question before", show=False, priority=True),
        Binding("pagedown", "move(1)", "Question after", show=False, priority=True),
        Binding("ctrl+o", "leave_open", "Leave open", show=False, priority=True),
        Binding("f6", "change_language", "Language", show=False, key_display="F6", priority=True),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self.asked = ""

    # what is on the screen

    def compose_body(self) -> ComposeResult:
        """The outline at the left, and the question with its neighbours."""
        with Horizontal(id="interview"):
            yield OptionList(id="outline", markup=False, compact=True)
            with VerticalScroll(id="page", can_focus=False):
                yield Static("", id="progress", markup=False)
                yield Neighbours("", id="before", markup=False)
                with Vertical(id="card"):
                    yield Static("", id="ask", markup=False)
                    yield Vertical(id="place")
                    with Horizontal(classes="buttons"):
                        yield Button(self.say("Continue"), variant="primary", compact=True, id="continue")
                        yield Button(self.say("Back"), compact=True, id="back")
                        yield Button(self.say("Leave open") + "…", compact=True, id="open")
                yield Neighbours("", id="after", markup=False)

    async def on_mount(self) -> None:
        """Goes to where the interview stopped."""
        current = self.sitting.interview.current
        if current is not None:
            await self.go_to(current.question.id)
        else:
            await self.go_to(self.sitting.interview.steps[0].question.id)
            self.action_review()
        self.call_after_refresh(self.on_resize)

    @cached_property
    def sitting(self) -> Sitting:
        """The interview under way, in the language that was chosen for it."""
        sitting = self.desk.sitting(self.dossier_id)
        if self.app.interview_language in sitting.interview.questionnaire.languages:
            sitting.speak(self.app.interview_language)
        return sitting

    @property
    def language(self) -> str:
        """The language questions are asked in."""
        return self.sitting.interview.language

    @property
    def say(self) -> Words:
        """What a text of ours is called in the language of the interview."""
        return Words(self.language)

    @property
    def _steps(self) -> tuple[Step, ...]:
        return self.sitting.interview.steps

    @property
    def _place(self) -> int:
        ids = [step.question.id for step in self._steps]
        return ids.index(self.asked) if self.asked in ids else 0

    @property
    def _box(self) -> EntryBox:
        return self.query_one("#place EntryBox", EntryBox)

    async def go_to(self, question: str) -> None:
        """Puts a question in focus."""
        self.asked = question
        step = self._steps[self._place]
        self.asked = step.question.id
        place = self.query_one("#place", Vertical)
        interview = self.sitting.interview
        box = EntryBox(
            step.question,
            step.answer.value if step.answer else None,
            step.prefill,
            self.language,
            interview.parse,
            lambda value: interview.check(question, value),
        )
        async with self.batch():
            await place.remove_children()
            await place.mount(box)
            self._show_around(step)
        box.enter()
        for question_id, remark in self.sitting.interview.conflicts:
            if question_id == self.asked:
                box.say((remark,))

    def _show_around(self, step: Step) -> None:
        self.query_one("#ask", Static).update(asked_words(step, self.language))
        self.query_one("#progress", Static).update(
            progress_line(step, self.sitting.interview.progress, self.language, self._width)
        )
        self.query_one("#open", Button).display = step.question.required is not Required.YES
        self.query_one("#back", Button).disabled = self._place == 0
        self._show_outline(step.section.id)
        self._show_neighbours(step)
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    @property
    def _width(self) -> int:
        return max(20, self.query_one("#page").size.width - 4)

    def _show_outline(self, section: str) -> None:
        lines = self.sitting.interview.outline
        outline = self.query_one("#outline", OptionList)
        outline.set_options(Option(outline_line(line), id=line.section) for line in lines)
        outline.highlighted = next((i for i, line in enumerate(lines) if line.section == section), None)

    def _show_neighbours(self, step: Step) -> None:
        section = [other for other in self._steps if other.section.id == step.section.id]
        shown = {line.question: line.shown for line in self.sitting.interview.review}
        room = self.size.height - rows_taken(step, tall=self.has_class("-tall"))
        before, after = neighbours(section, self.asked, room)
        for selector, steps in (("#before", before), ("#after", after)):
            told = [
                (s.question.id, told_line(s, shown.get(s.question.id, ""), self.language, self._width)) for s in steps
            ]
            self.query_one(selector, Neighbours).show(told)

    def reason(self) -> Content:
        """Why the question in focus is asked, and the practice behind it."""
        question = self._steps[self._place].question
        rows = [text((said(question.ask, self.language, question.id), "bold"))]
        rows.append(
            Content(said(question.why, self.language) or self.say("It becomes part of the brief that both sides sign."))
        )
        if question.practice:
            rows.append(text((self.say("From the practices: {ids}", ids=", ".join(question.practice)), "dim")))
        return words.lines(*rows)

    def on_resize(self) -> None:
        """Shows as many neighbours as there is room for."""
        if self.asked:
            self._show_around(self._steps[self._place])

    # what the person does

    async def on_entry_box_entered(self, message: EntryBox.Entered) -> None:
        """Saves the answer, then shows the next question."""
        await self._give(message.entry)

    @on(Button.Pressed, "#continue")
    async def _continue(self) -> None:
        await self._give(self._box.entry)

    async def _give(self, entry: str | Value) -> None:
        step = self._steps[self._place]
        question = step.question
        if step.answer is not None and entry in (step.answer.value, step.answer.typed or None):
            await self._go_on()
            return
        if self._box.is_empty and question.required is not Required.YES:
            await self._leave(question.required)
            return
        with self.app.telling():
            try:
                remarks = self.sitting.give(question.id, entry)
            except (EntryFault, Invalid) as fault:
                self._refuse(fault)
                return
            for remark in remarks:
                severity = "warning" if remark.level is Level.WARN else "information"
                self.notify(remark.text, severity=severity, markup=False)  # type: ignore[arg-type]
            await self._go_on()

    def _refuse(self, fault: EntryFault | Invalid) -> None:
        if self.app.drop_keys():
            told = self.say("What you typed ahead was not used: this answer comes first.")
            self.notify(told, severity="warning", markup=False)
        self._box.refuse(fault)

    async def on_entry_box_drafted(self, message: EntryBox.Drafted) -> None:
        """Saves the rows of a group as they are, and stays."""
        with self.app.telling():
            try:
                remarks = self.sitting.give(self.asked, message.entry)
            except Invalid as fault:
                remarks = fault.remarks
            message.box.say(remarks)

    async def _go_on(self) -> None:
        after = self._steps[self._place + 1 :]
        following = next((step for step in after if not step.settled), None) or self.sitting.interview.current
        if following is not None:
            await self.go_to(following.question.id)
        else:
            await self.go_to(self.asked)
            self.action_review()

    @on(Button.Pressed, "#back")
    async def _back(self) -> None:
        await self.action_move(-1)

    async def action_move(self, step: int) -> None:
        """Goes to the question before or after, without saving."""
        place = self._place + step
        if 0 <= place < len(self._steps):
            await self.go_to(self._steps[place].question.id)

    async def action_undo(self) -> None:
        """Takes the last answer back and goes to its question."""
        with self.app.telling():
            await self.go_to(self.sitting.undo())
            self.notify(self.say("Taken back."), markup=False)

    @on(Button.Pressed, "#open")
    async def action_leave_open(self) -> None:
        """Leaves the question open, with a reason where one is asked for."""
        required = self._steps[self._place].question.required
        if required is Required.YES:
            self.notify(self.say("This one needs an answer."), severity="warning", markup=False)
        else:
            await self._leave(required)

    async def _leave(self, required: Required) -> None:
        if required is Required.NO:
            with self.app.telling():
                self.sitting.leave_open(self.asked, "")
                await self._go_on()
            return
        say = self.say
        states = tuple((state, say(label)) for state, label in _OPEN_STATES)
        fields = (
            Field("reason", say("Because"), required=True, placeholder=say("In a few words")),
            Field("state", say("It is so"), options=states),
        )
        dialog = FormDialog(say("Leave this open"), fields, submit=say("Leave open"), words=say)
        self.app.push_screen(dialog, self._left_open)

    async def _left_open(self, filled: Filled | None) -> None:
        if filled is not None:
            with self.app.telling():
                self.sitting.leave_open(self.asked, filled["reason"], State(filled["state"]))
                await self._go_on()

    async def on_neighbours_chosen(self, message: Neighbours.Chosen) -> None:
        """Goes to the question that was clicked."""
        await self.go_to(message.question)

    @on(OptionList.OptionSelected, "#outline")
    async def _choose_section(self, event: OptionList.OptionSelected) -> None:
        section = [step for step in self._steps if step.section.id == event.option_id]
        if section:
            step = next((step for step in section if not step.settled), section[0])
            await self.go_to(step.question.id)

    # language

    def action_change_language(self) -> None:
        """Offers the languages that the questionnaire is written in."""
        from intake.tui.languages import LanguageDialog

        languages = self.sitting.interview.questionnaire.languages
        self.app.push_screen(LanguageDialog(languages, self.language), self._speak)

    async def _speak(self, language: str | None) -> None:
        """Goes on in that language, at the same question, with what was typed so far."""
        if language is None or language == self.language:
            return
        typed = self._box.entry
        self.sitting.speak(language)
        self.app.interview_language = language
        async with self.batch():
            await self.recompose()
            await self.go_to(self.asked)
        if isinstance(typed, str):
            self._box.type(typed)
        self.call_after_refresh(self.on_resize)

    # review

    def action_review(self) -> None:
        """Shows all answers, to change any, and to go on when none is missing."""
        from intake.tui.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.sitting.interview, self.dossier_id), self._reviewed)

    async def _reviewed(self, chosen: str | None) -> None:
        if chosen:
            await self.go_to(chosen)
        elif chosen == "":
            if self.app.leaves_when_done:
                self.app.exit()
            else:
                self.app.open_step(self.dossier_id, "vetting")
