"""The dossier: everything you hold on one prospective engagement. It is private; nothing of it but the brief is shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from intake.frugal import dataclass, field
from intake.model.joining import Joined

if TYPE_CHECKING:  # an interview starts with a dossier, and with nothing that comes of it later
    from intake.model.answers import Answer, Review
    from intake.model.brief import Brief
    from intake.model.client import Client
    from intake.model.decision import Decision, Override
    from intake.model.finding import SourceReport
    from intake.model.joining import Choice
    from intake.model.judgement import Judgement
    from intake.model.message import Message
    from intake.model.outcome import Outcome
    from intake.model.persons import Dispute, Grounds


class Stage(Enum):
    """How far a dossier has come."""

    NEW = "new"
    INTERVIEW = "interview"
    VETTED = "vetted"
    DECIDED = "decided"
    AGREED = "agreed"
    OFFERED = "offered"
    SEALED = "sealed"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that speaks for a signed one, by what its name adds to the version's number, and its stored bytes' digest."""

    suffix: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A signed file by the digest of its stored bytes, and what speaks for it; `kind` is `offer`, `acceptance`, `sealed` or
    `stamp`, a third party's time stamp on the sealed file before it; `looked` where you say of an acceptance that you looked at
    the drawing in it.
    """

    kind: str
    sha256: str
    at: datetime
    by: str
    beside: tuple[Beside, ...] = ()
    looked: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """One prospective engagement as its journal tells it; a step not taken is None or empty.

    `questionnaire` and `policy` name the very files by the digest of their stored bytes; `head` is the journal's digest.
    `reviews` are the marks of the joint review that still hold.
    `grounds` say why a natural person may be vetted, `disputes` what the client says against findings, by fact.
    `follows` is the dossier of the agreement that this one came from as a project of its own.
    `signed` is the brief as both sides signed it last; a newer one binds nobody yet.
    `joined` are the numbers found on the way; `chosen` the candidates you said to be the client, by scheme the last one.
    `judgements` are your words on entries of watch lists, the last one of each.
    `seen` counts the outcomes that the decision could know of, `asked_since` names the sources asked after it.
    """

    id: str
    client: Client
    created_at: datetime
    questionnaire: str
    policy: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    reports: Mapping[str, SourceReport] = field(default_factory=dict)
    joined: Joined = field(default_factory=Joined)
    chosen: tuple[Choice, ...] = ()
    overrides: tuple[Override, ...] = ()
    decision: Decision | None = None
    brief: Brief | None = None
    documents: tuple[Document, ...] = ()
    signed: Brief | None = None
    outcomes: tuple[Outcome, ...] = ()
    messages: tuple[Message, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    seen: int = 0
    grounds: Grounds | None = None
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    asked_since: tuple[str, ...] = ()
    follows: str = ""
    head: str = ""
    damage: str = ""

    @property
    def sealed(self) -> bool:
        """Whether both sides have signed a version of the brief."""
        return any(document.kind == "sealed" for document in self.documents)

    @property
    def news(self) -> tuple[Outcome, ...]:
        """What happened since the last decision."""
        return self.outcomes[self.seen :]

    @property
    def stage(self) -> Stage:
        """The furthest step taken."""
        if self.documents:
            if not self.sealed:
                return Stage.OFFERED
            return Stage.STARTED if any(outcome.start for outcome in self.outcomes) else Stage.SEALED
        if self.brief:
            return Stage.AGREED
        if self.decision:
            return Stage.DECIDED
        if self.reports:
            return Stage.VETTED
        return Stage.INTERVIEW if self.answers else Stage.NEW
