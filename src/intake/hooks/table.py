"""A table that a source looks things up in on this machine, because its publisher offers a whole file and no look-up."""

from intake.frugal import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One official file, kept on this machine by `intake lists update`.

    `name` is what a person calls it by, `url` where its publisher keeps it: one CSV file in UTF-8 with a header. `key` is
    the column it is looked up by. `columns` are kept besides and have to be there; `also` are kept where there are some.
    `newest` is a column of ISO dates: a file whose newest date lies before that of the installed one is older, and refused.
    `most_mib` bounds the download in MiB; after `stale_days` days the table counts as old. `licence` is the data's.
    """

    name: str
    url: str
    key: str
    columns: tuple[str, ...]
    licence: str
    also: tuple[str, ...] = ()
    newest: str = ""
    most_mib: int = 500
    stale_days: int = 40
