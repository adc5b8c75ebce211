"""The shelf beside the door: what lies on this machine is looked up there, and all else goes out by the door.

A look-up has a URL of its own, so that it is asked, kept as evidence and recorded for tests like any page.
"""

from collections.abc import Callable
from urllib.parse import quote, unquote

from intake.vetting.door import Answer, Request, Web

PAST = "past:client"
"""Your own dossiers that may concern the client."""

SCREEN = "screen:client"
"""The watch lists, held against the client."""


def row_url(table: str, key: str) -> str:
    """The URL of the rows with that key: `table:NAME/KEY`."""
    return f"table:{table}/{quote(folded(key), safe='')}"


def table_and_key(url: str) -> tuple[str, str]:
    """The table and the key that the URL of a look-up names."""
    table, _, key = url.removeprefix("table:").partition("/")
    return table, unquote(key)


def folded(key: str) -> str:
    """A key as it is looked up: letter case and blanks around it aside."""
    return key.strip().upper()


def is_local(url: str) -> bool:
    """Whether the URL is one of a look-up on this machine."""
    return url in (PAST, SCREEN) or url.startswith("table:")


class Shelved:
    """The Web with a shelf: `look_up` answers what is on this machine, by its URL; None leaves it to the web itself."""

    def __init__(self, web: Web, look_up: Callable[[str], Answer | None]) -> None:
        self._web = web
        self._look_up = look_up

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The answer to a request, as `intake.vetting.door.Web` promises."""
        found = self._look_up(request.url) if is_local(request.url) else None
        return found or await self._web.send(request, allows)

    def keep(self, body: bytes) -> str:
        """Stores a body as evidence; returns its digest."""
        return self._web.keep(body)
