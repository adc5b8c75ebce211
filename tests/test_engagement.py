"""An engagement on a real desk: the plan, the payments, the gate, and the decision that opens again."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from intake import canonical
from intake.desk import Desk
from intake.engagement import Awaited
from intake.errors import NotFound, Refused, Usage
from intake.following.changes import Kind, Request
from intake.following.ledger import Standing
from intake.following.messages import Told
from intake.following.reference import read_call
from intake.model.answers import Answer, State
from intake.model.checklist import Clause
from intake.model.client import Client
from intake.model.decision import Result
from intake.model.dossier import Dossier, Stage
from intake.model.money import Money
from intake.model.outcome import Delivery, Hours, Incident, Outcome, Payment, ReportState, Start
from intake.model.pending import Duty, Pending, next_due

ANSWERS = Path(str(resources.files("intake.testing") / "sample" / "answers.web.yaml"))
FIRST = date(2027, 3, 1)


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def go_to(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    """A desk with one sealed agreement, 'acme'."""
    tokens = iter(("000001", "000002", "000003"))
    made = Desk(tmp_path / "home", clock=clock, token=lambda: next(tokens))
    made.name_supplier("Ada")
    sign(made)
    return made


def sign(desk: Desk, name: str = "Acme", *, grace: str = "After 7 days of grace") -> str:
    """A dossier that was answered, decided, agreed and sealed; `grace` is how its clause on late payment begins."""
    dossier = desk.new(Client(name, country="SE")).id
    desk.sitting(dossier).take(ANSWERS.read_bytes(), "answers")
    desk.decide(dossier)
    written = canonical.to_bytes(canonical.encode(desk.agree(dossier))).decode()
    agreed = written.replace("After 7 days of grace", grace).encode()
    desk.dossiers.append(dossier, "agreed", canonical.from_bytes(agreed), actor="Ada", at=desk.clock())
    desk.dossiers.append(dossier, "sealed", {"sha256": "ab", "by": "Ada"}, actor="Ada", at=desk.clock())
    return dossier


def eur(euros: int) -> Money:
    return Money(euros * 100, "EUR")


def paid(euros: int, on: date) -> Outcome:
    return Outcome(on, payment=Payment(eur(euros), on))


def test_work_starts_once_the_first_instalment_is_there(desk: Desk, clock: Clock) -> None:
    """Practice 000#3."""
    with pytest.raises(Refused, match="first instalment"):
        desk.engagement.start("acme", Outcome(date(2026, 11, 23), start=Start()))
    clock.go_to(FIRST)
    due = desk.engagement.pay("acme", paid(2400, FIRST))
    assert (due.on, due.standing) == (FIRST, Standing.PAID)
    started = desk.engagement.start("acme", Outcome(FIRST, start=Start("not needed")))
    assert started.stage is Stage.STARTED
    assert started.outcomes[-1].start == Start("")
    assert started.outcomes[-1].by == "Ada"


def test_a_closed_gate_opens_with_a_reason_that_is_kept(desk: Desk) -> None:
    started = desk.engagement.start("acme", Outcome(date(2026, 11, 23), start=Start("They are my sister")))
    assert started.outcomes[-1].start == Start("They are my sister")


def test_payments_go_to_what_is_open_and_count_as_history(desk: Desk, clock: Clock) -> None:
    """Practices 001#5 and 003#11."""
    clock.go_to(date(2027, 6, 30))
    for due in desk.engagement.state("acme").dues:
        desk.engagement.pay("acme", Outcome(due.on, payment=Payment(due.owed, due.on)))
    assert not desk.engagement.state("acme").unrecorded
    second = desk.new(Client("Acme", country="SE")).id
    history = desk.casework.case(desk.dossier(second), clock()).history
    assert history == {"dossiers": 1, "trusted": True, "late_payments": 0, "short_payments": 0, "incidents": 0}
    desk.engagement.record("acme-000001", Outcome(date(2027, 6, 30), incident=Incident("abuse")))
    assert desk.casework.case(desk.dossier(second), clock()).history["trusted"] is False
    assert desk.casework.case(desk.dossier("acme-000001"), clock()).history["incidents"] == 1


def test_a_late_payment_is_claimed_by_the_law_of_the_seat(desk: Desk, clock: Clock) -> None:
    """Practice 001#6."""
    clock.go_to(FIRST + timedelta(days=30))
    assert desk.engagement.state("acme").unrecorded[0].on == FIRST
    desk.engagement.pay("acme", paid(400, FIRST + timedelta(days=10)))
    state = desk.engagement.state("acme")
    assert state.paused_since == FIRST + timedelta(days=8)
    (claim,) = state.claims
    assert (claim.interest, claim.days) == (None, 23)  # the signed clause grants seven days of grace
    assert "settings.yaml" in claim.unknown


@pytest.mark.parametrize(
    ("grace", "days"), [("After 12 days of grace", 12), ("After 3 days of grace", 3), ("After a while", None)]
)
def test_work_pauses_after_the_grace_that_was_signed(desk: Desk, clock: Clock, grace: str, days: int | None) -> None:
    """Practice 002#8."""
    signed = sign(desk, "Birch", grace=grace)
    clock.go_to(FIRST + timedelta(days=30))
    desk.engagement.pay(signed, paid(0, FIRST))
    state = desk.engagement.state(signed)
    assert (state.grace_days, state.paused_since) == (days, None if days is None else FIRST + timedelta(days=days + 1))


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    today = desk.engagement.today
    with pytest.raises(Usage, match="has not come yet"):
        desk.engagement.record("acme", Outcome(today + timedelta(days=1), incident=Incident("abuse")))
    with pytest.raises(Usage, match="no incident 'rain'"):
        desk.engagement.record("acme", Outcome(today, incident=Incident("rain")))
    with pytest.raises(Usage, match="cannot be held against"):
        desk.engagement.pay("acme", Outcome(today, payment=Payment(Money(5, "SEK"), today)))
    with pytest.raises(Usage, match="or zero"):
        desk.engagement.pay("acme", paid(-1, today))
    with pytest.raises(Usage, match="not known"):
        desk.engagement.pay("acme", paid(0, today), date(2029, 1, 1))
    with pytest.raises(NotFound, match="no deliverable"):
        desk.engagement.deliver("acme", Outcome(today, delivery=Delivery("Boat")))
    fresh = desk.new(Client("Beta")).id
    with pytest.raises(Refused, match="before a decision"):
        desk.engagement.record(fresh, Outcome(today, incident=Incident("abuse")))
    with pytest.raises(Refused, match="no brief yet"):
        desk.engagement.plan(fresh, Decimal(6))


def test_an_incident_opens_the_decision_and_the_next_is_chained_to_it(desk: Desk) -> None:
    """Practice 001#2."""
    before = desk.dossier("acme").decision
    assert desk.engagement.state("acme").reasons == ()
    desk.engagement.record("acme", Outcome(desk.engagement.today, incident=Incident("silence")))
    assert [reason.kind for reason in desk.engagement.state("acme").reasons] == ["incident"]
    with pytest.raises(Refused, match="open again: trouble"):
        desk.agree("acme")
    after = desk.decide("acme")
    assert after.previous == canonical.digest_of(before)
    assert after.history["incidents"] == 1
    assert desk.engagement.state("acme").reasons == ()
    assert desk.archive.replay("acme").record == desk.record("acme")


def test_a_reference_call_is_a_finding_with_the_caller_as_evidence(desk: Desk) -> None:
    """Practices 002#3 and 002#4."""
    dossier = desk.dossier("acme")
    assert "reference: not asked yet" in {n.why for n in (dossier.decision.not_checked if dossier.decision else ())}
    desk.engagement.call("acme", read_call("Björn", "Ada", desk.clock(), {"again": "no"}))
    report = desk.dossier("acme").reports["reference"]
    assert b'"again":"no"' in desk.dossiers.blobs.get(report.evidence[0].sha256)
    rule = next(rule for rule in desk.decide("acme").rules if rule.id == "bad-reference")
    assert rule.result is Result.FIRED
    assert [(fact.name, fact.value, fact.source) for fact in rule.facts if fact.name.startswith("findings")] == [
        ("findings.reference.bad", True, "reference")
    ]
    assert desk.archive.replay("acme").record == desk.record("acme")


def test_changes_are_classed_by_what_was_signed_and_kept(desk: Desk) -> None:
    """Practices 000#8 and 002#6."""
    today = desk.engagement.today
    desk.engagement.deliver("acme", Outcome(today, delivery=Delivery("Shop design")))
    kinds = [desk.engagement.ask_change("acme", Request("Shop design"), "Bluer", today).kind for _ in range(3)]
    assert kinds == [Kind.INSIDE, Kind.INSIDE, Kind.PAID]
    assert [outcome.change.kind for outcome in desk.dossier("acme").outcomes if outcome.change][-1] == "paid extra"
    assert [reason.kind for reason in desk.engagement.state("acme").reasons] == ["scope_change"]


def test_dates_are_held_against_own_hours_and_other_promises(desk: Desk) -> None:
    """Practices 000#11 and 001#22."""
    today = desk.engagement.today
    for unit, hours in (("screen", 10), ("page", 12), ("word", 1)):
        desk.engagement.record("acme", Outcome(today, hours=Hours(Decimal(hours), unit)))
    other = sign(desk, "Beta")
    found = desk.engagement.plan(other, Decimal(6))
    assert [(each.task, each.shortfall) for each in found.feasibility][:2] == [
        ("Shop design", Decimal(0)),
        ("Acme: Shop design", Decimal(0)),
    ]
    assert found.feasibility[-1].shortfall == Decimal(2 * (60 + 144 + 3000) - 60 * 6)
    assert found.prospect.greatest is not None
    assert found.prospect.greatest.unpaid == eur(1500)


def test_dates_are_held_against_others_without_reading_their_journals_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sign(desk, "Beta")
    before = desk.engagement.plan(other, Decimal(6))
    fresh, read = Desk(desk.home, clock=desk.clock), list[str]()
    load = fresh.dossiers.load

    def noted(name: str) -> Dossier:
        read.append(name)
        return load(name)

    monkeypatch.setattr(fresh.dossiers, "load", noted)
    assert fresh.engagement.plan(other, Decimal(6)) == before
    assert read == [other]


def test_a_lesson_proposes_a_rule_with_a_free_id(desk: Desk) -> None:
    _, rule = desk.engagement.rule_for("acme", "abuse", "Never again")
    assert "- id: lesson-abuse\n" in rule


def test_a_message_is_kept_once_with_its_bytes_and_counts_as_history(desk: Desk, clock: Clock) -> None:
    """Practices 001#15 and 004#11."""
    clock.go_to(date(2027, 2, 1))
    mine, theirs = (
        Told(at=datetime(2027, 1, 4, tzinfo=UTC), theirs=False),
        Told(at=datetime(2027, 1, 8, tzinfo=UTC), theirs=True),
    )
    desk.engagement.log("acme", "1.txt", b"When do the texts come?", mine)
    assert desk.engagement.log("acme", "2.txt", b"Soon.", theirs) is not None
    assert desk.engagement.log("acme", "2.txt", b"Soon.", theirs) is None
    dossier = desk.dossier("acme")
    assert [desk.dossiers.blobs.get(message.sha256) for message in dossier.messages] == [
        b"When do the texts come?",
        b"Soon.",
    ]
    assert desk.casework.case(dossier, clock()).history["slowest_answer"] == 4


def test_the_address_that_the_client_answered_is_known_as_theirs(desk: Desk, clock: Clock) -> None:
    clock.go_to(FIRST)
    mail = b"From: Anna <ANNA@acme.example>\nDate: Mon, 4 Jan 2027 10:00:00 +0000\n\nWhere is the VAT?"
    answer = Answer("email", State.ANSWERED, clock(), "Ada", "anna@acme.example")
    desk.dossiers.append("acme", "answered", canonical.encode(answer), actor="Ada", at=clock())
    message = desk.engagement.log("acme", "vat.eml", mail, Told())
    assert message is not None
    assert message.theirs


def test_silence_accepts_what_was_shown_by_the_signed_clause(desk: Desk, clock: Clock) -> None:
    """Practices 003#2 and 003#3: ten days by the clause, and to the next working day where they end on a weekend."""
    clock.go_to(FIRST)
    shown = desk.engagement.deliver("acme", Outcome(FIRST, delivery=Delivery("Shop design")))
    until = date(2027, 3, 11)
    assert shown.outcomes[-1].delivery == Delivery("Shop design", until=until)
    assert next_due(shown) == Pending(FIRST, Duty.PAYMENT)
    desk.engagement.pay("acme", paid(2400, FIRST))
    assert next_due(desk.dossier("acme")) == Pending(until, Duty.ACCEPTANCE)
    assert desk.engagement.state("acme").awaited == (Awaited("Shop design", until, silent=False),)
    redesign = Request("Shop design", frozenset({"done_when"}))
    assert desk.engagement.ask_change("acme", redesign, "In red", FIRST).kind is Kind.PAID
    clock.go_to(date(2027, 3, 12))
    assert desk.engagement.state("acme").awaited == (Awaited("Shop design", until, silent=True),)
    assert desk.engagement.ask_change("acme", redesign, "In blue", FIRST).kind is Kind.NEW_PROJECT
    weekend = desk.engagement.deliver("acme", Outcome(date(2027, 3, 3), delivery=Delivery("Shop build")))
    assert weekend.outcomes[-1].delivery == Delivery("Shop build", until=date(2027, 3, 15))


def test_a_list_of_hours_that_was_sent_is_approved_by_silence(desk: Desk, clock: Clock) -> None:
    """Practice 000#10: seven days by the clause in its standard words, and only where it was signed."""
    clock.go_to(FIRST)
    desk.engagement.read_hours("acme", "week.csv", b"date;hours\n2027-02-22;7\n")
    desk.engagement.mark_hours("acme", "", ReportState.SENT, by="Ada")
    assert desk.engagement.state("acme").awaited == ()
    brief = desk.dossier("acme").brief
    assert brief is not None
    hourly = Clause("hourly_reports", "Work by the hour", "standard", ("000#10",))
    for reworded in ({}, {"hourly_reports": "own words"}):
        checklist = replace(brief.checklist, clauses=(*brief.checklist.clauses, hourly))
        body = canonical.encode(replace(brief, checklist=checklist, reworded=reworded))
        desk.dossiers.append("acme", "agreed", body, actor="Ada", at=desk.clock())
        desk.dossiers.append("acme", "sealed", {"sha256": "ab", "by": "Ada"}, actor="Ada", at=desk.clock())
        desk.engagement.mark_hours("acme", "", ReportState.SENT, by="Ada")
        silent = Awaited("week.csv", date(2027, 3, 8), silent=False, is_report=True)
        assert desk.engagement.state("acme").awaited == (() if reworded else (silent,))
    with pytest.raises(Usage, match="who has questioned it"):
        desk.engagement.mark_hours("acme", "", ReportState.QUESTIONED, by="")
    desk.engagement.mark_hours("acme", "", ReportState.QUESTIONED, by="Anna")
    assert desk.engagement.state("acme").awaited == ()


def test_an_objection_in_time_is_no_acceptance(desk: Desk, clock: Clock) -> None:
    clock.go_to(date(2027, 4, 1))
    for delivery, day in ((Delivery("Shop design"), 1), (Delivery("Shop design", objected=True), 9)):
        desk.engagement.deliver("acme", Outcome(date(2027, 3, day), delivery=delivery))
    assert desk.engagement.state("acme").awaited == ()
    assert (
        Kind.PAID
        is desk.engagement.ask_change("acme", Request("Shop design", frozenset({"done_when"})), "In red", FIRST).kind
    )
