"""What a client says of itself, as far as others can tell whether it is so."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from intake.frugal import dataclass
from intake.model.values import Value


class Outcome(Enum):
    """How a claim stands after the sources were asked."""

    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim against one finding; without a finding it is unverifiable, and `found`, `source` and `evidence` are empty.

    `name` is the question it answers, `why` says in words what was compared.
    """

    name: str
    claimed: str
    found: Value
    outcome: Outcome
    source: str
    evidence: str = ""
    why: str = ""


AGAINST: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "legal_name": ("registry.name", "lei.name", "vat.name", "website.legal_name"),
        "register_number": ("registry.number", "website.register_number"),
        "vat": ("vat.valid", "website.vat"),
        "lei": ("lei.registered",),
        "address": ("registry.address",),
        "founded": ("registry.since", "website.founded"),
        "employees": ("registry.employees", "website.employees"),
        "decision_maker": ("registry.people",),
        "website": ("domain.registered", "website.reachable", "website.names_client"),
        "email": ("mail.accepts", "contact.email_valid", "contact.email_disposable", "website.email"),
        "pay_days": ("payment.average_days",),
    }
)
"""The findings against which the answer to a question is held."""
