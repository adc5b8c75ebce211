"""How long a server wants us to stay away before we ask again."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST_RETRIES = 2
BUSY = (429, 503)
_USUAL = 1.0


def seconds_to_wait(retry_after: str, now: datetime) -> float:
    """The seconds that a Retry-After header asks for, never negative; one second where it says nothing readable.

    It is a number of seconds or a date (RFC 9110, section 10.2.3).
    """
    text = retry_after.strip()
    if text.removeprefix("-").isdecimal():
        return max(0.0, float(text[:20]))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return _USUAL
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
