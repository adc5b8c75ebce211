"""The vocabulary of facts: what a policy may read, whichever plugins are installed.

A fact that no installed source tells is unknown, and the record says so. Sources may add facts of their own by declaring
them in their `SourceInfo`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from intake.model.questionnaire import Type

FINDINGS: Mapping[str, Type] = MappingProxyType(
    {
        "registry.active": Type.BOOL,
        "registry.name": Type.TEXT,
        "registry.number": Type.TEXT,
        "registry.since": Type.DATE,
        "insolvency.open": Type.BOOL,
        "payment.average_days": Type.NUMBER,
        "payment.late_share": Type.PERCENT,
        "sanctions.hit": Type.BOOL,
        "sanctions.possible": Type.BOOL,
        "reference.bad": Type.BOOL,
        "domain.registered": Type.BOOL,
        "domain.created": Type.DATE,
        "domain.expires": Type.DATE,
        "domain.locked": Type.BOOL,
        "website.reachable": Type.BOOL,
        "website.has_imprint": Type.BOOL,
        "website.has_terms": Type.BOOL,
        "website.legal_name": Type.TEXT,
        "website.names_client": Type.BOOL,
        "mail.accepts": Type.BOOL,
        "mail.spf": Type.BOOL,
        "mail.dmarc": Type.BOOL,
        "vat.valid": Type.BOOL,
        "vat.name": Type.TEXT,
        "lei.current": Type.BOOL,
        "lei.name": Type.TEXT,
        "contact.email_valid": Type.BOOL,
        "contact.email_disposable": Type.BOOL,
        "contact.email_on_website_domain": Type.BOOL,
        "contact.numbers_valid": Type.BOOL,
    }
)
"""What findings can say, by `topic.fact`; a policy reads them after `findings.`."""

HISTORY: Mapping[str, Type] = MappingProxyType(
    {
        "dossiers": Type.NUMBER,
        "trusted": Type.BOOL,
        "late_payments": Type.NUMBER,
        "short_payments": Type.NUMBER,
        "incidents": Type.NUMBER,
    }
)
"""Your own past with the client, by name after `history.`."""

CLIENT: Mapping[str, Type] = MappingProxyType({"name": Type.TEXT, "country": Type.COUNTRY, "kind": Type.TEXT})
"""What the client is, by name after `client.`."""
