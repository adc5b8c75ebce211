"""The interview: one question in focus with its section around it; every answer is saved before the next one shows."""

import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList

from intake.interviewing.entry import EntryFault
from intake.interviewing.steps import Invalid, Step
from intake.locale import Words
from intake.model.questionnaire import Level, Required
from intake.model.values import Value
from intake.sitting import Sitting
from intake.tui.app import WIDE
from intake.tui.buttons import Button
from intake.tui.entry_box import EntryBox
from intake.tui.fields import LineField
from intake.tui.page import Outline, QuestionPage
from intake.tui.step import StepScreen
from intake.tui.surroundings import Neighbours, reason_for
from intake.tui.unsent import Unsent

if TYPE_CHECKING:
    from intake.tui.dialogs import Filled


class InterviewScreen(StepScreen):
    """Asks one question at a time, from where the interview stopped, and ends in the review of all answers."""

    step = "interview"
    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", "Redo", show=False),
        Binding("ctrl+g", "review", "All answers", priority=True),
        Binding("f1", "app.help_me", "Why we ask", key_display="F1"),
        Binding("pageup", "move(-1)", "Question before", show=False, priority=True),
        Binding("pagedown", "move(1)", "Question after", show=False, priority=True),
        Binding("ctrl+o", "leave_open", "Leave open", show=False, priority=True),
        Binding("ctrl+t", "open_editor", "Your editor", show=False),
        Binding("f6", "change_language", "Language", show=False, key_display="F6", priority=True),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self.asked = ""

    # what is on the screen

    def prepare(self) -> None:
        """Raises where this interview cannot be held."""
        self.sitting  # noqa: B018 - it is read here, and kept

    def compose_body(self) -> ComposeResult:
        """The outline at the left, and the page with the question."""
        interview = self.sitting.interview
        self.asked = self.asked or self._left_at or (interview.current or interview.steps[0]).question.id
        step = self._step
        with Horizontal(id="interview"):
            if self.app.size.width >= WIDE:
                yield Outline()
            yield QuestionPage(self.say, step, interview, self.app.size)

    async def on_mount(self) -> None:
        """Goes on where it was left; shows all answers where none is missing."""
        await self._show_outline()
        self._resume()
        if self.sitting.interview.current is None and not self._page.box.is_changed:
            self.action_review()

    def on_unmount(self) -> None:
        """Keeps what was typed last."""
        with self.app.telling():
            self._unsent.finish()

    @cached_property
    def _unsent(self) -> Unsent:
        return Unsent(self, self.sitting)

    @property
    def _left_at(self) -> str:
        asked = self._unsent.asked
        return asked if any(step.question.id == asked for step in self._steps) else ""

    def _resume(self) -> None:
        if (kept := self._unsent.typed.get(self.asked)) is not None:
            self._page.box.resume(kept)

    def on_entry_box_noted(self, message: EntryBox.Noted) -> None:
        """Keeps what is typed."""
        if message.box.question.id == self.asked:
            self._unsent.note(self.asked, message.box.kept)

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
    def _step(self) -> Step:
        return self._steps[self._place]

    @property
    def _page(self) -> QuestionPage:
        return self.query_one(QuestionPage)

    async def go_to(self, question: str) -> None:
        """Puts a question in focus; what was typed in the one before and not given stands there when it is gone back to."""
        if self._page.box.question.id == self.asked and not self._page.box.is_changed:
            self._unsent.forget(self.asked)
        self.asked = question
        step = self._step
        self.asked = step.question.id
        await self._show_outline()
        await self._page.put(step, self.sitting.interview, self.size.height)
        self._resume()
        self._unsent.note(self.asked, self._unsent.typed.get(self.asked))

    async def _show_outline(self) -> None:
        if self.app.size.width < WIDE:
            return  # it is hidden, or was never there
        if not self.query(Outline):
            await self.query_one("#interview", Horizontal).mount(Outline(), before=0)
        self.query_one(Outline).show(self.sitting.interview, self._step.section.id)

    def reason(self) -> Content:
        """Why the question in focus is asked, and the practice behind it."""
        return reason_for(self._step.question, self.say)

    async def on_resize(self) -> None:
        """Shows as many neighbours as there is room for, and the outline where there is."""
        if self._page.is_mounted:
            self._page.show(self._step, self.sitting.interview, self.size.height)
            await self._show_outline()

    # what the person does

    async def on_entry_box_entered(self, message: EntryBox.Entered) -> None:
        """Saves the answer, then shows the next question."""
        await self._give(message.entry)

    @on(Button.Pressed, "#continue")
    async def _continue(self) -> None:
        await self._give(self._page.box.entry)

    async def _give(self, entry: str | Value) -> None:
        step = self._step
        question = step.question
        if step.answer is not None and entry in (step.answer.value, step.answer.typed or None):
            await self._go_on()
            return
        if self._page.box.is_empty and question.required is not Required.YES:
            await self.action_leave_open()
            return
        with self.app.telling():
            try:
                remarks = self.sitting.give(question.id, entry)
                self._unsent.answered(question.id)
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
        self._page.box.refuse(fault)

    async def on_entry_box_drafted(self, message: EntryBox.Drafted) -> None:
        """Saves the rows of a group as they are, and stays."""
        with self.app.telling():
            remarks = self.sitting.give_so_far(self.asked, message.entry)
            message.box.say(remarks)
            if not any(remark.level is Level.ERROR for remark in remarks):
                message.box.saved()
        await self.on_resize()  # which shows how far it has come now

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
        """Takes back what was typed, else the last answer, and goes to its question."""
        await self._retrace(LineField.take_back, self.sitting.undo, self.say("Undone. Ctrl+Y redoes it."))

    async def action_redo(self) -> None:
        """Types again what was taken back, else gives the answer again that was taken back last, and goes to its question."""
        await self._retrace(LineField.type_again, self.sitting.redo, self.say("Redone."))

    async def _retrace(self, typed: Callable[[LineField], bool], given: Callable[[], str], told: str) -> None:
        field = self._page.box.field
        if isinstance(field, LineField) and typed(field):
            return
        with self.app.telling():
            question = given()
            self._unsent.forget(question)
            await self.go_to(question)
            self.app.clear_notifications()  # one notice for each step back would lie over the field
            self.notify(told, markup=False)

    @on(Button.Pressed, "#open")
    async def action_leave_open(self) -> None:
        """Leaves the question open, with a reason where one is asked for."""
        required = self._step.question.required
        if required is Required.YES:
            self.notify(self.say("This one needs an answer."), severity="warning", markup=False)
        elif required is Required.SOFT:
            from intake.tui.leaving import leaving_form

            self.app.push_screen(leaving_form(self.say), self._left_open)
        else:
            with self.app.telling():
                self.sitting.leave_open(self.asked, "")
                self._unsent.forget(self.asked)
                await self._go_on()

    async def _left_open(self, filled: "Filled | None") -> None:
        if filled is not None:
            from intake.tui.leaving import left_as

            with self.app.telling():
                self.sitting.leave_open(self.asked, *left_as(filled))
                self._unsent.forget(self.asked)
                await self._go_on()

    def action_open_editor(self) -> None:
        """Goes on with a long text in the editor that `EDITOR` names, while the screen waits."""
        field, typed = self._page.box.field, self._page.box.entry
        if not hasattr(field, "take_over") or not isinstance(typed, str):
            self.notify(self.say("Your editor is for answers of several lines."), markup=False)
            return
        from intake.external_editor import edited

        with self.app.telling(), self.app.elsewhere(self.say):
            field.take_over(edited(typed, os.environ, self.say))
            self._unsent.note(self.asked, self._page.box.kept)  # at once: it may have ended because we are to end

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
        kept = self._page.box.kept
        self.sitting.speak(language)
        self.app.interview_language = language
        async with self.batch():
            await self.recompose()
        self._page.box.resume(kept)
        self.call_after_refresh(self.on_resize)

    # review

    def action_review(self) -> None:
        """Shows all answers, to change any, and to go on when none is missing."""
        from intake.tui.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.sitting, self._unsent.typed), self._reviewed)

    async def _reviewed(self, chosen: str | None) -> None:
        if chosen:
            await self.go_to(chosen)
        elif chosen == "":
            if self.app.leaves_when_done:
                self.app.exit()
            else:
                self.app.open_step(self.dossier_id, "vetting")
