"""A letter before it is filled in."""

from intake.frugal import dataclass
from intake.model.questionnaire import Wording

MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of a letter; `only_with` names a value without which they are left out."""

    text: Wording
    only_with: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A letter with `{slots}`, by kind.

    `hold_minutes` is how long a draft waits before it may be sent, `answer_within` by when an answer is
    hoped for, in working days. `after_due` says how many days after a missed payment it is this letter's turn on its
    `ladder`, `after_grace` that the days of grace must be over.
    """

    id: str
    title: Wording
    use: Wording
    subject: Wording
    opening: Wording
    body: tuple[Paragraph, ...]
    closing: Wording
    practice: tuple[str, ...]
    hold_minutes: int = 0
    most_words: int = MOST_WORDS
    answer_within: int | None = None
    ladder: str = ""
    after_due: int | None = None
    after_grace: bool = False
