"""The case: everything that a policy is applied to, as it stands at one moment."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from intake.frugal import dataclass, field
from intake.model.answers import Answer
from intake.model.claim import Claim
from intake.model.client import Client
from intake.model.decision import Override
from intake.model.finding import SourceReport
from intake.model.values import Value


@dataclass(frozen=True, slots=True)
class Case:
    """One prospective engagement to be decided.

    `answers` holds the applicable ones only, by question id; `reports` is by source, `history` by name after
    `history.`; `declared` says which installed sources tell a fact (`topic.fact`). `previous` is the digest of the
    decision before this one. `supplier_country` is your own, for public holidays. `asked` names the questions
    that the questionnaire asks of this client, so that no other answer is waited for; None where that is not known.
    `hidden` names those that it asks of others only, by their conditions: nothing is unchecked because of them.
    `own` names those of them that you answer yourself. `disputes` is what the client says against findings, by fact.
    `claims` are what the client says of itself, held against findings. `assumed` are facts taken as known for the moment, by
    their full names; no decision that is kept has any.
    """

    client: Client
    questionnaire: str
    questionnaire_digest: str
    answers: Mapping[str, Answer]
    reports: Mapping[str, SourceReport]
    history: Mapping[str, Value]
    overrides: tuple[Override, ...]
    as_of: datetime
    previous: str
    declared: Mapping[str, tuple[str, ...]]
    supplier_country: str = ""
    asked: frozenset[str] | None = None
    hidden: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    disputes: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    assumed: Mapping[str, Value] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the decision in UTC, so that a replay elsewhere finds the same day."""
        return self.as_of.astimezone(UTC).date()
