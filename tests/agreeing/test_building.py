"""The brief holds what was agreed, in full, and nothing that is private."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from intake import bundled, canonical
from intake.agreeing import Basis, build, prospect, read_clauses
from intake.errors import Place, Refused
from intake.model.answers import Answer, State
from intake.model.client import Client
from intake.model.decision import ClauseDue
from intake.model.exposure import payments
from intake.model.money import Money
from intake.model.party import Party
from intake.model.questionnaire import Audience, Question, Questionnaire, Section, Type
from intake.model.values import Item, Percent, Quantity, Value, shown

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
PLACE = Place("q.yaml", 1, 1)
CLAUSES = read_clauses(bundled.files("clauses"))


def deliverable(name: str, due: date, price: int) -> Item:
    return Item.of(
        {
            "name": name,
            "volume": Quantity(Decimal(3), "page"),
            "due": due,
            "price": Money(price, "EUR"),
            "done_when": "approved",
        }
    )


VALUES: dict[str, tuple[Type, Value]] = {
    "deliverables": (
        Type.REPEAT,
        (deliverable("Design", date(2027, 1, 29), 100_000), deliverable("Build", date(2027, 2, 26), 200_000)),
    ),
    "start": (Type.DATE, date(2027, 1, 4)),
    "prepay": (Type.PERCENT, Percent(Decimal(30))),
    "pay_days": (Type.NUMBER, 10),
    "revisions": (Type.NUMBER, 5),
    "goal": (Type.LONG_TEXT, "More orders"),
    "my_doubts": (Type.LONG_TEXT, "CANARY-supplier"),
    "reference": (Type.TEXT, "CANARY-sensitive"),
}


def question(name: str) -> Question:
    audience = Audience.SUPPLIER if name == "my_doubts" else Audience.CLIENT
    sensitive = name == "reference"
    return Question(name, VALUES[name][0], PLACE, {"en": name}, {}, {}, audience=audience, sensitive=sensitive)


def basis(*due: ClauseDue, **changes: Value) -> Basis:
    values = {name: value for name, (_, value) in VALUES.items()} | changes
    questions = tuple(question(name) for name in VALUES)
    return Basis(
        id="BR-2026-TEST",
        issued=date(2026, 11, 23),
        language="en",
        supplier=Party("Studio Birch"),
        client=Client("Acme", country="SE", emails=("a@acme.example",)),
        questionnaire=Questionnaire("q", 1, {}, ("en",), (Section("s", {"en": "S"}, questions),), "sha256:0"),
        answers={name: Answer(name, State.ANSWERED, AT, "Ada", value) for name, value in values.items()},
        shown={name: shown(value) for name, value in values.items()},
        due=due,
        clauses=CLAUSES,
        log_head="sha256:1",
    )


def test_tasks_plan_and_revisions_follow_from_the_answers() -> None:
    checklist = build(basis()).checklist
    assert [(task.name, task.due.isoformat()) for task in checklist.tasks] == [
        ("Design", "2027-01-29"),
        ("Build", "2027-02-26"),
    ]
    assert checklist.total == Money(300_000, "EUR")
    assert [(i.amount.minor, i.due.isoformat()) for i in checklist.instalments] == [
        (90_000, "2027-01-04"),
        (70_000, "2027-02-08"),
        (140_000, "2027-03-08"),
    ]
    assert checklist.revisions.rounds == 5


def test_what_the_decision_demands_is_in_the_checklist() -> None:
    advance = ClauseDue("half", "prepayment", {"percent": Percent(Decimal(50)), "per": "iteration"}, "")
    cap = ClauseDue("cap", "revision_cap", {"rounds": 3}, "")
    split = ClauseDue("split", "instalments", {"max_each": Money(60_000, "EUR")}, "")
    checklist = build(basis(advance, cap, split)).checklist
    assert checklist.instalments[0].due == date(2027, 1, 4) or checklist.instalments[0].amount.minor <= 60_000
    assert all(i.amount.minor <= 60_000 for i in checklist.instalments)
    assert sum(i.amount.minor for i in checklist.instalments if "in advance" in i.trigger) == 150_000
    assert checklist.revisions.rounds == 3
    texts = {clause.id: clause.text for clause in checklist.clauses}
    assert "pays 50 % of the price in advance, per iteration" in texts["prepayment"]
    assert "includes 3 rounds" in texts["revision_cap"]
    assert "600.00 EUR" in texts["instalments"]


def test_an_advance_above_the_demand_stays_as_offered() -> None:
    demand = ClauseDue("half", "prepayment", {"percent": Percent(Decimal(50))}, "")
    checklist = build(basis(demand, prepay=Percent(Decimal(60)))).checklist
    assert "pays 60 % of the price" in next(c.text for c in checklist.clauses if c.id == "prepayment")


def test_nothing_private_is_in_the_brief() -> None:
    raw = canonical.to_bytes(canonical.encode(build(basis())))
    assert b"CANARY" not in raw
    assert b"More orders" in raw


def test_no_clause_keeps_an_empty_slot() -> None:
    every = tuple(ClauseDue(name, name, {}, "") for name in CLAUSES)
    for clause in build(basis(*every)).checklist.clauses:
        assert "{" not in clause.text


def test_without_deliverables_or_dates_there_is_no_brief() -> None:
    with pytest.raises(Refused, match="no deliverable"):
        build(basis(deliverables=()))
    undated = Item.of({"name": "Design", "volume": Quantity(Decimal(1), "page")})
    with pytest.raises(Refused, match="'Design' has no exact date"):
        build(basis(deliverables=(undated,)))


def test_a_clause_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="handshake"):
        build(basis(ClauseDue("r", "handshake", {}, "")))


def test_by_the_hour_there_is_no_plan_but_a_report() -> None:
    rows = tuple(
        replace(row, parts=tuple(part for part in row.parts if part[0] != "price"))
        for row in (deliverable("Care", date(2027, 3, 1), 1),)
    )
    hourly = basis(deliverables=rows, billing_model="hourly", hourly_rate=Money(8000, "EUR"))
    checklist = build(hourly).checklist
    assert (checklist.total, checklist.instalments) == (None, ())
    assert "The rate is 80.00 EUR" in next(c.text for c in checklist.clauses if c.id == "hourly_reports")


def by_the_hour(*due: ClauseDue, **changes: Value) -> Basis:
    """Two deliverables without prices, paid by the hour; the questions it takes are asked."""
    rows = [
        replace(row, parts=tuple(part for part in row.parts if part[0] != "price"))
        for row in (deliverable("Design", date(2027, 1, 29), 1), deliverable("Build", date(2027, 2, 26), 1))
    ]
    answers: dict[str, Value] = {
        "deliverables": tuple(rows),
        "billing_model": "hourly",
        "hourly_rate": Money(80_00, "EUR"),
        "invoicing": "fortnightly",
        "tracking_method": "with_invoice",
    }
    found = basis(*due, **(answers | changes))
    asked = tuple(
        Question(name, Type.TEXT, PLACE, {"en": name}, {}, {}) for name in found.answers if name not in VALUES
    )
    (section,) = found.questionnaire.sections
    more = replace(section, questions=(*section.questions, *asked))
    return replace(found, questionnaire=replace(found.questionnaire, sections=(more,)))


def test_hours_up_to_a_limit_have_an_advance_and_invoices_that_can_be_foreseen() -> None:
    """Practices 000#4 and 000#9."""
    brief = build(by_the_hour(hours_capped=True, hours_cap=100))
    checklist = brief.checklist
    assert checklist.total is None
    assert [(part.amount, part.due) for part in checklist.instalments] == [(Money(2_400_00, "EUR"), date(2027, 1, 4))]
    texts = {clause.id: clause.text for clause in checklist.clauses}
    assert "every two weeks. No more than 100 hours, 8\N{NO-BREAK SPACE}000.00 EUR" in texts["hours_limit"]
    assert "reported with each invoice. The rate is 80.00 EUR" in texts["hourly_reports"]
    assert "hours_open" not in texts
    expected = payments(brief)
    assert sum(part.amount.minor for part in expected) == 8_000_00
    assert [part.due.isoformat() for part in expected] == ["2027-01-04", "2027-01-27", "2027-02-10", "2027-02-24"]
    greatest = prospect(brief).greatest
    assert greatest is not None
    assert 0 < greatest.unpaid.minor < 8_000_00 // 2


def test_hours_without_a_limit_say_so_and_nothing_is_foreseen() -> None:
    brief = build(by_the_hour(hours_capped=False, prepay=Percent(Decimal(0))))
    assert (brief.checklist.total, brief.checklist.instalments, payments(brief)) == (None, (), ())
    texts = {clause.id: clause.text for clause in brief.checklist.clauses}
    assert "No limit of hours is agreed" in texts["hours_open"]
    assert {"hours_limit", "prepayment"}.isdisjoint(texts)
    assert prospect(brief).remarks == ("no limit of hours is agreed, so that what will stand unpaid is not known",)


def test_an_advance_per_iteration_is_planned_for_hours_too() -> None:
    demand = ClauseDue("half", "prepayment", {"percent": Percent(Decimal(50)), "per": "iteration"}, "")
    plan = build(by_the_hour(demand, hours_capped=True, hours_cap=100)).checklist.instalments
    assert [(part.amount.minor, part.due.isoformat()) for part in plan] == [
        (200_000, "2027-01-04"),
        (200_000, "2027-01-29"),
    ]


def test_hours_that_would_leave_too_much_unpaid_are_refused() -> None:
    bears = ClauseDue("cap", "exposure_cap", {"most": Money(1_000_00, "EUR")}, "")
    with pytest.raises(Refused, match="the policy bears"):
        build(by_the_hour(bears, hours_capped=True, hours_cap=100))


def test_a_fixed_price_has_no_place_in_work_by_the_hour() -> None:
    rows = (deliverable("Design", date(2027, 1, 29), 1),)
    with pytest.raises(Refused, match="'Design' has a fixed price"):
        build(by_the_hour(deliverables=rows, hours_capped=False))


def test_half_per_iteration_is_planned_as_the_clause_says() -> None:
    """Practice 003#9."""
    demand = ClauseDue("half", "prepayment", {"percent": Percent(Decimal(50)), "per": "iteration"}, "")
    checklist = build(basis(demand)).checklist
    assert [(i.amount.minor, i.trigger.split(",")[0], i.due.isoformat()) for i in checklist.instalments] == [
        (50_000, "in advance", "2027-01-04"),
        (100_000, "in advance", "2027-01-29"),
        (50_000, "on delivery of Design", "2027-02-08"),
        (100_000, "on delivery of Build", "2027-03-08"),
    ]


def test_a_ceiling_in_another_currency_gives_way_to_the_european_procedure() -> None:
    """Practice 002#11."""
    rows = (deliverable("Build", date(2027, 2, 26), 3_000_000),)
    national = ClauseDue("split", "instalments", {"max_each": Money(29_600_00, "SEK")}, "")
    checklist = build(basis(national, deliverables=rows)).checklist
    assert max(i.amount.minor for i in checklist.instalments) <= 5_000_00
    assert "none of them above 5\N{NO-BREAK SPACE}000.00 EUR" in next(
        c.text for c in checklist.clauses if c.id == "instalments"
    )


def test_more_than_the_policy_bears_is_refused_with_the_day() -> None:
    """Practice 000#4."""
    bears = ClauseDue("cap", "exposure_cap", {"most": Money(1_000_00, "EUR")}, "")
    with pytest.raises(Refused, match=r"1\s400.00 EUR of work would stand unpaid on 2027-02-26, the policy bears"):
        build(basis(bears))
    build(basis(bears, prepay=Percent(Decimal(60))))


def test_the_number_of_instalments_is_kept() -> None:
    few = ClauseDue("few", "instalments", {"count": 2}, "")
    assert len(build(basis(few)).checklist.instalments) == 2


def test_what_stands_unpaid_when_is_known_before_signing() -> None:
    found = prospect(build(basis()))
    assert found.greatest is not None
    assert (found.greatest.on, found.greatest.unpaid) == (date(2027, 2, 26), Money(1_400_00, "EUR"))
    assert found.ceiling is not None
    assert found.ceiling.most == Money(5_000_00, "EUR")
    assert found.remarks == ()
    big = build(basis(deliverables=(deliverable("Build", date(2027, 2, 26), 3_000_000),)))
    assert "above the small-claims ceiling of SE" in prospect(big).remarks[0]


def test_a_ceiling_that_is_unknown_or_from_memory_is_said() -> None:
    brief = build(basis())

    def remarks(country: str) -> tuple[str, ...]:
        return prospect(replace(brief, client=replace(brief.client, country=country))).remarks

    assert remarks("XX") == ("no small-claims ceiling is known for XX in the currency of the prices",)
    assert "a country that nobody named" in remarks("")[0]
