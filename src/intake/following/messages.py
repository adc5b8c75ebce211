"""The paper trail: messages read from files, and how long the client took to answer yours."""

import email
import re
from collections.abc import Container, Sequence
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.utils import parseaddr, parsedate_to_datetime

from intake.errors import Usage
from intake.frugal import dataclass
from intake.model.dates import is_working_day
from intake.model.message import Message
from intake.model.text import clean

MOST_BYTES = 25 * 1024 * 1024
_ID = re.compile(r"<[^<>\s]{1,250}>")


@dataclass(frozen=True, slots=True)
class Told:
    """What you say of a message that does not say it itself; what is None is read from the message."""

    sender: str = ""
    at: datetime | None = None
    theirs: bool | None = None


def read_message(
    raw: bytes, name: str, sha256: str, told: Told, *, yours: Container[str], theirs: Container[str], now: datetime
) -> Message:
    """The message in these bytes: an e-mail with its headers (RFC 5322), or any text of which `told` says the rest.

    `yours` and `theirs` are the addresses of both sides, in lower case. Usage where it cannot be told whose the message is
    or when it was sent; `name` is what the file is called.
    """
    if len(raw) > MOST_BYTES:
        raise Usage(f"{name} has {len(raw):,} bytes", remedy=f"At most {MOST_BYTES:,} are read.")
    headers = email.message_from_bytes(raw)
    sender = told.sender or _header(headers, "From")
    at = told.at or _sent(headers)
    if at is None:
        raise Usage(f"{name} does not say when it was sent", remedy="Pass --at 'YYYY-MM-DD HH:MM', in UTC.")
    if at > now:
        raise Usage(f"{name} was sent on {at:%Y-%m-%d %H:%M} UTC, which has not come yet", remedy="Pass --at.")
    address = parseaddr(sender)[1].lower()
    side = (
        told.theirs if told.theirs is not None else True if address in theirs else False if address in yours else None
    )
    if side is None:
        who = f"'{clean(sender, limit=100)}', which is neither yours nor known of the client" if sender else "nobody"
        raise Usage(f"{name} is from {who}", remedy="Say whose it is: --theirs or --mine.")
    return Message(
        at=at,
        sender=clean(sender, limit=300),
        subject=clean(_header(headers, "Subject"), limit=300),
        theirs=side,
        sha256=sha256,
        id=next(iter(_ids(headers, "Message-ID")), ""),
        answers=(*_ids(headers, "In-Reply-To"), *_ids(headers, "References")),
    )


def slowest_answer(messages: Sequence[Message]) -> int | None:
    """The most working days that the client took to answer a message of yours; None where no answer is on record.

    Weekends are left out, holidays are not. An answer belongs to the latest of your messages that it names; one that names none, to the first of yours since they
    last wrote. What they never answered is not counted: it may have needed no answer.
    """
    return max((_working_days(*pair) for pair in answered(messages)), default=None)


def answered(messages: Sequence[Message]) -> list[tuple[datetime, datetime]]:
    """When you wrote and when the client answered it, in the order of the answers."""
    found: list[tuple[datetime, datetime]] = []
    mine: dict[str, datetime] = {}
    waiting: datetime | None = None
    for message in sorted(messages, key=lambda message: message.at):
        if not message.theirs:
            waiting = waiting or message.at
            if message.id:
                mine[message.id] = message.at
            continue
        asked = max(
            (mine[each] for each in message.answers if each in mine), default=None if message.answers else waiting
        )
        if asked is not None:
            found.append((asked, message.at))
        waiting = None
    return found


def _working_days(asked: datetime, answer: datetime) -> int:
    """The working days after the one on which it was asked, up to that of the answer."""
    days = (asked.date() + timedelta(days=past) for past in range(1, (answer.date() - asked.date()).days + 1))
    return sum(map(is_working_day, days))


def _header(headers: Parsed, name: str) -> str:
    """The header as people read it; as it stands where its encoding is not understood."""
    text = str(headers.get(name, ""))
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _sent(headers: Parsed) -> datetime | None:
    """When the message says that it was sent; a time without its zone counts as UTC."""
    try:
        at = parsedate_to_datetime(str(headers.get("Date", "")))
        return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _ids(headers: Parsed, name: str) -> tuple[str, ...]:
    return tuple(_ID.findall(str(headers.get(name, "")))[:50])
