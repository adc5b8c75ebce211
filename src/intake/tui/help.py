"""Help: why a question is asked, and the keys of the screen beneath."""

from textual.content import Content
from textual.screen import Screen

from intake.tui import words
from intake.tui.dialogs import Notice
from intake.tui.words import text

_EVERYWHERE = (
    ("Tab, Shift+Tab", "Go from part to part"),
    ("Enter", "Choose, or give the answer"),
    ("F2 F3 F4 F5", "Interview, vetting, decision, agreement"),
    ("Ctrl+P", "Every command, by name"),
)


class HelpDialog(Notice):
    """The reason for the question in focus, if there is one, and every key that works now."""

    def __init__(self, beneath: Screen[object]) -> None:
        reason = getattr(beneath, "reason", None)
        rows: list[Content] = []
        if reason is not None and (why := reason()).plain:
            rows += [why, Content("")]
        rows += [text((f"{keys:<16}", "$primary"), what) for keys, what in [*_own_keys(beneath), *_EVERYWHERE]]
        super().__init__("Why we ask" if rows and reason and reason().plain else "Keys", words.lines(*rows))


def _own_keys(screen: Screen[object]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.node in (screen, screen.app) and binding.description and not binding.system:
            found.setdefault(binding.description, screen.app.get_key_display(binding))
    hidden = {"Interview", "Vetting", "Decision", "Agreement", "Focus Next", "Focus Previous", "Copy selected text"}
    return [(keys, what) for what, keys in found.items() if what not in hidden]
