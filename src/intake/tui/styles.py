"""The styles of the app, read once each."""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_MOST = 500


class KeptStyles(Stylesheet):
    """Reads what is new; Textual reads all styles anew with each screen that brings some, and keeps 64 sources at most.

    So a screen brings its styles with it, and none has to be read before it is opened.
    """

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MOST)

    def reparse(self) -> None:
        """Puts the rules together again; those that were read under the same colours are taken as they are."""
        self.parse()
