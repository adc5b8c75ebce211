"""Compiling and evaluating whole conditions, as the questionnaires and policies write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from intake.conditions import (
    BOOL,
    DATE,
    MONEY,
    NUMBER,
    PERCENT,
    QUANTITY,
    TEXT,
    Choice,
    Group,
    Kind,
    Known,
    List,
    Outcome,
    Program,
    Scope,
    Unknown,
    compile_expression,
    expression_in,
    parse_expression,
    unknown,
)
from intake.documents import Mapping as Node
from intake.documents import Scalar, parse
from intake.errors import BadFile, Fault, Place
from intake.model.money import Money
from intake.model.questionnaire import Expression
from intake.model.values import Duration, Item, Percent, Quantity, Value

TODAY = date(2027, 1, 15)  # a Friday
MIXED = "amounts are joined and compared within one currency only"
SCOPE = Scope(
    {
        "deadline": DATE,
        "budget": MONEY,
        "prepay": PERCENT,
        "rounds": NUMBER,
        "volume": QUANTITY,
        "country": TEXT,
        "billing": Choice(("fixed", "hourly")),
        "topics": List(TEXT),
        "urgent": BOOL,
        "findings.domain.created": DATE,
        "client.country": TEXT,
        "history.trusted": BOOL,
        "phases": List(Group({"name": TEXT, "tasks": List(Group({"done": BOOL}))})),
        "deliverables": List(Group({"name": TEXT, "due": DATE, "price": MONEY, "volume": QUANTITY})),
        "fee": MONEY,
        "pages": QUANTITY,
    },
    {"fee": ("USD", "GBP"), "pages": ("page",)},
)
ROWS = (
    Item.of({"name": "logo", "due": date(2027, 2, 1), "price": Money(100_00, "EUR")}),
    Item.of({"name": "site", "due": date(2027, 3, 1), "price": Money(250_50, "EUR")}),
)


def compiled(text: str, *, expect: Kind | None = None) -> Program:
    faults: list[Fault] = []
    program = compile_expression(Expression(text, Place("brief.yaml", 7, 10)), SCOPE, faults, expect=expect)
    assert program is not None, faults
    return program


def value_of(text: str, values: Mapping[str, Value] = MappingProxyType({})) -> Outcome:
    def lookup(name: str) -> Outcome:
        return Known(values[name]) if name in values else unknown(name, "not asked yet")

    return compiled(text).evaluate(lookup, TODAY)


def faults_of(text: str, *, expect: Kind | None = BOOL) -> list[Fault]:
    faults: list[Fault] = []
    assert compile_expression(Expression(text, Place("brief.yaml", 7, 10)), SCOPE, faults, expect=expect) is None
    return faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 / 4", Decimal("2.5")),
        ("-3 + 1", -2),
        ("0.1 + 0.2 = 0.3", True),
        ("50% * 2000 EUR", Money(1000_00, "EUR")),
        ("2000 EUR / 3", Money(666_67, "EUR")),
        ("2000 EUR / 500 EUR", 4),
        ("20 * 50%", 10),
        ("50% * 20", 10),
        ("30% + 20% = 50%", True),
        ("12 pages + 1 page = 13 pages", True),
        ("today() + 5 working days", date(2027, 1, 22)),
        ("today() - 5 working days", date(2027, 1, 8)),
        ("today() + 2 weeks", date(2027, 1, 29)),
        ("today() + 2 working weeks", date(2027, 1, 29)),
        ("2027-02-01 - today()", Duration(17)),
        ("2 * 30 days", Duration(60)),
        ("'a' in ['a', 'b']", True),
        ("not 3 in [1, 2]", True),
        ("small_claims_limit('IE')", Money(2000_00, "EUR")),
        ("yes and true and not no", True),
        ("\"it's\" = 'its'", False),
    ],
)
def test_literals_and_operators_mean_what_they_say(text: str, found: Value) -> None:
    assert value_of(text) == Known(found)


def test_the_age_of_a_domain_type_checks_and_evaluates() -> None:
    text = "today() - findings.domain.created < 180 days"
    assert value_of(text, {"findings.domain.created": date(2026, 12, 1)}) == Known(True)
    assert value_of(text, {"findings.domain.created": date(2020, 12, 1)}) == Known(False)


def test_an_unknown_carries_the_name_and_the_reason() -> None:
    outcome = value_of("rounds > 3 and urgent", {"urgent": True})
    assert isinstance(outcome, Unknown)
    assert str(outcome) == "rounds: not asked yet"


def test_causes_are_named_once_in_their_order() -> None:
    outcome = value_of("rounds > 3 and urgent or rounds < 2")
    assert str(outcome) == "rounds: not asked yet; urgent: not asked yet"


def test_is_known_answers_even_where_nothing_is_known() -> None:
    assert value_of("rounds is known") == Known(False)
    assert value_of("rounds is unknown") == Known(True)
    assert value_of("rounds is known", {"rounds": 3}) == Known(True)


def test_is_known_stays_open_while_a_value_may_still_turn_up() -> None:
    program = compiled("rounds is unknown")
    outcome = program.evaluate(lambda name: unknown(name, "unreachable", pending=True), TODAY)
    assert isinstance(outcome, Unknown)


def test_functions_over_rows() -> None:
    values: dict[str, Value] = {"deliverables": ROWS, "deadline": date(2027, 2, 15), "rounds": 2}
    assert value_of("all(deliverables, due <= deadline)", values) == Known(False)
    assert value_of("any(deliverables, due <= deadline)", values) == Known(True)
    assert value_of("sum(deliverables, price)", values) == Known(Money(350_50, "EUR"))
    assert value_of("count(deliverables)", values) == Known(2)
    assert value_of("count(deliverables, price > 200 EUR) < rounds", values) == Known(True)
    assert value_of("min(deliverables, due)", values) == Known(date(2027, 2, 1))
    assert value_of("max(deliverables, price)", values) == Known(Money(250_50, "EUR"))


def test_a_part_left_open_in_a_row_is_unknown_and_never_taken_from_outside() -> None:
    values: dict[str, Value] = {
        "deliverables": (*ROWS, Item.of({"name": "icons"})),
        "volume": Quantity(Decimal(1), "page"),
    }
    assert str(value_of("sum(deliverables, price)", values)) == "deliverables[3].price: left open"
    assert value_of("any(deliverables, price > 200 EUR)", values) == Known(True)
    assert isinstance(value_of("any(deliverables, volume = 1 page)", values), Unknown)


def test_rows_may_hold_rows() -> None:
    done, undone = (Item.of({"done": done}) for done in (True, False))
    values = {"phases": (Item.of({"tasks": (done,)}), Item.of({"tasks": (done, undone)}))}
    assert value_of("any(phases, all(tasks, done))", values) == Known(True)
    assert value_of("all(phases, all(tasks, done))", values) == Known(False)


def test_no_rows_have_no_sum_but_a_count() -> None:
    assert isinstance(value_of("sum(deliverables, price)", {"deliverables": ()}), Unknown)
    assert value_of("count(deliverables)", {"deliverables": ()}) == Known(0)
    assert value_of("all(deliverables, due < deadline)", {"deliverables": ()}) == Known(True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("budget > 100 EUR", "different measures"),
        ("rounds / 0 = 1", "division by zero"),
        ("volume < 3 words", "different measures"),
        ("today() + 99999 days > today()", "more than a hundred years"),
        ("small_claims_limit('XX') > 1 EUR", "no small-claims limit is known"),
        ("1 days * 0.5 < 1 day", "whole days"),
        ("budget in [1 EUR, 2 EUR]", "different measures"),
    ],
)
def test_what_cannot_be_calculated_is_unknown_with_its_reason(text: str, why: str) -> None:
    values: dict[str, Value] = {"budget": Money(900_00, "USD"), "rounds": 4, "volume": Quantity(Decimal(3), "page")}
    outcome = value_of(text, values)
    assert isinstance(outcome, Unknown)
    assert why in str(outcome)
    assert outcome.causes[0].name == ""


def test_a_value_of_the_wrong_kind_is_unknown_not_a_crash() -> None:
    for text in ("urgent", "not urgent", "urgent and yes", "urgent or no"):
        assert isinstance(value_of(text, {"urgent": "yes"}), Unknown | Known)
    assert isinstance(value_of("deadline > 2027-01-01", {"deadline": "soon"}), Unknown)
    assert isinstance(value_of("count(deliverables)", {"deliverables": "three"}), Unknown)
    assert isinstance(value_of("any(deliverables, price > 1 EUR)", {"deliverables": ("a",)}), Unknown)


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("budgett > 5 EUR", 10, "'budgett' is not known here", "did you mean 'budget'?"),
        ("urgent and bugdet > 5 EUR", 21, "'bugdet' is not known here", "did you mean 'budget'?"),
        (
            "budget > 50%",
            19,
            "money cannot be compared with percent",
            "write an amount with its currency like 2000 EUR",
        ),
        ("rounds", 10, "yes or no is expected here, not number", ""),
        ("billing = 'hourli'", 20, "'hourli' is not one of the options", "did you mean 'hourly'?"),
        ("billing in ['fixed', 'daily']", 31, "'daily' is not one of the options", "fixed, hourly"),
        ("country > 'DE'", 10, "text has no order for '>'", "use = or !="),
        ("country in 'DE'", 21, "'in' needs a list (text), not text", "write a list like ['a', 'b']"),
        (
            "1 EUR < 2 USD",
            18,
            "EUR and USD are different currencies",
            MIXED,
        ),
        (
            "5 working days < 7 days",
            27,
            "working days and calendar days are different units",
            "write both in the same unit",
        ),
        (
            "deadline - today() > 5 working days",
            31,
            "calendar days and working days are different units",
            "write both in the same unit",
        ),
        ("fee + 10 EUR > 2 USD", 16, "GBP or USD and EUR are different currencies", MIXED),
        ("fee in [1 EUR, 2 EUR]", 18, "GBP or USD and EUR are different currencies", MIXED),
        ("fee > 50% * 20 EUR", 16, "GBP or USD and EUR are different currencies", MIXED),
        ("pages < 3 words", 18, "page and word are different units", "write both in the same unit"),
        ("tody() > deadline", 10, "there is no function 'tody'", "did you mean 'today'?"),
        ("today(1) > deadline", 10, "'today' with 1 arguments", "write today()"),
        ("any(budget, yes)", 14, "'any' needs a list of rows, not money", "write any(deliverables, due <= deadline)"),
        ("any(deliverables, du < deadline)", 28, "'du' is not known here", "did you mean 'due'?"),
        ("rounds-budget = 1", 10, "'rounds-budget' is not known here", "write 'rounds - budget' to subtract"),
        ("deadline + deadline = 1", 21, "date + date has no meaning", ""),
        ("urgent and", 20, "the condition breaks off here", "a value or a closing bracket is missing"),
        ("rounds == 3", 17, "'==' is not understood", "write '='"),
        ("2027-02-30 < deadline", 10, "2027-02-30 is no day of the calendar", ""),
        ("budget < 5 XYZ", 19, "XYZ is not a currency code of ISO 4217", ""),
        ("country = 'DE", 20, "a text without its closing quotation mark", ""),
        (
            "__import__('os')",
            10,
            "there is no function '__import__'",
            "any, all, sum, count, min, max, small_claims_limit, today",
        ),
        ("urgent.__class__ = 1", 10, "'urgent.__class__' is not known here", ""),
    ],
)
def test_each_fault_stands_at_its_word_with_what_to_write_instead(
    text: str, column: int, message: str, hint: str
) -> None:
    assert faults_of(text) == [Fault(Place("brief.yaml", 7, column), message, hint)]


def test_amounts_that_may_be_of_the_same_unit_are_no_fault() -> None:
    for text in (
        "fee > 2 USD",
        "fee / 2 GBP > 3",
        "budget > fee",
        "pages + 2 pages < 12 pages",
        "deadline + 5 working days < deadline + 9 days",
        "2 * 30 days > deadline - today()",
        "sum(deliverables, price) > fee",
    ):
        compiled(text)


def test_all_faults_of_a_condition_are_found_at_once() -> None:
    assert len(faults_of("budgett > 5 EUR and prepay < 3 and urgnt")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9",
        "(" * 600,
        "not " * 240 + "urgent",
        "- " * 490 + "1",
        "1+" * 490 + "1",
        "urgent or " * 101,
        "x" * 2000,
        "",
    ],
)
def test_hostile_conditions_are_faults(text: str) -> None:
    assert len(faults_of(text)) == 1


def test_a_long_chain_of_or_is_not_deep() -> None:
    assert value_of("urgent or " * 90 + "urgent", {"urgent": False}) == Known(False)


def test_too_many_steps_end_as_unknown() -> None:
    rows = tuple(Item.of({"tasks": (Item.of({"done": True}),) * 300}) for _ in range(100))
    assert "steps" in str(value_of("all(phases, all(tasks, done))", {"phases": rows}))


def test_a_program_tells_the_names_it_reads_but_not_the_parts_of_rows() -> None:
    assert compiled("all(deliverables, due <= deadline) and urgent").names == {"deliverables", "deadline", "urgent"}


def test_the_kind_of_a_calculation_is_told() -> None:
    assert compiled("sum(deliverables, price)").kind == MONEY
    assert compiled("budget / 2 EUR").kind == NUMBER


def test_a_condition_checked_before_evaluates_the_same_without_its_scope() -> None:
    program = parse_expression(Expression("all(answers.deliverables, due <= answers.deadline)", Place("p.yaml", 1, 1)))
    values: dict[str, Value] = {"answers.deliverables": ROWS, "answers.deadline": date(2027, 4, 1)}
    assert program.names == set(values)
    assert program.evaluate(lambda name: Known(values[name]), TODAY) == Known(True)
    with pytest.raises(BadFile):
        parse_expression(Expression("1 +", Place("p.yaml", 1, 1)))


@pytest.mark.parametrize("written", ["when: urgnt", 'when: "urgnt"', "when: 'urgnt'"])
def test_a_quoted_condition_is_placed_at_its_first_character(written: str) -> None:
    document, _ = parse(written.encode(), "brief.yaml")
    assert isinstance(document, Node)
    scalar = document.entries["when"]
    assert isinstance(scalar, Scalar)
    faults: list[Fault] = []
    compile_expression(expression_in(scalar), SCOPE, faults)
    assert [fault.place.column for fault in faults] == [written.index("u") + 1]


def test_holidays_are_no_working_days() -> None:
    program = compiled("today() + 1 working day")
    assert program.evaluate(lambda name: unknown(name, ""), TODAY, frozenset({date(2027, 1, 18)})) == Known(
        date(2027, 1, 19)
    )


def test_a_percentage_compares_with_a_percentage() -> None:
    assert value_of("prepay < 50%", {"prepay": Percent(Decimal("49.5"))}) == Known(True)
