"""The keys at the foot of a screen: as many as there is room for, each whole; the help has the rest."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_AROUND, _EDGE = 3, 2


class KeysFooter(Footer):
    """A footer that leaves out the last keys where they would be cut; the one for all commands always stays."""

    def compose(self) -> ComposeResult:
        """The keys that fit beside the one for all commands."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        last = [key for key in keys if key.has_class("-command-palette")]
        room = self.app.size.width - sum(map(_width, last)) - _EDGE
        shown = []
        for key in keys:
            if key not in last and _width(key) <= room:
                room -= _width(key)
                shown.append(key)
        yield from (*shown, *last)
        self.styles.grid_size_columns = len(shown)

    async def on_resize(self) -> None:
        """Shows as many as there is room for now."""
        await self.recompose()


def _width(key: FooterKey) -> int:
    return cell_len(key.key_display) + cell_len(key.description) + _AROUND
