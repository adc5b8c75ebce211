"""All that a plugin imports: what a source is, what it receives, what it returns, and how it says that it cannot tell."""

from intake.hooks.domains import host_of, own_domain, registrable_domain
from intake.hooks.free_mail import is_free_mail
from intake.hooks.page import Json, Page, at, day_at, text_at
from intake.hooks.register import CANDIDATE, Register, Said, accounts_overdue, candidates, finding
from intake.hooks.silence import (
    BadCertificate,
    Blocked,
    NotApplicable,
    NotFoundHere,
    RateLimited,
    Silence,
    Unreachable,
    Withheld,
)
from intake.hooks.source import OWN_DOMAIN, Context, Credential, Source, SourceInfo, named_by
from intake.hooks.specs import hookimpl
from intake.hooks.table import Table
from intake.model.client import Client, Kind
from intake.model.finding import Confidence, Finding
from intake.model.money import Money
from intake.model.names import mentions, same_name
from intake.model.party import Identifier
from intake.model.questionnaire import Type
from intake.model.values import Duration, Percent, Quantity, Value

__all__ = [
    "CANDIDATE",
    "OWN_DOMAIN",
    "BadCertificate",
    "Blocked",
    "Client",
    "Confidence",
    "Context",
    "Credential",
    "Duration",
    "Finding",
    "Identifier",
    "Json",
    "Kind",
    "Money",
    "NotApplicable",
    "NotFoundHere",
    "Page",
    "Percent",
    "Quantity",
    "RateLimited",
    "Register",
    "Said",
    "Silence",
    "Source",
    "SourceInfo",
    "Table",
    "Type",
    "Unreachable",
    "Value",
    "Withheld",
    "accounts_overdue",
    "at",
    "candidates",
    "day_at",
    "finding",
    "hookimpl",
    "host_of",
    "is_free_mail",
    "mentions",
    "named_by",
    "own_domain",
    "registrable_domain",
    "same_name",
    "text_at",
]
