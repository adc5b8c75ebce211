"""From the text of a condition in another form language to its tree."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from intake.converting.formulas import (
    Answer,
    Calculated,
    Call,
    Compared,
    Formula,
    Joined,
    Listed,
    Literal,
    Negated,
    Untranslatable,
    walk,
)

if TYPE_CHECKING:
    from lark import Lark, Token

MOST_CHARACTERS = 4_000
MOST_NODES, MOST_DEPTH = 400, 40
_SIGNS = {
    "==": "=",
    "equal": "=",
    "notequal": "!=",
    "greater": ">",
    "less": "<",
    "greaterorequal": ">=",
    "lessorequal": "<=",
    "div": "/",
    "mod": "%",
    "power": "^",
    "*=": "contains",
    "contain": "contains",
    "allof": "contains",
}
_OPPOSITES = {"notcontain": "contains", "notcontains": "contains", "noneof": "anyof"}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}


def parse_xpath(text: str) -> Formula:
    """The tree of an XPath expression as XLSForms have it; Untranslatable where it is none that we know."""
    return _parse(text, "xpath")


def parse_surveyjs(text: str) -> Formula:
    """The tree of an expression of SurveyJS; Untranslatable where it is none that we know."""
    return _parse(text, "surveyjs")


def _parse(text: str, language: str) -> Formula:
    from lark.exceptions import UnexpectedInput, UnexpectedToken

    if len(text) > MOST_CHARACTERS:
        raise Untranslatable(f"it has {len(text):,} characters, and at most {MOST_CHARACTERS:,} are read")
    try:
        found: Formula = _parser(language).parse(text)  # type: ignore[assignment]  # the builder returns our nodes
    except UnexpectedInput as fault:
        ended = isinstance(fault, UnexpectedToken) and fault.token.type == "$END"
        at = len(text) if ended else max(fault.pos_in_stream or 0, 0)
        word = text[at:].split(maxsplit=1)
        raise Untranslatable(f"'{word[0][:20]}' is not understood" if word else "it breaks off", at) from fault
    depths = [depth for _, depth in walk(found)]
    if len(depths) > MOST_NODES or max(depths) > MOST_DEPTH:
        raise Untranslatable("it is too long, or nested too deeply")
    return found


@cache
def _parser(language: str) -> "Lark":
    from lark import Lark

    grammar = files("intake.converting").joinpath(f"{language}.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Builder())


class _Builder:
    """Makes our nodes of the rules of both grammars while the parser runs: `make_` and the rule's name."""

    def __getattr__(self, rule: str) -> Callable[[list[object]], Formula]:
        method = object.__getattribute__(self, f"make_{rule}")
        return lambda children: method(*children)

    def make_start(self, formula: Formula) -> Formula:
        return formula

    def make_either(self, *parts: Formula) -> Formula:
        return Joined("or", parts, parts[0].at)

    def make_both(self, *parts: Formula) -> Formula:
        return Joined("and", parts, parts[0].at)

    def make_negated(self, operand: Formula) -> Formula:
        return Negated(operand, operand.at)

    def make_compared(self, left: Formula, token: "Token", right: Formula) -> Formula:
        sign = token.lower()
        if sign in _OPPOSITES:
            return Negated(Compared(_OPPOSITES[sign], left, right, left.at), left.at)
        return Compared(_SIGNS.get(sign, sign), left, right, left.at)

    def make_emptiness(self, operand: Formula, token: "Token") -> Formula:
        return Compared("=" if token.lower() == "empty" else "!=", operand, Literal(None, operand.at), operand.at)

    def make_calculated(self, left: Formula, token: "Token", right: Formula) -> Formula:
        sign = token.lower()
        return Calculated(_SIGNS.get(sign, sign), left, right, left.at)

    def make_signed(self, sign: "Token", operand: Formula) -> Formula:
        return operand if sign == "+" else Calculated("-", Literal(Decimal(0), operand.at), operand, operand.at)

    def make_answer(self, token: "Token") -> Formula:
        return Answer(token.lstrip("$").strip("{} "), token.start_pos or 0)

    def make_itself(self, token: "Token") -> Formula:
        return Answer(".", token.start_pos or 0)

    def make_call(self, token: "Token", *arguments: Formula | None) -> Formula:
        return Call(str(token), tuple(part for part in arguments if part is not None), token.start_pos or 0)

    def make_listed(self, *items: Formula | None) -> Formula:
        parts = tuple(part for part in items if part is not None)
        return Listed(parts, parts[0].at if parts else 0)

    def make_text(self, token: "Token") -> Formula:
        text = token[1:-1].replace("\\'", "'").replace('\\"', '"')
        return Literal(text or None, token.start_pos or 0)

    def make_number(self, token: "Token") -> Formula:
        return Literal(Decimal(token), token.start_pos or 0)

    def make_word(self, token: "Token") -> Formula:
        return Literal(_WORDS.get(token.lower(), str(token)), token.start_pos or 0)
