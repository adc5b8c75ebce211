"""Dialogs: an error with its next step, a message to read, and a small form that asks for a few words."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, Static

from intake.errors import BadFile, IntakeError
from intake.frugal import dataclass, replace
from intake.locale import Words
from intake.tui import contents
from intake.tui.buttons import Button
from intake.tui.contents import text
from intake.tui.faults import faults_told, told
from intake.tui.next_steps import next_step
from intake.tui.spoken import SpokenModal
from intake.tui.typed_line import TypedLine


class Notice(SpokenModal[None]):
    """Something to read; Enter or Escape closes it. What is shown of `copied` can be copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "Close"),
        Binding("c", "copy", "Copy", show=False),
    ]

    def __init__(
        self, title: str, body: Content, *, kind: str = "", words: Words | None = None, copied: str = ""
    ) -> None:
        super().__init__()
        self._copied = copied
        self.words = words
        self._title = title
        self._body = body
        self._kind = kind

    def compose(self) -> ComposeResult:
        """A title, the text, and a button to close it."""
        with Vertical(classes=f"dialog {self._kind}"):
            yield Static(Content(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=True):
                yield Static(self._body)
            with Horizontal(classes="buttons"):
                yield Button(self.say("Close"), variant="primary", compact=True, id="close")
                if self._copied:
                    yield Button(self.say("Copy"), compact=True, id="copy")

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss()

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        """Copies what is shown, where there is something to take away."""
        if self._copied:
            self.app.copy_to_clipboard(self._copied)
            self.notify(self.say("Copied: {what}", what=self._copied), markup=False)


class ErrorDialog(Notice):
    """What happened, where (`place` is said where the error names none), and what to do next."""

    def __init__(self, fault: IntakeError, say: Words, place: str) -> None:
        what, remedy = told(fault, say)
        next_is = remedy or next_step(fault, say)
        command = next_is.startswith("intake ")
        faults = faults_told(fault, say) if isinstance(fault, BadFile) else ()
        body = contents.lines(
            *map(Content, faults),
            Content(what),
            text("\n", (say("Where"), "bold"), "  ", fault.where or place),
            text((say("On the command line") if command else say("Next"), "bold"), "  ", next_is),
        )
        super().__init__(say("This did not work"), body, kind="-error", words=say)


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: text, a secret, a choice among `options`, or a box to tick (`tick`).

    One that `repeats` another has to say the same, and is passed by where that one is empty. A label that is a question of
    its own stands `above`.
    """

    id: str
    label: str
    value: str = ""
    placeholder: str = ""
    required: bool = False
    secret: bool = False
    tick: bool = False
    options: tuple[tuple[str, str], ...] = ()
    repeats: str = ""
    above: bool = False


def fresh_passphrase(label: str, say: Words) -> tuple[Field, Field]:
    """The fields of a new passphrase: nobody sees what is typed, so it is typed twice."""
    return Field("fresh", label, secret=True), Field("again", say("Repeat it"), secret=True, repeats="fresh")


Filled = Mapping[str, str]
"""What was filled in, by field id; a ticked box is "yes"."""


class Tick(Checkbox):
    """A box to tick; empty until it is, also without colour."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Draws the tick, and tells."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()


class FormDialog(SpokenModal[Filled | None]):
    """A few labelled fields, or none but something to confirm. Enter goes to the next one and on the last one submits; None when given up.

    `check` raises IntakeError for what cannot stand; the message shows in the dialog.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel"),
        Binding("ctrl+s", "submit", "Submit", show=False, priority=True),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
    ]

    AUTO_FOCUS = ""  # it goes to the first field once that has its place

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        *,
        about: Content | str = "",
        submit: str = "OK",
        check: Callable[[Filled], None] | None = None,
        words: Words | None = None,
    ) -> None:
        super().__init__()
        self.words = words
        self._title = title
        self._fields = fields
        self._about = Content(about) if isinstance(about, str) else about
        self._submit = submit
        self._check = check
        self._mends = False

    def refilled(self, filled: Filled) -> "FormDialog":
        """The same form with what was filled in, to be mended; only secrets are typed anew, and consent is given anew."""
        kept = tuple(
            field if field.secret or field.tick else replace(field, value=filled[field.id]) for field in self._fields
        )
        form = FormDialog(
            self._title, kept, about=self._about, submit=self._submit, check=self._check, words=self.words
        )
        form._mends = True
        return form

    def compose(self) -> ComposeResult:
        """A title, what it is about, the fields, what is wrong, and the buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                if self._about.plain:
                    yield Static(self._about, classes="about")
                for field in self._fields:
                    yield from _row(field, self.say, mends=self._mends)
            yield Static("", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(self._submit), variant="primary", compact=True, id="submit")
                yield Button(self.say("Cancel"), compact=True, id="cancel")

    def on_mount(self) -> None:
        """Starts at the first field; without one, at the button that goes on."""
        first = self._widget(self._fields[0]) if self._fields else self.query_one("#submit")
        first.focus(scroll_visible=False)
        self.call_after_refresh(
            first.scroll_visible, animate=False
        )  # no sooner does one know how much there is room for

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        typed = [field for field in self._fields if not field.options]
        place = next(place for place, field in enumerate(typed) if self._widget(field) is event.input)
        if typed[place].required and not event.value.strip():
            self._refuse(self.say("{label} is needed.", label=typed[place].label), typed[place])
            return
        for later in typed[place + 1 :]:
            if not later.repeats or self._filled[later.repeats]:
                self._widget(later).focus()
                return
        self.action_submit()

    @on(Input.Changed)
    def _mended(self) -> None:
        self.query_one("#wrong", Static).update("")

    @property
    def _filled(self) -> Filled:
        return {field.id: _value(self._widget(field)) for field in self._fields}

    @on(Checkbox.Changed)
    def _ticked(self, event: Checkbox.Changed) -> None:
        if event.value:
            self.query_one("#submit").focus()

    @on(Button.Pressed, "#submit")
    def action_submit(self) -> None:
        """Hands over what was filled in, if it can stand."""
        filled = self._filled
        for field in self._fields:
            if field.required and not filled[field.id]:
                self._refuse(self.say("{label} is needed.", label=field.label), field)
                return
            if field.repeats and filled[field.id] != filled[field.repeats]:
                self._refuse(f"{self.say('The two passphrases differ')}. {self.say('Type the same one twice.')}", field)
                return
        try:
            if self._check is not None:
                self._check(filled)
        except IntakeError as fault:
            what, remedy = told(fault, self.say)
            what = self.say(what)
            end = "" if what.endswith(("?", "!", ".")) else "."
            self._refuse(f"{what}{end} {remedy or next_step(fault, self.say)}")
        else:
            self.dismiss(filled)

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Closes without an answer."""
        self.dismiss(None)

    def _refuse(self, message: str, field: Field | None = None) -> None:
        self.query_one("#wrong", Static).update(Content(message))
        if field is not None:
            self._widget(field).focus()

    def _widget(self, field: Field) -> Widget:
        return self.query_one(f"#field-{field.id}")


def _row(field: Field, say: Words, *, mends: bool) -> ComposeResult:
    name = f"field-{field.id}"
    if field.tick:
        with Horizontal(classes="field"):
            yield Tick(say("Yes"), id=name, compact=True)
            yield Static(Content(field.label), classes="agreed")
        return
    with Vertical(classes="field above") if field.above else Horizontal(classes="field"):
        yield Static(Content(field.label), classes="label")
        if field.options:
            choices = [(Content(label), value) for value, label in field.options]
            value = field.value or field.options[0][0]
            yield Select(choices, value=value, allow_blank=False, compact=True, id=name)
        else:
            typed = TypedLine(field.value, placeholder=field.placeholder, password=field.secret, compact=True, id=name)
            typed.select_on_focus = not mends  # the next key would replace what is to be mended
            yield typed


def _value(widget: Widget) -> str:
    if isinstance(widget, Checkbox):
        return "yes" if widget.value else ""
    if isinstance(widget, Select):
        return str(widget.value)
    if isinstance(widget, Input):
        return widget.value if widget.password else widget.value.strip()  # each letter of a passphrase counts
    return ""
