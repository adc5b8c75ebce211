"""What facts and checks are called in words a freelancer would use: a question by its own words, a finding by what it tells."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from intake.interviewing.reviewing import show
from intake.locale import Words, marked
from intake.model.decision import NOT_ASKED, CheckNext
from intake.model.questionnaire import Audience, Question, Questionnaire, said
from intake.model.values import Value, shown

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
        "client.name": marked("Name of the client"),
        "client.country": marked("Country of the client"),
        "client.kind": marked("Company or person"),
        "claims.contradicted": marked("Claims that a source contradicts"),
    }
)
"""The words for facts of the standard vocabulary: findings by `topic.fact`, the others by their full names."""

_REASONS = (
    marked("not asked"),
    marked("not given"),
    marked("your history does not say"),
    marked("no installed source tells this"),
    marked("the client does not know"),
    marked("the client refused to answer"),
    marked("not applicable"),
    marked("deferred"),
    marked("not asked of this client"),
    marked("the client does not say"),
    marked("not asked yet"),
    marked("does not say"),
    marked("only a possible match"),
    marked("not found"),
    marked("unreachable"),
    marked("rate limited"),
    marked("blocked"),
    marked("withheld"),
    marked("broken"),
    marked("no installed source checks this"),
    marked("no installed source checks this for such a client"),
    marked("nothing that was asked tells whether it is so"),
    marked("nothing that was asked tells whether any claim is so"),
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
    known = FACTS.get(fact if where == "findings" else name)
    return say(known) if known else fact


def value_words(name: str, value: Value, asked: Questionnaire, say: Words) -> str:
    """The value of a fact in words: yes and no, options by their label."""
    question = _question(name, asked)
    if question is not None:
        return show(question, value, say.language).strip()
    if isinstance(value, bool):
        return say("yes") if value else say("no")
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
    """Why something is not known, part by part; what a source or a client said of it stays as it was said."""
    return "; ".join(_reason(part, say) for part in why.split("; "))


def _reason(part: str, say: Words) -> str:
    source, colon, told = part.partition(": ")
    if not colon:
        source, told = "", part
    words, space, note = told.partition(" (")
    return f"{source}{colon}{say(words) if words in _REASONS else words}{space}{note}"


def _because(why: str, say: Words) -> str:
    return "" if why in ("", NOT_ASKED) else f" ({reason_words(why, say)})"


def _question(name: str, asked: Questionnaire) -> Question | None:
    where, _, fact = name.partition(".")
    return asked.question(fact) if where == "answers" else None
