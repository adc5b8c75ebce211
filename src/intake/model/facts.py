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
        "registry.closed": Type.DATE,
        "registry.form": Type.TEXT,
        "registry.address": Type.TEXT,
        "registry.employees": Type.NUMBER,
        "registry.people": Type.CHOICES,
        "registry.accounts_overdue": Type.BOOL,
        "registry.statement_overdue": Type.BOOL,
        "registry.strike_off_proposed": Type.BOOL,
        "registry.charges": Type.BOOL,
        "registry.address_disputed": Type.BOOL,
        "registry.former_names": Type.TEXT,
        "filings.late_notice": Type.BOOL,
        "accounts.until": Type.DATE,
        "accounts.revenue": Type.MONEY,
        "accounts.result": Type.MONEY,
        "accounts.equity": Type.MONEY,
        "ratios.supplier_days": Type.NUMBER,
        "ratios.customer_days": Type.NUMBER,
        "ratios.liquidity": Type.NUMBER,
        "ratios.autonomy": Type.NUMBER,
        "ratios.debt": Type.NUMBER,
        "insolvency.open": Type.BOOL,
        "payment.average_days": Type.NUMBER,
        "payment.late_share": Type.PERCENT,
        "sanctions.hit": Type.BOOL,
        "sanctions.possible": Type.BOOL,
        "reference.bad": Type.BOOL,
        "conflict.with_client": Type.BOOL,
        "domain.registered": Type.BOOL,
        "domain.created": Type.DATE,
        "domain.expires": Type.DATE,
        "domain.locked": Type.BOOL,
        "domain.on_hold": Type.BOOL,
        "website.reachable": Type.BOOL,
        "website.certificate_valid": Type.BOOL,
        "website.has_imprint": Type.BOOL,
        "website.has_terms": Type.BOOL,
        "website.legal_name": Type.TEXT,
        "website.names_client": Type.BOOL,
        "website.parked": Type.BOOL,
        "website.first_seen": Type.DATE,
        "website.seen_since": Type.DATE,
        "mail.accepts": Type.BOOL,
        "mail.spf": Type.BOOL,
        "mail.dmarc": Type.BOOL,
        "vat.valid": Type.BOOL,
        "vat.name": Type.TEXT,
        "lei.registered": Type.BOOL,
        "lei.current": Type.BOOL,
        "lei.name": Type.TEXT,
        "lei.registered_as": Type.TEXT,
        "contact.email_valid": Type.BOOL,
        "contact.email_disposable": Type.BOOL,
        "contact.email_on_website_domain": Type.BOOL,
        "contact.numbers_valid": Type.BOOL,
    }
)
"""What findings can say, by `topic.fact`; a policy reads them after `findings.`."""

PAST = frozenset(
    (
        *("registry.since", "domain.created", "website.first_seen", "website.seen_since", "website.founded"),
        *("accounts.until", "payment.reported_until", "certificates.newest"),
    )
)
"""The facts whose day cannot be to come; one that ends, expires or is planned can."""

REFERENCE = "reference"
"""The source of what former contractors tell you on the telephone: the desk's own, so no plugin may bear its name."""

HISTORY: Mapping[str, Type] = MappingProxyType(
    {
        "dossiers": Type.NUMBER,
        "trusted": Type.BOOL,
        "late_payments": Type.NUMBER,
        "short_payments": Type.NUMBER,
        "incidents": Type.NUMBER,
        "slowest_answer": Type.NUMBER,
    }
)
"""Your own past with the client, by name after `history.`."""

CLIENT: Mapping[str, Type] = MappingProxyType({"name": Type.TEXT, "country": Type.COUNTRY, "kind": Type.TEXT})
"""What the client is, by name after `client.`."""

CONTRADICTED = "contradicted"
"""After `claims.`: how many of the client's claims a source contradicts."""

CLAIM_OUTCOMES = ("corroborated", CONTRADICTED)
"""What a claim can be, by the name of its question after `claims.`; unknown where nothing tells."""

ANSWERS: Mapping[str, Type] = MappingProxyType(
    {
        "legal_name": Type.TEXT,
        "country": Type.COUNTRY,
        "address": Type.ADDRESS,
        "website": Type.URL,
        "email": Type.EMAIL,
        "vat": Type.COMPANY_ID,
        "register_number": Type.COMPANY_ID,
        "lei": Type.COMPANY_ID,
        "decision_maker": Type.PERSON,
        "former_contractor": Type.CONTACT,
        "goal": Type.LONG_TEXT,
        "competitors": Type.LONG_TEXT,
        "start": Type.DATE,
        "deliverables": Type.REPEAT,
        "total": Type.CALC,
        "deadline": Type.DATE,
        "budget": Type.MONEY,
        "billing_model": Type.CHOICE,
        "hourly_rate": Type.MONEY,
        "hours_capped": Type.BOOL,
        "hours_cap": Type.NUMBER,
        "invoicing": Type.CHOICE,
        "tracking_method": Type.CHOICE,
        "prepay": Type.PERCENT,
        "pay_days": Type.NUMBER,
        "founded": Type.NUMBER,
        "employees": Type.NUMBER,
        "revisions": Type.NUMBER,
        "revision_means": Type.LONG_TEXT,
        "extra_rate": Type.MONEY,
        "acceptance_days": Type.NUMBER,
        "source_before_payment": Type.BOOL,
        "source_why": Type.LONG_TEXT,
        "test_task": Type.BOOL,
        "rights": Type.CHOICE,
        "values_fit": Type.CHOICE,
        "conflict_of_interest": Type.BOOL,
        "enjoy": Type.CHOICE,
        "skill_fit": Type.CHOICE,
        "own_hours": Type.NUMBER,
        "free_hours": Type.NUMBER,
        "friend": Type.BOOL,
        "abusive": Type.BOOL,
        "unlawful": Type.BOOL,
        "talks": Type.CHOICES,
        "slowest_answer": Type.NUMBER,
    }
)
"""The question ids that policies, checklists and sources understand; a questionnaire may leave any of them out.

`competitors` names one a line, or between commas. `deliverables` is a repeat group with `name` (text), `volume` (quantity), `due` (date), `price` (money) and `done_when`
(long text); `decision_maker` and `former_contractor` are items with `name`, `email` and `phone`.
"""
