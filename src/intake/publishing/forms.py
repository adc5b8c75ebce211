"""The forms in which a signed brief can be had beside the PDF, by the name that stands behind `--format`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from intake.model.brief import Brief
from intake.model.outcome import Outcome

SIGNED = ("pdf", "json")
"""What the folder always holds: the signed documents, with their data beside them."""
READABLE = ("md", "html", "ics", "csv")
"""Copies for reading, which no signature covers."""


def copies(brief: Brief, forms: frozenset[str], outcomes: Sequence[Outcome] = ()) -> Mapping[str, bytes]:
    """The copies in these forms, by file name; `outcomes` are what was recorded since, which moves days in the calendar."""
    from intake.publishing.calendar import as_calendar
    from intake.publishing.html import as_html
    from intake.publishing.markdown import as_markdown
    from intake.publishing.table import as_table

    writers: dict[str, Callable[[Brief], bytes]] = {
        "md": as_markdown,
        "html": as_html,
        "ics": partial(as_calendar, outcomes=outcomes),
        "csv": as_table,
    }
    return {f"brief.{form}": write(brief) for form, write in writers.items() if form in forms}
