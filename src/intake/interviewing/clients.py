"""Joins what a client says of itself in the interview into the client that is vetted."""

from collections.abc import Mapping

from intake.frugal import replace
from intake.interviewing.entry import EntryFault
from intake.interviewing.entry.company_ids import identify
from intake.model.answers import Answer
from intake.model.client import Client
from intake.model.party import Identifier
from intake.model.values import Item

_SCHEMES = {
    "vat": ("eu.vat", "{country}.vat", "{country}.*"),
    "register_number": ("{country}.*",),
    "lei": ("lei",),
}


def claims(client: Client, answers: Mapping[str, Answer]) -> Client:
    """The client with every claim of the answers, by the ids of `model.facts.ANSWERS`; an answer replaces what was there.

    A company number becomes an `Identifier` under the scheme in which it is valid.
    """

    def text(question: str) -> str:
        answer = answers.get(question)
        return answer.value if answer is not None and isinstance(answer.value, str) else ""

    country = text("country") or client.country
    identifiers = {identifier.scheme: identifier for identifier in client.identifiers}
    for question, schemes in _SCHEMES.items():
        if number := text(question):
            identifier = _identifier(number, schemes, country.lower())
            identifiers[identifier.scheme] = identifier
    return replace(
        client,
        name=text("legal_name") or client.name,
        country=country,
        website=text("website") or client.website,
        emails=_joined(client.emails, text("email")),
        phones=_joined(client.phones, _phone(answers.get("decision_maker"))),
        identifiers=tuple(identifiers.values()),
    )


def _identifier(number: str, schemes: tuple[str, ...], country: str) -> Identifier:
    """The number under its scheme; one that no register knows keeps the first scheme, for the sources to refute."""
    named = tuple(scheme.replace("{country}", country or "{country}") for scheme in schemes)
    try:
        return identify(number, named)
    except EntryFault:
        return Identifier(named[0], number)


def _phone(answer: Answer | None) -> str:
    person = answer.value if answer is not None else None
    found = dict(person.parts).get("phone") if isinstance(person, Item) else None
    return found if isinstance(found, str) else ""


def _joined(known: tuple[str, ...], own: str) -> tuple[str, ...]:
    """The client's own address or number first, each once."""
    return tuple(dict.fromkeys((own, *known))) if own else known
