"""A message between you and a client, as it was read into the record."""

from datetime import datetime

from intake.frugal import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Who wrote when and about what, by the message's own words; its bytes are kept under `sha256`.

    `theirs` tells the client's side from yours. `id` and `answers` are the identifiers of the message and of those that it
    answers, where it names any (RFC 5322, section 3.6.4).
    """

    at: datetime
    sender: str
    subject: str
    theirs: bool
    sha256: str
    id: str = ""
    answers: tuple[str, ...] = ()
