"""Help: why a question is asked, and the keys of the screen beneath."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from intake.locale import Words, marked
from intake.tui import words
from intake.tui.dialogs import Notice
from intake.tui.words import text

_IN_DIALOGS = (
    ("Tab, Shift+Tab", marked("Go from part to part")),
    ("Enter", marked("Choose, or give the answer")),
)
_EVERYWHERE = (
    *_IN_DIALOGS,
    ("F2 F3 F4 F5", marked("Interview, vetting, decision, agreement")),
)
# These stand in one line of their own, or are Textual's and need no telling.
_ROOM_FOR_IDS, _WIDEST = 72, 58
_HIDDEN = ("go(", "app.focus_", "screen.copy_text")


class HelpDialog(Notice):
    """The reason for the question in focus, if there is one, and every key that works now; its key closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,question_mark", "dismiss", show=False)]

    def __init__(self, beneath: Screen[object], say: Words) -> None:
        reason = getattr(beneath, "reason", None)
        rows: list[Content] = []
        if reason is not None and (why := reason()).plain:
            rows += [why, Content("")]
        # From a dialog, no other step can be gone to.
        further = _IN_DIALOGS if beneath.is_modal else _EVERYWHERE
        everywhere = [(keys, say(what), "") for keys, what in further]
        rows += [_row(*told, beneath.size.width) for told in (*_own_keys(beneath), *everywhere)]
        title = say("Why we ask") if reason and reason().plain else say("Keys")
        super().__init__(title, words.lines(*rows), words=say)


def _own_keys(screen: Screen[object]) -> list[tuple[str, str, str]]:
    """Each key with what it does and its id in the keymap, once for all that do the same."""
    found: dict[str, tuple[str, str, str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        ours = active.node in (screen, screen.app) and not binding.system
        if ours and binding.description and not binding.action.startswith(_HIDDEN):
            shown = screen.app.get_key_display(binding)
            found.setdefault(binding.description, (shown, binding.description, binding.id or ""))
    return list(found.values())


def _row(keys: str, what: str, id_: str, width: int) -> Content:
    row = text((f"{keys:<16}", "$text-primary"), what)
    gap = _WIDEST - row.cell_length - len(id_)
    return row + text((" " * gap + id_, "dim")) if width >= _ROOM_FOR_IDS and gap > 1 else row
