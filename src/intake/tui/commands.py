"""The commands of a screen, to be searched by name: everything that has a key, the colours, and a picture."""

from collections.abc import Callable, Iterator

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding
from textual.screen import Screen

from intake.locale import Words


def commands(app: App[None], screen: Screen[object], say: Words) -> Iterator[SystemCommand]:
    """Each command once, those of the screen first."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description not in seen and active.enabled and _is_offered(app, active, screen):
            seen.add(binding.description)
            run = _runner(app, binding.action, active.node)
            yield SystemCommand(binding.description, binding.tooltip or app.get_key_display(binding), run)
    yield from getattr(screen, "further_commands", tuple)()
    yield SystemCommand(say("Colours"), say("Choose other colours"), app.action_change_theme)
    yield SystemCommand(say("Screenshot"), say("Save a picture of this screen (SVG)"), app.deliver_screenshot)


def _is_offered(app: App[None], active: ActiveBinding, screen: Screen[object]) -> bool:
    """Whether a key is a command of ours; the many that a text field has are its own affair."""
    binding = active.binding
    ours = binding.show or (active.node in (screen, app) and not binding.action.startswith("app.focus_"))
    return ours and bool(binding.description) and not binding.system


def _runner(app: App[None], action: str, node: object) -> Callable[[], None]:
    def run() -> None:
        app.call_later(app.run_action, action, node)

    return run
