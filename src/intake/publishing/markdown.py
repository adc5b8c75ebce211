"""The brief as Markdown (CommonMark with tables) in which nothing that somebody wrote is markup, a link or a picture."""

import re
from collections.abc import Iterator, Sequence

from intake.model.brief import Brief
from intake.model.text import clean
from intake.publishing.outline import Part, outlines
from intake.signing.labels import title_of

# Every character with a meaning inside a line, and the `:` and `@` that some readers turn into links by themselves.
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#|~!&$^:@])")
_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")
_WWW = re.compile(r"(?i)\bwww\.")


def as_markdown(brief: Brief) -> bytes:
    """The whole brief, in UTF-8; in two languages one after the other."""
    lines: list[str] = []
    for each in outlines(brief):
        lines += [f"# {escaped(each.title)}", ""]
        for part in each.parts:
            lines += [f"## {escaped(part.title)}", "", *_body(part), ""]
    return "\n".join(lines).encode("utf-8")


def changes_as_markdown(brief: Brief) -> str:
    """What a version changes, as a list under its title."""
    return as_list(title_of(brief), brief.changes)


def as_list(title: str, rows: Sequence[str]) -> str:
    """The sentences as a list under their title."""
    return "\n".join([f"# {escaped(title)}", "", *(f"- {escaped(row)}" for row in rows)])


def escaped(text: str) -> str:
    """The text on one line, with a backslash before all that Markdown would act on."""
    text = _ACTIVE.sub(r"\\\1", clean(text))
    text = _WWW.sub(lambda www: www[0][:-1] + "\\.", text)
    return _START.sub(lambda start: f"\\{start[1]}" if not start[1][0].isdigit() else f"{start[1]}\\", text)


def _body(part: Part) -> Iterator[str]:
    if not part.head:
        yield from (f"- {escaped(row[0])}" for row in part.rows)
        return
    yield _row(part.head)
    yield _row(("---",) * len(part.head), raw=True)
    yield from (_row(row) for row in part.rows)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else escaped(cell) for cell in cells) + " |"
