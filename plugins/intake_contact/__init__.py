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
    own_domain,
)

from . import spelling

# RFC 5321 without quoted local parts and address literals, which no business uses.
_EMAIL = re.compile(r"(?=.{6,254}$)(?=[^@]{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[^@,\s]+")
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
            "contact.numbers_valid": Type.BOOL,
            "contact.website_looks_like_another": Type.BOOL,
        },
        licence="check digits by python-stdnum (LGPL); the list of throw-away domains is our own",
        personal_data="reads the e-mail address; sends nothing",
        cost="free",
        needs="an e-mail address, a company number, or a website in letters beyond a to z",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is anything to check."""
        return bool(client.emails or client.identifiers) or "xn--" in host_of(client.website)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the e-mail address and the numbers tell by themselves."""
        return [*_email(client, context), *_numbers(client.identifiers, context), *_website(client, context)]


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
    says = f"{listed} hands out throw-away addresses." if listed else f"{domain} is no throw-away domain known to us."
    yield found("email_disposable", bool(listed), says)
    if website := own_domain(host_of(client.website)):
        same = own_domain(domain) == website
        yield found("email_on_website_domain", same, f"The address is {'' if same else 'not '}on the website's domain.")


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
def _disposable() -> frozenset[str]:
    lines = resources.files(__package__ or __name__).joinpath("disposable.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


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
    from stdnum import get_cc_module, lei
    from stdnum.eu import vat

    if number.scheme == "lei":
        return bool(lei.is_valid(number.value))
    if number.scheme == "eu.vat" and not number.value.upper().startswith("GB"):  # which left VIES, not the world
        return bool(vat.is_valid(number.value))
    country, _, register = number.scheme.replace("eu.vat", "gb.vat").partition(".")
    module = get_cc_module(country, register) if re.fullmatch(r"[a-z]{2}", country) else None
    return None if module is None else bool(module.is_valid(number.value))
