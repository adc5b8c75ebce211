"""What if: open facts taken as known for a moment, and what the verdict would be then; nothing of it is recorded."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.deciding.trying import Difference, Trial
from intake.interviewing.entry import EntryFault
from intake.locale import Words, marked
from intake.model.decision import Decision, Result, RuleResult
from intake.model.questionnaire import Question
from intake.model.values import Value
from intake.phrasing import fact_words, value_words
from intake.supposing import open_facts, question_for
from intake.tui import words
from intake.tui.buttons import Button
from intake.tui.entry_box import EntryBox
from intake.tui.field_messages import Parse
from intake.tui.footer import KeysFooter
from intake.tui.reasons import Reading, heading, mark_of, range_bar, range_words
from intake.tui.spoken import SpokenModal, SpokenScreen
from intake.tui.words import lines, text


class WhatIfScreen(SpokenScreen[None]):
    """The open facts, to each of which a value may be lent, and the range before and after."""

    called = marked("What if")
    CSS_PATH = "what_if.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("delete,backspace", "forget", "Forget it"),
        Binding("n", "forget_all", "Forget all"),
    ]

    def __init__(self, dossier_id: str, decision: Decision, reading: Reading, *, at: str = "") -> None:
        super().__init__()
        self.words = reading.say
        self._dossier_id = dossier_id
        self._decision = decision
        self._reading = reading
        self._questions: dict[str, Question] = {}
        self._assumed: dict[str, Value] = {}
        self._at = at

    def compose(self) -> ComposeResult:
        """The range now and then, the open facts, what changes, and the buttons."""
        yield Static("", id="title")
        yield Static("", id="ranges")
        yield OptionList(id="facts", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Try it") + "…", variant="primary", compact=True, id="suppose")
            yield Button(self.say("Forget all"), compact=True, id="forget")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Gathers the open facts; goes straight to the one that was chosen."""
        told = (self.say("What if"), "bold $text-primary")
        self.query_one("#title", Static).update(text(told, "  ", (self.say("Nothing of this is recorded."), "dim")))
        with self.app.telling():
            _, findings = self.app.desk.casework.vocabulary(self._reading.asked)
            for name in open_facts(self._decision):
                if question := question_for(name, self._reading.asked, findings, self.say):
                    self._questions[name] = question
        self._show()
        self.query_one("#facts").focus()
        if self._at in self._questions:
            self._ask(self._at)

    @on(OptionList.OptionSelected, "#facts")
    @on(Button.Pressed, "#suppose")
    def _chosen(self) -> None:
        if name := self._highlighted:
            self._ask(name)

    @property
    def _highlighted(self) -> str:
        option = self.query_one("#facts", OptionList).highlighted_option
        return (option.id or "") if option is not None else ""

    def _ask(self, name: str) -> None:
        interview = self.app.desk.interview(self.app.desk.dossier(self._dossier_id))

        def suppose(value: Value | None) -> None:
            if value is not None:
                self._assumed[name] = value
                self._show(name)

        title = fact_words(name, self._reading.asked, self.say)
        self.app.push_screen(
            SupposeDialog(title, self._questions[name], self._assumed.get(name), interview.parse, self.say), suppose
        )

    def action_forget(self) -> None:
        """Takes back what was supposed of the chosen fact."""
        if self._assumed.pop(self._highlighted, None) is not None:
            self._show(self._highlighted)

    @on(Button.Pressed, "#forget")
    def action_forget_all(self) -> None:
        """Takes back everything that was supposed."""
        self._assumed.clear()
        self._show()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be forgotten before something was tried."""
        return bool(self._assumed) if action.startswith("forget") else super().check_action(action, parameters)

    def _show(self, at: str = "") -> None:
        self.refresh_bindings()
        trial: Trial | None = None
        with self.app.telling():
            trial = self.app.desk.criteria.assume(self._dossier_id, self._decision, self._assumed)
        if trial is None:
            return
        self.query_one("#ranges", Static).update(self._ranges(trial.decision))
        self.query_one("#forget", Button).disabled = not self._assumed
        listed = self.query_one("#facts", OptionList).set_options(self._options(trial))
        place = list(self._questions).index(at) if at in self._questions else 0
        listed.highlighted = place if self._questions else None

    def _ranges(self, then: Decision) -> Content:
        say, now = self.say, self._decision
        bar, labels = range_bar(then.best, then.worst, say)
        verdict = (range_words(then.best, then.worst, say).upper(), f"bold {words.COLOURS[then.verdict]}")
        was = say("recorded: {verdict}", verdict=range_words(now.best, now.worst, say))
        return lines(text(verdict, (f"   {was}", "dim")), bar, labels)

    def _options(self, trial: Trial) -> Iterator[Option]:
        say, asked = self.say, self._reading.asked
        for name in self._questions:
            words_of = fact_words(name, asked, say)
            if name in self._assumed:
                value = value_words(name, self._assumed[name], asked, say)
                yield Option(text(("= ", "$text-primary"), words_of, ": ", (value, "bold $text-primary")), id=name)
            else:
                yield Option(text(("? ", "$text-warning"), words_of), id=name)
        if not self._questions:
            yield Option(
                text((say("No open fact is left to try. Esc goes back to the decision."), "dim")),
                disabled=True,
            )
        if trial.differences:
            yield heading(say("What changes"))
            yield from (self._changed(each) for each in trial.differences)

    def _changed(self, difference: Difference) -> Option:
        after = difference.trial
        if after is None:  # the same policy on both sides: every rule stands in both
            return Option(difference.rule, disabled=True)
        mark, style = mark_of(after)
        came = f"{self._came_to(difference.ruling)} → {self._came_to(after)}"
        told = self._reading.says.get(difference.rule, difference.rule)
        return Option(text((f"{mark} ", style), told, (f"  {came}", "dim")), disabled=True)

    def _came_to(self, rule: RuleResult | None) -> str:
        return self.say(words.RESULTS[rule.result if rule else Result.NOT_FIRED])


class SupposeDialog(SpokenModal[Value | None]):
    """One fact, to be given a value for a moment; Enter supposes it, Escape does not."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialogs.tcss", "what_if.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Cancel")]

    def __init__(self, title: str, question: Question, value: Value | None, parse: Parse, say: Words) -> None:
        super().__init__()
        self.words = say
        self._title = title
        self._box = EntryBox(question, value, "", say.language, parse, lambda _: ())

    def compose(self) -> ComposeResult:
        """The fact, its field, and the buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield self._box
            with Horizontal(classes="buttons"):
                yield Button(self.say("Try it"), variant="primary", compact=True, id="suppose")
                yield Button(self.say("Cancel"), compact=True, id="cancel")

    def on_mount(self) -> None:
        """Starts in the field."""
        self._box.enter()

    @on(EntryBox.Entered)
    @on(Button.Pressed, "#suppose")
    def _suppose(self) -> None:
        try:
            self.dismiss(self._box.value())
        except EntryFault as fault:
            self._box.refuse(fault)

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Supposes nothing."""
        self.dismiss(None)
