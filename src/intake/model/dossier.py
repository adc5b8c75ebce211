"""The dossier: everything you hold on one prospective engagement. It is private; nothing of it but the brief is shared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from intake.model.answers import Answer
from intake.model.brief import Brief
from intake.model.client import Client
from intake.model.decision import Decision, Override
from intake.model.finding import SourceReport


class Stage(Enum):
    """How far a dossier has come."""

    NEW = "new"
    INTERVIEW = "interview"
    VETTED = "vetted"
    DECIDED = "decided"
    AGREED = "agreed"
    OFFERED = "offered"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Document:
    """A signed file by the digest of its stored bytes; `kind` is `offer` or `sealed`."""

    kind: str
    sha256: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One prospective engagement as its journal tells it; a step not taken is None or empty.

    `questionnaire` and `policy` name the very files by the digest of their stored bytes; `head` is the journal's digest.
    """

    id: str
    client: Client
    created_at: datetime
    questionnaire: str
    policy: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    reports: Mapping[str, SourceReport] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    decision: Decision | None = None
    brief: Brief | None = None
    documents: tuple[Document, ...] = ()
    head: str = ""
    damage: str = ""

    @property
    def stage(self) -> Stage:
        """The furthest step taken."""
        if self.documents:
            return Stage.SEALED if self.documents[-1].kind == "sealed" else Stage.OFFERED
        if self.brief:
            return Stage.AGREED
        if self.decision:
            return Stage.DECIDED
        if self.reports:
            return Stage.VETTED
        return Stage.INTERVIEW if self.answers else Stage.NEW
