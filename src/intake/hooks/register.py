"""What a register of companies says of one of them, in the one shape that all registers share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from intake.frugal import dataclass
from intake.hooks.page import Page
from intake.model.facts import FINDINGS
from intake.model.finding import Confidence, Finding
from intake.model.names import mentions
from intake.model.questionnaire import Type
from intake.model.values import Value

CANDIDATE = "registry.candidate"
"""The fact that `candidates` tells: what a search by name finds; always weak."""

_MOST_CANDIDATES = 5
_V = TypeVar("_V", bound=Value)


@dataclass(frozen=True, slots=True)
class Said(Generic[_V]):
    """A value with the span of the answer that says so; `says` puts it into words better than the usual ones."""

    value: _V
    quote: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One entry; a part that the register does not tell stays None or empty, and is unknown.

    `country` is where the register is, in words (`Norway`). What `active`, `insolvency` and `accounts_overdue` mean is
    the same for all countries (docs/decisions/0012-one-shape-for-registers.md).
    """

    country: str
    number: str = ""
    name: str = ""
    form: str | Said[str] = ""
    active: Said[bool] | None = None
    since: Said[date] | None = None
    closed: Said[date] | None = None
    address: str | Said[str] = ""
    employees: int | Decimal | None = None
    insolvency: Said[bool] | None = None
    accounts_overdue: Said[bool] | None = None

    @staticmethod
    def facts(*parts: str) -> dict[str, Type]:
        """What a register declares that can tell these parts."""
        return {_fact(part): FINDINGS[_fact(part)] for part in parts}

    def findings(self, page: Page) -> Iterator[Finding]:
        """One finding a part, with the register's own words."""
        for part, words in _WORDS.items():
            told: Value | Said[Value] | None = getattr(self, part)
            said = told if isinstance(told, Said) else Said("" if told is None else told)
            if said.value != "":
                usual = words if isinstance(words, str) else words[said.value is True]
                says = said.says or usual.format(value=said.value, country=self.country)
                yield finding(page, _fact(part), said.value, says, said.quote)


_WORDS: Mapping[str, str | tuple[str, str]] = {
    "number": "It is entered in {country} as {value}.",
    "name": "Its registered name is {value}.",
    "form": "Its legal form is {value}.",
    "active": ("It has been deleted from the register.", "It is entered and not deleted."),
    "since": "It was founded on {value}.",
    "closed": "It ended on {value}.",
    "address": "Its address is {value}.",
    "employees": "It has {value} employees.",
    "insolvency": (
        "The register shows no bankruptcy, no restructuring and no liquidation.",
        "The register shows an open proceeding.",
    ),
    "accounts_overdue": ("Its accounts are not overdue.", "Its accounts are overdue."),
}


def finding(page: Page, name: str, value: Value, statement: str, quote: str = "") -> Finding:
    """The finding `topic.fact` on a page; the source's own words stand in the statement, whatever we made of them.

    The quote is the value itself where none is given; one that the page does not say in one piece is left out.
    """
    words = quote or (value if isinstance(value, str) else "")
    said = words if words and page.says(words) else ""
    own = f" In the source's words: {said}" if said and said not in statement else ""
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, f"{statement}{own}", page.evidence, said)


def accounts_overdue(until: date, months: int, today: date, quote: str) -> Said[bool] | None:
    """Whether the accounts after those until a day should be there; None where that day is still to come.

    A year later the next ones end, `months` after that they are due by law, and one more is left to the register.
    """
    if until > today:
        return None  # nobody has closed them yet: a mistake, which says nothing of what is due
    last = until.year * 12 + until.month + 12 + months + 1
    late = today >= date(last // 12, last % 12 + 1, 1)
    says = "are overdue" if late else "are not yet due"
    return Said(late, quote, f"The accounts after those until {until} {says}.")


def candidates(page: Page, found: Iterable[tuple[str, str]], name: str) -> Sequence[Finding]:
    """Of the names and numbers that a search found, those like the name: a few, weak, since names settle nothing."""
    alike = [(like, number) for like, number in found if mentions(like, name)][:_MOST_CANDIDATES]
    says = "A company has a like name, which does not show that it is this client:"
    topic, _, fact = CANDIDATE.partition(".")
    return [
        Finding(topic, fact, f"{like} ({number})", f"{says} {like} ({number}).", page.evidence, like, Confidence.WEAK)
        for like, number in alike
    ]


def _fact(part: str) -> str:
    return "insolvency.open" if part == "insolvency" else f"registry.{part}"
