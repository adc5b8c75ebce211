"""What the four step screens share: the bar of steps, and the way home."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from intake.locale import Words, marked
from intake.tui.beside import WorkingScreen
from intake.tui.colours import FEW_COLOURS
from intake.tui.contents import text
from intake.tui.footer import KeysFooter

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.model.dossier import Dossier

TITLES = {
    "interview": marked("Interview"),
    "vetting": marked("Vetting"),
    "decision": marked("Decision"),
    "agreement": marked("Agreement"),
}
"""The steps of a dossier in their order, by name, with their titles."""


def step_keys(go: str) -> tuple[Binding, ...]:
    """The keys of the steps, by that action."""
    actions = [f"{go}('{step}')" for step in TITLES]
    keys = zip(("f2", "f3", "f4", "f5"), actions, TITLES.values(), strict=True)
    return tuple(Binding(key, action, title, show=False, key_display=key.upper()) for key, action, title in keys)


class StepBar(Widget):
    """The client, and the steps at the right; a click on one goes there.

    It is one widget and one line: a widget for each step takes longer to style and lay out than the question does.
    """

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self, client: str, here: str, say: Words) -> None:
        super().__init__(id="bar")
        self._client = client
        self._here = here
        self._titles = {step: say(title) for step, title in TITLES.items()}

    def render(self) -> Content:
        """As much of the client's name as there is room for, and all steps."""
        here = "bold reverse" if self.app.no_color or self.app.has_class(FEW_COLOURS) else "bold $text-primary"
        steps = text(
            *(
                part
                for step, title in self._titles.items()
                for part in ("  ", (title, here if step == self._here else "$text-muted"))
            )
        )
        name = text(("intake ", "$text-primary"), (self._client, "bold"))
        return name.truncate(max(0, self.size.width - steps.cell_length), ellipsis=True, pad=True) + steps

    def on_click(self, event: events.Click) -> None:
        """Tells the screen which step it was."""
        event.stop()
        right = self.size.width + self.styles.gutter.left
        for step, title in reversed(self._titles.items()):
            if right - cell_len(title) <= event.x < right:
                self.post_message(self.Chosen(step))
            right -= cell_len(title) + 2


class StepScreen(WorkingScreen[None]):
    """One step of one dossier. Subclasses give `step` and `compose_body`, and refresh themselves in `show`."""

    step: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "home", "Back", tooltip=marked("Back to your clients; everything is saved")),
        *step_keys("go"),
        Binding("f7", "joint", "Joint review", show=False, key_display="F7"),
        Binding("f8", "timeline", "Timeline", show=False, key_display="F8"),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(classes="step")
        self.dossier_id = dossier_id
        self._clicked = ""

    @cached_property
    def desk(self) -> "Desk":
        """The desk this step belongs to, also while the screen is left for another desk's."""
        return self.app.desk

    def prepare(self) -> None:
        """Raises, before anything is drawn, what stands in the way of this step."""

    @property
    def place(self) -> str:
        """The client and the step."""
        return f"{self._client}, {self.say(TITLES[self.step])}"

    @cached_property
    def _client(self) -> str:
        # Kept: an error is told with it also where the dossier can no longer be read.
        return self._opened.client.name

    @cached_property
    def _opened(self) -> "Dossier":
        return self.desk.dossier(self.dossier_id)

    def compose(self) -> ComposeResult:
        """The bar of steps, the body, the footer."""
        yield StepBar(self._client, self.step, self.say)
        if damage := self._opened.damage:  # what is shown may be out of date, and nothing can be added to it
            from intake.locale.sentences import retold

            yield Static(text((retold(damage, self.say), "$text-error")), id="damage")
        if self.app.practice:
            from intake.tui.practising import Guide

            yield Guide(self.step, self.say)
        yield from self.compose_body()
        yield KeysFooter()

    def guide(self, far: str) -> None:
        """In a practice run, says what to do next where the step has come so far."""
        if self.app.practice:
            from intake.tui.practising import Guide

            for guide in self.query(Guide):
                guide.show(far)

    def compose_body(self) -> ComposeResult:
        """What stands between the bar and the footer."""
        raise NotImplementedError

    def reason(self) -> Content:
        """What F1 says before the keys; nothing on most screens."""
        return Content("")

    def on_step_bar_chosen(self, event: StepBar.Chosen) -> None:
        """Goes where the bar was clicked, once work that is under way has ended: keys wait so long too."""
        if self.busy:
            self._clicked = event.step
        else:
            self.action_go(event.step)

    def action_go(self, step: str) -> None:
        """Goes to another step of this dossier."""
        if step != self.step and not self.busy:
            self.app.open_step(self.dossier_id, step)

    def action_home(self) -> None:
        """Goes home, or leaves where the app was opened for this dossier only."""
        if self.app.leaves_when_done:
            self.app.exit()
        else:
            self.app.pop_screen()

    def action_joint(self) -> None:
        """Goes through the answers together with the client."""
        from intake.tui.joint import JointScreen

        self.app.push_screen(JointScreen(self.dossier_id, self.say))

    def action_timeline(self) -> None:
        """Shows everything that was done on this dossier."""
        from intake.tui.timeline import TimelineScreen

        self.app.push_screen(TimelineScreen(self.dossier_id, self.say))

    def further_commands(self) -> Iterator[SystemCommand]:
        """What has no key: what is done for this dossier, and what a person may ask of you about themselves."""
        from intake.tui import client_data, further

        yield from further.further_commands(self)
        yield from client_data.commands(self)

    def at_rest(self) -> None:
        """Goes where the bar was clicked while work was under way."""
        step, self._clicked = self._clicked, ""
        if step and self.is_current:
            self.action_go(step)
