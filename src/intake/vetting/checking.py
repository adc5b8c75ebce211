"""Whether what a source returned may stand as findings: typed as declared, on evidence the host issued, cleaned."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import UnionType

from intake.frugal import replace
from intake.hooks.page import Page
from intake.hooks.source import SourceInfo
from intake.locale import worded
from intake.model.facts import PAST
from intake.model.finding import Confidence, Finding
from intake.model.money import Money
from intake.model.questionnaire import Type
from intake.model.text import clean
from intake.model.values import Duration, Item, Percent, Quantity, Value
from intake.vetting.visit import Nonsense

MOST_FINDINGS = 200
_MOST_CHARACTERS = 1000
_MOST_QUOTED = 20 * 1024 * 1024
_PYTHON: Mapping[Type, type | UnionType] = {
    Type.BOOL: bool,
    Type.NUMBER: int | Decimal,
    Type.DATE: date,
    Type.MONEY: Money,
    Type.PERCENT: Percent,
    Type.QUANTITY: Quantity,
    Type.DURATION: Duration,
    Type.CHOICES: tuple,
    Type.PERSON: Item,
    Type.CONTACT: Item,
    Type.ADDRESS: Item,
}


def checked(found: object, info: SourceInfo, pages: Mapping[str, Page]) -> tuple[Finding, ...]:
    """The findings, their texts cleaned; Nonsense says which of them cannot be one, and then none stands."""
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise Nonsense(f"it returned {type(found).__name__}, not a list of findings")
    if len(found) > MOST_FINDINGS:
        raise Nonsense(f"it returned {len(found)} findings; at most {MOST_FINDINGS} are taken")
    _check_amount(found, pages)
    # By page, so that each is made ready for comparison once.
    order = sorted(range(len(found)), key=lambda place: str(getattr(found[place], "evidence", "")))
    done = {place: _checked(found[place], info, pages) for place in order}
    return tuple(done[place] for place in range(len(found)))


def behind(findings: Sequence[Finding], today: date) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """The findings without those of what has happened on a day to come, and by fact what was said of it."""
    ahead = {
        finding.name: worded(f"the source says {finding.value}, a day still to come")
        for finding in findings
        if finding.name in PAST and isinstance(finding.value, date) and finding.value > today
    }
    return tuple(finding for finding in findings if finding.name not in ahead), ahead


def _check_amount(found: Sequence[object], pages: Mapping[str, Page]) -> None:
    quoted = {finding.evidence for finding in found if isinstance(finding, Finding) and finding.quote}
    if sum(len(pages[evidence].body) for evidence in quoted if evidence in pages) > _MOST_QUOTED:
        raise Nonsense(f"it quotes from more than {_MOST_QUOTED // 1024 // 1024} MiB of pages")


def _checked(finding: object, info: SourceInfo, pages: Mapping[str, Page]) -> Finding:
    if not isinstance(finding, Finding) or not isinstance(finding.confidence, Confidence):
        raise Nonsense(f"it returned {type(finding).__name__}, not a finding")
    if finding.name not in info.facts:
        raise Nonsense(f"it tells {clean(finding.name, limit=80)}, which it does not declare")
    if not isinstance(finding.statement, str) or not isinstance(finding.quote, str):
        raise Nonsense(f"the words of {finding.name} are no text")
    page = pages.get(finding.evidence)
    if page is None:
        raise Nonsense(f"{finding.name} rests on no evidence that was issued to it")
    if not page.says(finding.quote):
        raise Nonsense(f"{finding.name} quotes what its evidence does not say")
    return replace(
        finding,
        value=_value(finding.name, finding.value, info.facts[finding.name]),
        statement=clean(finding.statement, limit=_MOST_CHARACTERS),
        quote=clean(finding.quote, limit=_MOST_CHARACTERS),
    )


def _value(name: str, value: Value, kind: Type) -> Value:
    fits = isinstance(value, _PYTHON.get(kind, str))
    # bool is an int and datetime a date to Python, but neither is a number or a day; NaN compares with nothing.
    odd = (isinstance(value, bool) and kind is not Type.BOOL) or isinstance(value, datetime)
    if not fits or odd or (isinstance(value, Decimal) and not value.is_finite()):
        raise Nonsense(f"the value of {name} is {type(value).__name__}, not {kind.value}")
    return _cleaned(value)


def _cleaned(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value, limit=_MOST_CHARACTERS)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    if isinstance(value, Item):
        return Item(tuple((clean(name), _cleaned(part)) for name, part in value.parts))
    return value
