"""Checks offline what the client stated: e-mail syntax, throw-away addresses, the check digits of company numbers."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from intake.api import (
    Client,
    Context,
    Finding,
    Identifier,
    Source,
    SourceInfo,
    Type,
    hookimpl,
    host_of,
    is_free_mail,
    own_domain,
)

from . import spelling
from .alike import looks_like

# RFC 5321 without quoted local parts and address literals, which no business uses.
_EMAIL = re.compile(r"(?=.{6,254}$)(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[^@,\s]+")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_ROLES = frozenset(
    """accounting accounts admin administration billing bonjour buchhaltung compta comptabilite contact contacto contato
    einkauf empfang enquiries finance hallo hello help helpdesk hola hostmaster hr info inquiries invoice invoices
    jobs kontakt mail marketing moin no-reply noreply office order orders orders post postmaster presse press purchasing
    rechnung reception rechnungen sales secretariat service sekretariat support team vertrieb verwaltung webmaster""".split()
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class Contact:
    """What can be told of the client's own statements without asking anybody."""

    info = SourceInfo(
        name="contact",
        publisher="this program, offline",
        hosts=(),
        topics=("contact",),
        facts={
            "contact.email_valid": Type.BOOL,
            "contact.email_disposable": Type.BOOL,
            "contact.email_on_website_domain": Type.BOOL,
            "contact.email_free": Type.BOOL,
            "contact.email_role": Type.BOOL,
            "contact.email_lookalike": Type.BOOL,
            "contact.phone_valid": Type.BOOL,
            "contact.numbers_valid": Type.BOOL,
            "contact.website_looks_like_another": Type.BOOL,
        },
        licence="check digits by python-stdnum (LGPL); the list of throw-away domains is our own",
        personal_data="reads the e-mail address and the telephone number; sends nothing",
        cost="free",
        needs="an e-mail address, a telephone or company number, or a website in letters beyond a to z",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is anything to check."""
        return bool(client.emails or client.phones or client.identifiers) or "xn--" in host_of(client.website)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the e-mail address and the numbers tell by themselves."""
        return [
            *_email(client, context),
            *_phone(client, context),
            *_numbers(client.identifiers, context),
            *_website(client, context),
        ]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The offline checks of what the client stated."""
    return [Contact()]


def _email(client: Client, context: Context) -> Iterator[Finding]:
    if not client.emails:
        return
    address = client.emails[0].strip()
    evidence = context.claimed(address)

    def found(fact: str, value: bool, statement: str) -> Finding:
        return Finding("contact", fact, value, statement, evidence, address)

    domain = host_of(address)
    if not _EMAIL.fullmatch(address) or not _HOST.fullmatch(domain):
        yield found("email_valid", False, "The e-mail address is not written as one.")
        return
    yield found("email_valid", True, "The e-mail address is written correctly.")
    listed = next((name for name in _parents(domain) if name in _disposable()), "")
    if listed:
        says = f"{listed} hands out throw-away addresses."
    else:
        says = f"{domain} is no throw-away domain on our list of {_listed_on()}."
    yield found("email_disposable", bool(listed), says)
    free = is_free_mail(domain)
    yield found(
        "email_free", free, f"{domain} is {'' if free else 'not known as '}a provider where anybody has an address."
    )
    role = address.partition("@")[0].lower() in _ROLES
    yield found(
        "email_role", role, f"The address names {'a function' if role else 'no function we know'}, as info@ does."
    )
    if website := own_domain(host_of(client.website)):
        same = own_domain(domain) == website
        yield found("email_on_website_domain", same, f"The address is {'' if same else 'not '}on the website's domain.")
        alike = not same and looks_like(own_domain(domain), website)
        imitates = f"{'can be mistaken for' if alike else 'does not imitate'} {website}, the website's domain"
        says = f"{domain} {'is the domain of the website itself' if same else imitates}."
        yield found("email_lookalike", alike, says)


def _website(client: Client, context: Context) -> Iterator[Finding]:
    host = host_of(client.website)
    if "xn--" not in host:
        return
    warning = spelling.warning(host)
    says = f"The website's address is {host} in full; it {warning or 'is written in letters that look like no other'}."
    yield Finding("contact", "website_looks_like_another", bool(warning), says, context.claimed(client.website))


def _parents(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


@cache
def _lines() -> tuple[str, ...]:
    return tuple(resources.files(__package__ or __name__).joinpath("disposable.txt").read_text("utf-8").splitlines())


@cache
def _disposable() -> frozenset[str]:
    return frozenset(line for line in _lines() if line and not line.startswith("#"))


@cache
def _listed_on() -> str:
    """The month in which the list was compiled; it says so itself."""
    found = re.search(r"\d{4}-\d{2}", " ".join(line for line in _lines() if line.startswith("#")))
    return found.group() if found else "unknown age"


def _phone(client: Client, context: Context) -> Iterator[Finding]:
    """Whether the number has the form of an international one (ITU-T E.164); without a country code nothing is told."""
    if not client.phones:
        return
    number = re.sub(r"[\s()./-]", "", client.phones[0])
    number = re.sub(r"^00", "+", number)
    if not number.startswith("+") and number.isdigit():
        return
    valid = bool(_E164.fullmatch(number))
    says = f"The telephone number is {'' if valid else 'not '}written as an international one."
    yield Finding("contact", "phone_valid", valid, says, context.claimed(client.phones[0]), client.phones[0])


def _numbers(identifiers: Sequence[Identifier], context: Context) -> Iterator[Finding]:
    judged = [(number, valid) for number in identifiers if (valid := _is_valid(number)) is not None]
    if not judged:
        return
    wrong = [number for number, valid in judged if not valid]
    told = ", ".join(str(number) for number in wrong or [number for number, _ in judged])
    says = "have wrong check digits" if wrong else "have correct check digits"
    yield Finding("contact", "numbers_valid", not wrong, f"{told} {says}.", context.claimed(told), told)


def _is_valid(number: Identifier) -> bool | None:
    """Whether the check digits are right; None for a scheme whose digits nobody here can check."""
    from stdnum import get_cc_module, iban, lei
    from stdnum.eu import vat

    if number.scheme == "iban":
        return bool(iban.is_valid(number.value))
    if number.scheme == "lei":
        return bool(lei.is_valid(number.value))
    if number.scheme == "eu.vat" and not number.value.upper().startswith("GB"):  # which left VIES, not the world
        return bool(vat.is_valid(number.value))
    country, _, register = number.scheme.replace("eu.vat", "gb.vat").partition(".")
    module = get_cc_module(country, register) if re.fullmatch(r"[a-z]{2}", country) else None
    return None if module is None else bool(module.is_valid(number.value))
