"""The brief as plain lines for a terminal: everything that is signed, with its digest."""

from collections.abc import Iterator

from intake.locale import Words
from intake.model.brief import Brief
from intake.publishing.outline import NOTICE, outlines


def as_lines(brief: Brief) -> Iterator[str]:
    """Every part of the page, a line for each row; in two languages one after the other."""
    for each in outlines(brief):
        notice = Words(each.language)(NOTICE)
        yield each.title
        for part in each.parts:
            rows = [row for row in part.rows if row != (notice,)]
            yield from ("", part.title) if len(rows) == len(part.rows) else ("",)
            yield from ("  " + " · ".join(" ".join(cell.split()) for cell in row if cell) for row in rows)
        yield ""
