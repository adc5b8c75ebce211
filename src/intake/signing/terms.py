"""What the page and a check of it both say: the ways of accepting, the mark of practice, days and times in words."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from intake.locale import marked, worded
from intake.locale.days import written

PRACTICE = worded(marked("PRACTICE - sample data, not an agreement"))
METHODS: Mapping[str, str] = {
    "typed": worded(
        marked("typed in person at the supplier's computer; the supplier attests it with the supplier's own key")
    ),
    "email": worded(
        marked(
            "by an e-mail that the client's mail domain signed (DKIM); the supplier attests it with the supplier's own key"
        )
    ),
    "ssh-key": worded(marked("signed by the holder of the SSH key named below")),
}


def day(moment: date, language: str = "en") -> str:
    """The date in words, whatever the locale: `Friday, 15 January 2027`."""
    return written(moment, language)


def minute(moment: datetime, language: str = "en") -> str:
    """The time in UTC, to the minute."""
    moment = moment.astimezone(UTC)
    return f"{written(moment.date(), language)}, {moment:%H:%M} UTC"
