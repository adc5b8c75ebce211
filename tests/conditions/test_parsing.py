"""Our parser against the grammar of the language, which a parser library reads beside it."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken

from conditions.test_fuzzing import WORDS
from intake.conditions import tree
from intake.conditions.parsing import MOST_DEPTH, parse
from intake.conditions.words import Word, Wrong, value_of

GRAMMAR = Path(__file__).with_name("grammar.lark")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@cache
def library() -> Lark:
    return Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr")


def by_the_grammar(node: "Tree[Token] | Token") -> object:
    """The library's tree, in a form that both can be brought into."""
    parts = [part for part in node.children if part is not None] if isinstance(node, Tree) else []
    match node.data if isinstance(node, Tree) else "", parts:
        case "start", [inner]:
            return by_the_grammar(inner)
        case ("either" | "both" | "negated" | "listed" | "known" | "unknown") as rule, _:
            return (rule, *map(by_the_grammar, parts))
        case "contained", [left, right]:
            return ("in", by_the_grammar(left), by_the_grammar(right))
        case (("compared" | "calculated"), [left, sign, right]):
            return (str(sign), by_the_grammar(left), by_the_grammar(right))
        case "signed", [sign, operand]:
            return by_the_grammar(operand) if sign == "+" else ("*", -1, by_the_grammar(operand))
        case "call", [name, *arguments]:
            return (f"{name}()", *map(by_the_grammar, arguments))
        case "name", [word]:
            return _TRUTH.get(str(word), f"the name {word}")
        case kind, [word]:
            return value_of(Word(kind, str(word), 0))
        case unread:
            raise AssertionError(unread)


def by_us(node: tree.Node) -> object:
    """Our tree in the same form."""
    inner = tuple(map(by_us, tree.children(node)))
    match node:
        case tree.Literal(value=value):
            return value
        case tree.Name(name=name):
            return f"the name {name}"
        case tree.Logic(operator=operator):
            return ("either" if operator == "or" else "both", *inner)
        case tree.KnownTest(known=known):
            return ("known" if known else "unknown", *inner)
        case tree.Call(function=function):
            return (f"{function}()", *inner)
        case tree.Compared(operator=operator) | tree.Calculated(operator=operator):
            return (operator, *inner)
        case _:
            return ("listed" if isinstance(node, tree.Listed) else "negated", *inner)


def both_read(text: str) -> None:
    """Both read the same in the text, or neither reads it."""
    try:
        expected = by_the_grammar(library().parse(text))
    except UnexpectedInput as refused:
        ended = isinstance(refused, UnexpectedToken) and refused.token.type == "$END"
        at = len(text.rstrip()) if ended else refused.pos_in_stream
        with pytest.raises(Wrong) as ours:
            parse(text)
        assert ours.value.at <= (
            at or 0
        )  # a value that cannot be is told where it stands, two signs where the first does
    except Wrong:
        with pytest.raises(Wrong):
            parse(text)
    else:
        assert by_us(parse(text)) == expected


@pytest.mark.fuzz
@given(st.lists(st.sampled_from([word.replace("|", " ") for word in WORDS]), max_size=12).map(" ".join))
def test_any_words_are_read_as_the_grammar_says(text: str) -> None:
    both_read(text)


conditions = st.recursive(
    st.sampled_from(
        ["a", "b.c", "n-1", "5", "2000 EUR", "50%", "3 working days", "12 pages", "'x'", "2027-01-15", "yes"]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("and or + - * / = != < <= > >= in".split()), inner).map(" ".join),
        st.tuples(st.sampled_from(("not", "-", "+")), inner).map(" ".join),
        inner.map("({})".format),
        inner.map("{} is unknown".format),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=2).map(lambda items: f"any({', '.join(items)})"),
    ),
    max_leaves=8,
)


@pytest.mark.fuzz
@given(conditions)
def test_any_condition_is_read_as_the_grammar_says(text: str) -> None:
    both_read(text)


@pytest.mark.parametrize("text", ["(" * 499 + "a" + ")" * 499, "not " * 240 + "a", "-" * 900 + "1", "[" * 900])
def test_no_nesting_exhausts_the_stack(text: str) -> None:
    with pytest.raises(Wrong, match="nested too deeply"):
        parse(text)


def test_brackets_may_nest_as_deeply_as_conditions() -> None:
    assert parse("(" * MOST_DEPTH + "a" + ")" * MOST_DEPTH) == tree.Name("a", MOST_DEPTH)


@pytest.mark.parametrize(("text", "word"), [("a and and", "and"), ("is = 3", "is"), ("not in", "in")])
def test_a_reserved_word_is_no_name(text: str, word: str) -> None:
    with pytest.raises(Wrong, match=f"'{word}' is not expected here"):
        parse(text)


def test_a_word_that_begins_like_a_reserved_one_is_a_name() -> None:
    assert parse("android or input") == tree.Logic("or", (tree.Name("android", 0), tree.Name("input", 11)), 0)
