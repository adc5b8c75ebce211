"""The brief: what both sides read and sign. It has no place for findings, verdicts or anything else that is private."""

from collections.abc import Mapping
from datetime import date

from intake.frugal import dataclass, field
from intake.model.checklist import Checklist
from intake.model.party import Party
from intake.model.values import Value

FORMAT = "intake: brief/1"


@dataclass(frozen=True, slots=True)
class AgreedAnswer:
    """One question and its answer, as both sides agree on it; `shown` is the answer as printed."""

    id: str
    section: str
    ask: str
    value: Value | None
    shown: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The version before this one, by the digests of its data and of its document."""

    json_sha256: str
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font file that the page needs beyond those of the printing library, by its name and digest."""

    family: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """The words of the brief in a further language, by the place of each; a text that is not here is the same in both.

    Amounts, dates and the answers themselves stand once, in the brief. `language` is not the one that rules.
    """

    language: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Brief:
    """One version of the agreement, whole: a change order restates everything and names its `prev`.

    `changes` says in words what this version changes. `practice` marks a brief made from sample data; `log_head` is the digest
    of the supplier's journal at the time, so that the client's copy witnesses it. `language` is that of its words, and rules
    where a further language in `renditions` says otherwise. `reworded` holds, for each clause that was worded for this client, its
    words before the figures are filled in.
    """

    format: str
    id: str
    seq: int
    issued: date
    language: str
    supplier: Party
    client: Party
    questionnaire: str
    questionnaire_digest: str
    answers: tuple[AgreedAnswer, ...]
    checklist: Checklist
    log_head: str
    practice: bool = False
    prev: Previous | None = None
    changes: tuple[str, ...] = ()
    fonts: tuple[Font, ...] = ()
    renditions: tuple[Rendition, ...] = ()
    reworded: Mapping[str, str] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is in, the one that rules first."""
        return (self.language, *(each.language for each in self.renditions))
