"""Screens that speak one language: their labels, and the keys in the footer, in the help and among the commands."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.types import CSSPathType
from textual.widget import Widget

from intake.frugal import replace
from intake.locale import Words
from intake.tui.timers import SureTimers

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from intake.tui.app import IntakeApp

Result = TypeVar("Result")


def with_ids(owner: str, bindings: Iterable[BindingType]) -> list[BindingType]:
    """The keys, each with the id under which it may be changed: whose it is, and what it is called in English."""
    return [
        replace(each, id=each.id or f"{owner}.{re.sub('[^a-z]+', '-', each.description.lower()).strip('-')}")
        if isinstance(each, Binding) and each.description
        else each
        for each in bindings
    ]


class SpokenScreen(SureTimers, Screen[Result]):
    """A screen in the supplier's language, or in that of the `words` it was given; its keys can be changed by their ids."""

    app: "IntakeApp"
    words: Words | None = None
    called: ClassVar[str] = ""

    _was_shown = False

    def _on_screen_resume(self, event: ScreenResume) -> None:
        # Textual's own comes after this one. It would work out the styles of all widgets, which have just been mounted.
        event.refresh_styles = self._was_shown
        self._was_shown = True

    def fit(self, size: Size) -> None:
        """Takes the looks that suit the size, before anything is laid out: changing them later lays all out again."""
        looks: dict[str, bool] = {}
        for measure, known in (
            (size.width, self.HORIZONTAL_BREAKPOINTS or self.app.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS or self.app.VERTICAL_BREAKPOINTS),
        ):
            suiting = self._get_breakpoint_classes(measure, known)
            looks |= {look: look in suiting for _, look in known}
        self.update_classes(looks, update=self.is_attached, animate=False)

    def __init_subclass__(cls, **options: bool) -> None:
        if "BINDINGS" in vars(cls):
            cls.BINDINGS = with_ids(re.sub("(Screen|Dialog|Form)$", "", cls.__name__).lower() or "form", cls.BINDINGS)
        super().__init_subclass__(**options)

    @property
    def say(self) -> Words:
        """What a text of ours is called in the language of this screen."""
        return self.words or self.app.say

    @property
    def place(self) -> str:
        """What this screen is called where an error says where it happened; empty where it has no name of its own."""
        return self.say(self.called) if self.called else ""

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """The keys that work now, described in the language of this screen."""
        return {key: self._described(active) for key, active in super().active_bindings.items()}

    async def _on_resize(self, event: events.Resize) -> None:
        """Leaves a size alone that the terminal no longer has.

        Textual answers each with another of the same size, so that two of them would follow one another for ever; on a
        terminal of no size it even starts with two, one of 24 lines and one of 25.
        """
        if event.size != self.app.size:
            event.prevent_default()

    @property
    def now_called(self) -> Mapping[str, str]:
        """What actions of this screen are called as things stand, in English, where it is not by the words of their keys."""
        return {}

    def _screen_resized(self, size: Size) -> None:
        """Takes the looks that suit the size, then lays out, once.

        Textual lays out first, and again for the looks, and again for the size that it then tells the screen itself; and
        screens that shine through are laid out by each screen above them.
        """
        if self._compositor.size != size:
            self.fit(size)
            for widget in self.walk_children(Widget, with_self=True):  # where each lay before, it lay with other looks
                widget._clear_arrangement_cache()
                widget._layout_updates += 1
            super()._screen_resized(size)

    def _described(self, active: "ActiveBinding") -> "ActiveBinding":
        binding = active.binding
        if active.node is self and (called := self.now_called.get(binding.action)):
            binding = replace(binding, description=called)
        told = _in_language(binding, self.say)
        return active._replace(binding=told, tooltip=told.tooltip)


class SpokenModal(ModalScreen[Result], SpokenScreen[Result]):
    """A dialog that speaks the language of the screen it stands on."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialogs.tcss"
    # The keys of the app do nothing below a dialog; this one is the same there, also where it was given another key.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help_me", "Help", key_display="F1", id="app.help"),
        Binding("question_mark", "app.help_me", "Help", show=False, id="app.help"),
    ]

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Puts the keys of the dialog over those of the screen it stands on, which do nothing now."""
        from intake.tui.footer import KeysFooter

        super()._extend_compose(widgets)
        widgets.append(KeysFooter())


@lru_cache(maxsize=2_000)
def _in_language(binding: Binding, say: Words) -> Binding:
    """The key with its words; kept, since the footer asks for all keys whenever the focus moves."""
    return replace(
        binding, description=say(binding.description), tooltip=say(binding.tooltip) if binding.tooltip else ""
    )
