"""Conditions of other form languages in ours: word for word, and what has no words here is refused with its place."""

import pytest

from intake.conditions import BOOL, DATE, NUMBER, TEXT, Choice, Group, List
from intake.converting.conditions import write_condition
from intake.converting.dialects import SURVEYJS, XPATH
from intake.converting.formulas import Untranslatable
from intake.converting.scope import Asked, Dialect, Scope

RATES = {"1": "v1", "2": "v2", "3": "v3"}
PETS = {"cat": "cat", "dog": "dog"}
ASKED = {
    "age": Asked("age", NUMBER, {}),
    "sure": Asked("sure", NUMBER, {}, certain=True),
    "born": Asked("born", DATE, {}),
    "name": Asked("name", TEXT, {}),
    "rate": Asked("rate", Choice(tuple(RATES.values())), RATES),
    "pets": Asked("pets", List(Choice(tuple(PETS))), PETS),
    "ok": Asked("ok", BOOL, {"true": "true", "false": "false"}),
    "yes": Asked("q_yes", BOOL, {"Si": "true", "No": "false"}),
    "items": Asked("items", List(Group({})), {}),
    "price": Asked("price", NUMBER, {}, "items"),
    "items/price": Asked("price", NUMBER, {}, "items"),
}
ROWS_OPEN = "items is unknown or count(items) = 0"


def written(text: str, dialect: Dialect, *, decides: bool = True) -> str:
    """The condition in our language, where everything was asked but `later`."""
    scope = Scope(dialect, dict(ASKED), {"later": "is asked later"}, decides=decides)
    return write_condition(dialect.parse(text), scope)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("${sure} > 18", "sure > 18"),
        ("${age} > 18", "age is known and age > 18"),
        ("not(${age} > 18)", "age <= 18 or age is unknown"),
        ("18 <= ${sure}", "sure >= 18"),
        ("${age} != 5", "age != 5 or age is unknown"),
        ("${sure} != ''", "sure is known"),
        ("${name} = ''", "name is unknown"),
        ("string(${name}) = 'x'", "name is known and name = 'x'"),
        ("${rate} >= 2", "rate is known and rate != 'v1'"),
        ("${rate} = '4'", "false"),
        ("selected(${rate}, '2') or selected(${pets}, 'dog')", "(rate is known and rate = 'v2') or (pets is known and 'dog' in pets)"),
        ("not(selected(${pets}, 'cat'))", "not 'cat' in pets or pets is unknown"),
        ("${pets} = 'cat dog'", "pets is known and pets = ['cat', 'dog']"),
        ("count(${items}) > 1", "items is known and count(items) > 0 and count(items) > 1"),
        ("sum(${price}) > 10", "items is known and count(items) > 0 and sum(items, price) > 10"),
        ("not(sum(${price}) > 10)", f"sum(items, price) <= 10 or {ROWS_OPEN}"),
        ("(today() - ${born}) > 18 * 365", "born is known and (today() - born) > 6570 days"),
        ("${born} <= today() + 7", "born is known and born <= (today() + 7 days)"),
        ("${born} > date('2020-01-31')", "born is known and born > 2020-01-31"),
        ("${sure} div 2 + 1 < 3", "((sure / 2) + 1) < 3"),
        ("${age} = ${sure}", "age is known and age = sure"),
        ("true()", "true"),
    ],
)  # fmt: skip
def test_xpath_is_written_in_our_words(theirs: str, ours: str) -> None:
    assert written(theirs, XPATH) == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("{ok}", "ok is known and ok"),
        ("!{ok} && {sure} >= -1", "(not ok or ok is unknown) and sure >= -1"),
        ("{yes} = 'si'", "q_yes is known and q_yes"),
        ("{rate} anyof [1, 3]", "rate is known and rate != 'v2'"),
        ("{pets} contains 'Cat'", "pets is known and 'cat' in pets"),
        ("{pets} noneof ['cat', 'dog']", "(not 'cat' in pets and not 'dog' in pets) or pets is unknown"),
        ("{sure} + {age} > 3", "(age is known and (sure + age) > 3) or (age is unknown and (sure + 0) > 3)"),
        ("{name} empty or {name} = bob", "name is unknown or (name is known and name = 'bob')"),
        ("{born} > today(-7)", "born is known and born > (today() + -7 days)"),
        ("sumInArray({items}, 'price') >= 0", f"sum(items, price) >= 0 or {ROWS_OPEN}"),
        ("countInArray({items}, 'price') = 2", "items is known and count(items) > 0 and count(items, price is known) = 2"),
        ("{items} notempty", "items is known and count(items) > 0"),
    ],
)  # fmt: skip
def test_surveyjs_is_written_in_our_words(theirs: str, ours: str) -> None:
    assert written(theirs, SURVEYJS) == ours


def test_a_check_that_cannot_be_told_refuses_nothing() -> None:
    assert written("${age} > 18", XPATH, decides=False) == "age > 18"


@pytest.mark.parametrize(
    ("theirs", "dialect", "why", "at"),
    [
        ("${age} > 1 and ${ghost} = 2", XPATH, "'ghost' is no question of this form", 15),
        ("${later} = 2", XPATH, "'later' is asked later", 0),
        ("${price} > 2", XPATH, "'price' is answered once for each row", 0),
        ("regex(${name}, '[a-z]+')", XPATH, "there is nothing like 'regex'", 0),
        ("../age > 1", XPATH, "'../age' is not understood", 0),
        ("${age} >", XPATH, "it breaks off", 8),
        ("if(${age} > 1, 2, 3) = 2", XPATH, "a condition is compared with a value", 0),
        ("{name} contains 'x'", SURVEYJS, "parts of a text cannot be looked for", 0),
        ("{name} > 'x'", SURVEYJS, "text has no order", 0),
        ("{rate} + 1 = 2", SURVEYJS, "options are words here and cannot be calculated with", 0),
        ("{age} = {name}", SURVEYJS, "number cannot be compared with text", 0),
        ("iif({age} > 1, 'a', 'b') = 'a'", SURVEYJS, "a condition is compared with a value", 0),
        ("{age} % 2 = 0", SURVEYJS, "number % number has no meaning", 0),
        ("{name} = '\"it\\'s\"'", SURVEYJS, "a text with both kinds of quotation marks", 9),
        ("!" * 3000 + "{ok}", SURVEYJS, "'!!!!!!!!!!!!!!!!!!!!' is not understood", 1),
        ("{ok} or " * 600 + "{ok}", SURVEYJS, "it has 4,804 characters, and at most 4,000 are read", 0),
    ],
)
def test_what_has_no_words_here_is_refused_with_its_place(theirs: str, dialect: Dialect, why: str, at: int) -> None:
    with pytest.raises(Untranslatable) as caught:
        written(theirs, dialect)
    assert (caught.value.why, caught.value.at) == (why, at)
