"""The commands of a screen, to be searched by name, also by the English one: everything that has a key, the colours, and a picture."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import ActiveBinding
from textual.command import Hit, Hits
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from intake.frugal import dataclass
from intake.locale import Words

if TYPE_CHECKING:
    from intake.tui.app import IntakeApp

_OF_TEXTUAL = ("app.focus_", "screen.copy_text")
"""What is no command of ours: going from field to field, and copying what was selected."""


@dataclass(frozen=True, slots=True)
class Run:
    """Does what a command says; `english` is what it is called in English."""

    do: Callable[[], object]
    english: str

    def __call__(self) -> None:
        """Does it."""
        self.do()


class CommandSearch(SystemCommandsProvider):
    """Finds a command by its name on the screen, or by the one in English, which the documentation has."""

    async def search(self, query: str) -> Hits:
        """The commands that are called so, the nearest first."""
        matcher = self.matcher(query)
        for name, about, run, _ in self.app.get_system_commands(self.screen):
            nearness = max(matcher.match(called) for called in (name, getattr(run, "english", "")))
            if nearness > 0:
                yield Hit(nearness, matcher.highlight(name), run, help=about)


def commands(app: "IntakeApp", screen: Screen[object], say: Words) -> Iterator[SystemCommand]:
    """Each command once, those of the screen first."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description not in seen and active.enabled and _is_offered(app, active, screen):
            seen.add(binding.description)
            yield SystemCommand(binding.description, binding.tooltip or app.get_key_display(binding), _run(app, active))
    yield from getattr(screen, "further_commands", tuple)()
    yield SystemCommand(say("Colours"), say("Choose other colours"), Run(app.action_change_theme, "colours"))
    yield SystemCommand(
        say("Screenshot"), say("Save a picture of this screen (SVG)"), Run(app.save_picture, "screenshot")
    )


def _is_offered(app: "IntakeApp", active: ActiveBinding, screen: Screen[object]) -> bool:
    """Whether a key is a command of ours; the many that a text field has are its own affair."""
    binding = active.binding
    ours = binding.show or (active.node in (screen, app) and not binding.action.startswith(_OF_TEXTUAL))
    return ours and bool(binding.description) and not binding.system


def _run(app: "IntakeApp", active: ActiveBinding) -> Run:
    english = (active.binding.id or "").rpartition(".")[2].replace("-", " ")
    return Run(lambda: app.call_later(app.run_action, active.binding.action, active.node), english)
