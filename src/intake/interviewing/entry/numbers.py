"""Numbers as they are typed in different countries; where a separator can be read two ways, the person is asked."""

import re
from decimal import Decimal

from intake.interviewing.entry.faults import EntryFault, Offer
from intake.locale import marked
from intake.model.values import Percent

NUMBER = r"[0-9](?:[0-9.,'’\u00a0\u202f ]*[0-9])?"
"""What a typed number looks like, in a regular expression; `readings` says what it means."""

_SIGN = re.compile(r"^[-\u2212+]\s*")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:\.[0-9]{3})+,[0-9]+)")
_ONLY_GROUPS = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_MOST_DIGITS = 18
_PERCENT = re.compile(
    r"^(?:%|yüzde)\s*|\s*(?:%|per ?cent|prozent|pour ?cent|procent|por ?ciento|protsenti?)$", re.IGNORECASE
)


def readings(text: str) -> tuple[Decimal, ...]:
    """What the number can mean: nothing, one value, or two (`1.234` is 1234 or a little over one)."""
    negative = text[:1] in "-\u2212"
    body = _SIGN.sub("", text.strip())
    if sum(character.isdigit() for character in body) > _MOST_DIGITS:
        return ()
    found = tuple(Decimal(number) for number in _spellings(body))
    return tuple(-number for number in found) if negative else found


def exact_number(text: str, otherwise: str = marked("'{text}' is not a number")) -> Decimal:
    """The one value of the number; EntryFault where there is none, or more than one."""
    found = readings(text)
    if not found:
        raise EntryFault(otherwise, text=text)
    if len(found) > 1:
        raise EntryFault("'{text}' can be read two ways", tuple(offer(number) for number in found), text=text)
    return tidied(found[0])


def parse_number(text: str) -> int | Decimal:
    """A number, as `int` where it is whole."""
    number = exact_number(text)
    return int(number) if number == number.to_integral_value() else number


def parse_percent(text: str) -> Percent:
    """A share of a hundred, with or without its sign: `50`, `50%`, `12,5 %`."""
    return Percent(exact_number(_PERCENT.sub("", text), marked("'{text}' is not a percentage: write it like 50%")))


def write_number(number: Decimal) -> str:
    """The number so that it can be read one way only: `1.250` loses a zero behind, `1.234` gets one."""
    text = f"{number:f}"
    if not _TWO_WAYS.fullmatch(text.removeprefix("-")):
        return text
    return text.removesuffix("0") if text.endswith("0") else text + "0"


def tidied(number: Decimal) -> Decimal:
    """The number without zeros that say nothing."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def offer(number: Decimal, unit: str = "") -> Offer:
    """The number as an offer, with its unit."""
    behind = f" {unit}" if unit else ""
    return Offer(f"{tidied(number):,f}{behind}", write_number(tidied(number)) + behind)


def _spellings(body: str) -> tuple[str, ...]:
    if _SPACED.fullmatch(body):
        return (re.sub(r"[^0-9.,]", "", body).replace(",", "."),)
    if _GROUPED.fullmatch(body):
        whole, fraction = re.split(r"[.,](?=[0-9]+$)", body)
        return (re.sub(r"[.,]", "", whole) + "." + fraction,)
    if _ONLY_GROUPS.fullmatch(body):
        return (re.sub(r"[.,]", "", body),)
    if _TWO_WAYS.fullmatch(body):
        return (re.sub(r"[.,]", "", body), body.replace(",", "."))
    return (body.replace(",", "."),) if _PLAIN.fullmatch(body) else ()
