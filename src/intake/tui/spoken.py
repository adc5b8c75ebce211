"""Screens that speak one language: their labels, and the keys in the footer, in the help and among the commands."""

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual.screen import ModalScreen, Screen

from intake.locale import Words

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from intake.tui.app import IntakeApp

Result = TypeVar("Result")


class SpokenScreen(Screen[Result]):
    """A screen in the supplier's language, or in that of the `words` it was given."""

    app: "IntakeApp"
    words: Words | None = None

    @property
    def say(self) -> Words:
        """What a text of ours is called in the language of this screen."""
        return self.words or self.app.say

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """The keys that work now, described in the language of this screen."""
        return {key: self._described(active) for key, active in super().active_bindings.items()}

    def _described(self, active: "ActiveBinding") -> "ActiveBinding":
        binding = active.binding
        tooltip = self.say(binding.tooltip) if binding.tooltip else ""
        told = replace(binding, description=self.say(binding.description), tooltip=tooltip)
        return active._replace(binding=told, tooltip=tooltip)


class SpokenModal(ModalScreen[Result], SpokenScreen[Result]):
    """A dialog that speaks the language of the screen it stands on."""
