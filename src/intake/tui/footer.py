"""The keys at the foot of a screen: as many as there is room for, each whole; the help has the rest."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from intake.frugal import dataclass

_STYLE = "bold $text-primary"
_EDGE = "▏"


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key with what it does, as it stands in the footer."""

    key: str
    display: str
    does: str

    @property
    def width(self) -> int:
        """How many cells it takes."""
        return cell_len(self.display) + cell_len(self.does) + 3


class KeysFooter(Widget):
    """One line of keys, which a click presses too; the key for all commands always stays, at the right.

    Textual's own footer makes a widget of each key, anew whenever the focus moves; this one is drawn again only when
    the keys are others.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[ShownKey, ...] = ()
        self._last: tuple[ShownKey, ...] = ()

    def on_mount(self) -> None:
        """Follows the keys that work on the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Follows them no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Shows as many as there is room for now."""
        self._show()

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._show()

    def _show(self) -> None:
        # Where there is no room for all, the keys of the screen count for more than those of the field in focus, and those of
        # a dialog for more than its help.
        enabled = [each for each in self.screen.active_bindings.values() if each.enabled]
        whole = (self.screen, self.app)
        weight = {each: (each.node not in whole, each.binding.action == "app.help_me") for each in enabled}
        active = [each.binding for each in sorted(enabled, key=weight.__getitem__)]
        by_action = {binding.action: binding for binding in reversed(active) if binding.show or _is_for_all(binding)}
        keys = {
            ShownKey(binding.key, self.app.get_key_display(binding), binding.description): _is_for_all(binding)
            for binding in reversed(by_action.values())
        }
        last = tuple(key for key, is_for_all in keys.items() if is_for_all)
        shown = tuple(_fitting(keys, last, self.app.size.width - sum(key.width for key in last)))
        if (shown, last) != (self._keys, self._last):
            self._keys, self._last = shown, last
            self.refresh()

    def render(self) -> Content:
        """The keys, and the one for all commands behind them."""
        first, last = _drawn(self._keys), _drawn(self._last)
        gap = max(0, self.size.width - first.cell_length - last.cell_length - 1)
        return first + Content(" " * gap) + Content.styled(_EDGE if self._last else "", "dim") + last

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        event.stop()
        at = 0
        for key in self._keys:
            at += key.width
            if event.x < at:
                self.app.simulate_key(key.key)
                return
        for key in self._last:
            if event.x >= self.size.width - key.width:
                self.app.simulate_key(key.key)


def _is_for_all(binding: Binding) -> bool:
    return binding.action.endswith("command_palette")


def _fitting(keys: Iterable[ShownKey], last: tuple[ShownKey, ...], room: int) -> Iterable[ShownKey]:
    room -= 1
    for key in keys:
        if key not in last and key.width <= room:
            room -= key.width
            yield key


def _drawn(keys: Iterable[ShownKey]) -> Content:
    parts = [part for key in keys for part in ((f" {key.display}", _STYLE), f" {key.does} ")]
    return Content.assemble(*parts)
