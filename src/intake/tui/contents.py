"""Lines of words on every screen; text of strangers is never markup."""

from textual.content import Content


def text(*parts: str | tuple[str, str]) -> Content:
    """The parts as they stand, each plain or with a style of ours; nothing in them is read as markup."""
    return Content.assemble(*parts)


def lines(*rows: Content | str) -> Content:
    """The rows beneath each other."""
    return Content("\n").join([Content(row) if isinstance(row, str) else row for row in rows])
