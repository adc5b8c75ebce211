"""What a person who looked said of an entry on a watch list: that is them, or it is not."""

from datetime import datetime

from intake.frugal import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """Your word on one entry, with its ground; it holds as long as the entry says what it said (`entry_digest`)."""

    list: str
    entity: str
    entry_digest: str
    name: str
    them: bool
    reason: str
    by: str
    at: datetime
