"""What facts and checks are called in words a freelancer would use: a question by its own words, a finding by what it tells."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from intake.interviewing.reviewing import show
from intake.locale import Words, marked, worded
from intake.locale.days import weekday_name
from intake.locale.sentences import retold
from intake.locale.units import measured
from intake.model.decision import NOT_ASKED, CheckNext
from intake.model.finding import Finding
from intake.model.isolation import Isolation
from intake.model.questionnaire import Audience, Question, Questionnaire, said
from intake.model.values import Duration, Value, shown

FACTS: Mapping[str, str] = MappingProxyType(
    {
        "registry.active": marked("Active in the company register"),
        "registry.name": marked("Name in the company register"),
        "registry.number": marked("Number in the company register"),
        "registry.since": marked("In the company register since"),
        "registry.closed": marked("Struck off the company register on"),
        "registry.form": marked("Legal form"),
        "registry.address": marked("Registered address"),
        "registry.employees": marked("Employees, by the register"),
        "registry.people": marked("People in the company register"),
        "registry.accounts_overdue": marked("Annual accounts overdue"),
        "registry.statement_overdue": marked("Yearly statement to the register overdue"),
        "registry.strike_off_proposed": marked("About to be struck off"),
        "registry.charges": marked("Charges on its property"),
        "registry.address_disputed": marked("Registered address disputed"),
        "registry.former_names": marked("Former names"),
        "filings.late_notice": marked("Announced that it reports late"),
        "accounts.until": marked("Last annual accounts until"),
        "accounts.revenue": marked("Turnover"),
        "accounts.result": marked("Result of the year"),
        "accounts.equity": marked("Own money of the company"),
        "ratios.supplier_days": marked("Days it owes its suppliers"),
        "ratios.customer_days": marked("Days its customers owe it"),
        "ratios.liquidity": marked("Liquidity"),
        "ratios.autonomy": marked("Share of its own money"),
        "ratios.debt": marked("Loans against its own money"),
        "insolvency.open": marked("Insolvency proceedings open"),
        "payment.average_days": marked("Average days until it pays"),
        "payment.late_share": marked("Share of invoices it pays late"),
        "sanctions.hit": marked("On a sanctions list"),
        "sanctions.possible": marked("Possible match on a sanctions list"),
        "reference.bad": marked("A former contractor warns of them"),
        "conflict.with_client": marked("Competes with a client of yours"),
        "domain.registered": marked("Domain registered"),
        "domain.created": marked("Domain registered since"),
        "domain.expires": marked("Domain registered until"),
        "domain.locked": marked("Domain locked against transfer"),
        "domain.on_hold": marked("Domain on hold"),
        "website.reachable": marked("Website reachable"),
        "website.certificate_valid": marked("Certificate of the website valid"),
        "website.has_imprint": marked("Website says who runs it"),
        "website.has_terms": marked("Website has terms"),
        "website.legal_name": marked("Legal name on the website"),
        "website.names_client": marked("Website names the client"),
        "website.parked": marked("Website only parked"),
        "website.first_seen": marked("Website first archived on"),
        "website.seen_since": marked("Website archived without a gap since"),
        "mail.accepts": marked("Domain of the e-mail takes mail"),
        "mail.spf": marked("Mail protected by SPF"),
        "mail.dmarc": marked("Mail protected by DMARC"),
        "vat.valid": marked("VAT number valid"),
        "vat.name": marked("Name behind the VAT number"),
        "lei.registered": marked("LEI registered"),
        "lei.current": marked("LEI current"),
        "lei.name": marked("Name behind the LEI"),
        "lei.registered_as": marked("Register number behind the LEI"),
        "contact.email_valid": marked("E-mail address can exist"),
        "contact.email_disposable": marked("Throw-away e-mail address"),
        "contact.email_on_website_domain": marked("E-mail of the website's domain"),
        "contact.numbers_valid": marked("Check digits of the company numbers right"),
        "history.dossiers": marked("Earlier dossiers on this client"),
        "history.trusted": marked("Paid on time before"),
        "history.late_payments": marked("Late payments so far"),
        "history.short_payments": marked("Payments that fell short so far"),
        "history.incidents": marked("Trouble so far"),
        "history.slowest_answer": marked("Longest wait for an answer so far"),
        "registry.candidate": marked("Company of a like name"),
        "registry.arrears": marked("Arrears in the company register"),
        "news.candidate": marked("News on somebody of that name"),
        "lei.candidate": marked("LEI of a like name"),
        "lei.authority": marked("Register behind the LEI"),
        "lei.successor": marked("Successor of the LEI"),
        "lei.parent": marked("Parent company"),
        "lei.ultimate_parent": marked("Ultimate parent company"),
        "lei.parent_exception": marked("Why it names no parent company"),
        "insolvency.notice": marked("Insolvency notice"),
        "insolvency.petition": marked("Petition for insolvency"),
        "payment.dispute_share": marked("Share of invoices it disputes"),
        "payment.longest_terms": marked("Longest days to pay it agrees to"),
        "payment.charges_suppliers": marked("Charges its suppliers to stay on its list"),
        "payment.reported_until": marked("Payment report until"),
        "sanctions.candidate": marked("Entry of a like name on a sanctions list"),
        "certificates.newest": marked("Newest certificate of"),
        "certificates.hosts": marked("Names with a certificate"),
        "website.vat": marked("VAT number on the website"),
        "website.register_number": marked("Register number on the website"),
        "website.registered_as": marked("Register entry on the website"),
        "website.authority": marked("Register named on the website"),
        "website.lei": marked("LEI on the website"),
        "website.address": marked("Address on the website"),
        "website.founded": marked("Founded, by the website"),
        "website.employees": marked("Employees, by the website"),
        "website.payment_terms": marked("Terms of payment on the website"),
        "website.built_by": marked("Who built the website"),
        "website.has_security_txt": marked("Website says whom to tell of holes"),
        "website.email": marked("E-mail on the website"),
        "website.phone": marked("Telephone on the website"),
        "website.may_have_changed_owner": marked("Website may have changed hands"),
        "mail.name_servers": marked("Name servers of the domain"),
        "mail.parked": marked("Domain of the e-mail only parked"),
        "vat.consultation": marked("Proof of the VAT check"),
        "contact.email_free": marked("E-mail address that anybody can have"),
        "contact.email_role": marked("E-mail address of a function, not a person"),
        "contact.email_lookalike": marked("E-mail domain looks like another"),
        "contact.phone_valid": marked("Telephone number can exist"),
        "contact.website_looks_like_another": marked("Website address looks like another"),
        "past.dealings": marked("Dealt with before"),
        "past.candidate": marked("Earlier dossier of a like name"),
        "conflict.candidate": marked("Client of yours of a like name"),
        "client.name": marked("Name of the client"),
        "client.country": marked("Country of the client"),
        "client.kind": marked("Company or person"),
        "claims.contradicted": marked("Claims that a source contradicts"),
    }
)
"""The words for facts of the standard vocabulary: findings by `topic.fact`, the others by their full names."""

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "registry": marked("Company register"),
        "filings": marked("Reports filed on time"),
        "accounts": marked("Annual accounts"),
        "ratios": marked("Financial ratios"),
        "insolvency": marked("Insolvency"),
        "payment": marked("Payment behaviour"),
        "sanctions": marked("Sanctions lists"),
        "reference": marked("Former contractors"),
        "conflict": marked("Conflict with a client of yours"),
        "domain": marked("Domain"),
        "website": marked("Website"),
        "mail": marked("E-mail of the domain"),
        "vat": marked("VAT number"),
        "lei": marked("LEI"),
        "contact": marked("Contact details"),
        "working days": marked("Working days"),
    }
)
"""The words for what is vetted, by the first part of a finding's name, and for how days are counted."""

_REASONS = (
    worded("not asked"),
    worded("not given"),
    worded("your history does not say"),
    worded("no installed source tells this"),
    worded("the client does not know"),
    worded("the client refused to answer"),
    worded("not applicable"),
    worded("deferred"),
    worded("not asked of this client"),
    worded("the client does not say"),
    worded("not asked yet"),
    worded("does not say"),
    worded("only a possible match"),
    worded("not found"),
    worded("unreachable"),
    worded("rate limited"),
    worded("blocked"),
    worded("withheld"),
    worded("broken"),
    worded("no installed source checks this"),
    worded("no installed source checks this for such a client"),
    worded("nothing that was asked tells whether it is so"),
    worded("nothing that was asked tells whether any claim is so"),
)
"""Why something is not known, as the deciding says it: alone, or after the name of a source, with a note in brackets."""
_ASK = re.compile(r"ask (?P<sources>.+?)(?P<again> again, or find out yourself: .*)?", re.DOTALL)
_QUESTIONED = ("ask the client: ", "answer it yourself: ")


def fact_words(name: str, asked: Questionnaire, say: Words) -> str:
    """A fact by its full name (`answers.budget`, `findings.vat.valid`) in words; the name itself where there are none."""
    where, _, fact = name.partition(".")
    if where in ("answers", "claims") and (question := asked.question(fact)):
        ask = said(question.ask, say.language, fact)
        return ask if where == "answers" else say("“{ask}”, held against the sources", ask=ask)
    known = FACTS.get(fact if where == "findings" else name) or TOPICS.get(name)
    return say(known) if known else fact or name


def value_words(name: str, value: Value, asked: Questionnaire, say: Words) -> str:
    """The value of a fact in words: yes and no, options by their label."""
    question = _question(name, asked)
    if question is not None:
        return show(question, value, say.language).strip()
    return _told(value, say)


def isolation_words(held: Isolation, say: Words) -> str:
    """What held a plugin's process, part by part."""
    return ", ".join(retold(part, say) for part in str(held).split(", "))


def _told(value: Value, say: Words) -> str:
    match value:
        case bool():
            return say("yes") if value else say("no")
        case date():
            return f"{value.isoformat()} ({weekday_name(value, say.language)})"
        case Duration():
            return measured(Decimal(value.days), "working day" if value.working else "day", say.language)
        case tuple():
            return "; ".join(_told(part, say) for part in value)
        case _:
            return shown(value)


def check_words(check: CheckNext, asked: Questionnaire, say: Words) -> str:
    """What to look at next, in words: the question to put to the client, the sources to ask and what they tell."""
    where = check.fact.partition(".")[0]
    what = fact_words(check.fact, asked, say)
    match where:
        case "answers" if check.do.startswith(_QUESTIONED):
            question = _question(check.fact, asked)
            own = question is not None and question.audience is Audience.SUPPLIER
            told = say("Answer it yourself: “{ask}”", ask=what) if own else say("Ask the client: “{ask}”", ask=what)
            return told + _because(check.do.partition(": ")[2], say)
        case "client":
            return say("Write it down: {what}", what=what)
        case "history":
            return say("Look it up in your own records: {what}", what=what)
        case "findings" | "claims":
            return _found_out(check, _listed(check.facts or (check.fact,), asked, say), say)
        case _:
            return say("Correct or overrule the rule {rule}", rule=check.fact)


def _found_out(check: CheckNext, what: str, say: Words) -> str:
    asking = _ASK.fullmatch(check.do)
    if asking is None:
        overrule = "overrule the rule" in check.do
        told = marked("Find out yourself, and overrule the rule: {what}")
        return say(told, what=what) if overrule else say("Find out yourself: {what}", what=what)
    if asking["again"]:
        return say("Ask {sources} again, or find out yourself: {what}", sources=asking["sources"], what=what)
    return say("Ask {sources}: {what}", sources=asking["sources"], what=what)


def _listed(names: Sequence[str], asked: Questionnaire, say: Words) -> str:
    return ", ".join(dict.fromkeys(fact_words(name, asked, say) for name in names))


def reason_words(why: str, say: Words) -> str:
    """Why something is not known, part by part; what a client or a stranger's plugin said of it stays as it was said."""
    return retold(why, say)


def finding_words(finding: Finding, say: Words) -> str:
    """What a finding tells, in words: by its fact and value where the source speaks English and the reader does not.

    A fact that has no words here stays in the source's own, in quotes.
    """
    if say.language == "en":
        return finding.statement
    if (known := FACTS.get(finding.name)) is None:
        return f"“{finding.statement}”"
    return f"{say(known)}: {_told(finding.value, say)}"


def _because(why: str, say: Words) -> str:
    return "" if why in ("", NOT_ASKED) else f" ({reason_words(why, say)})"


def _question(name: str, asked: Questionnaire) -> Question | None:
    where, _, fact = name.partition(".")
    return asked.question(fact) if where == "answers" else None
