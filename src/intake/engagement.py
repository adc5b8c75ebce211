"""An engagement under way: what happened is kept, held against what was agreed, and shown when it is time to think again."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from intake import agreeing, canonical
from intake.agreeing.feasibility import Feasibility, feasibility
from intake.converting.hours_table import read_hours
from intake.errors import Refused, Usage
from intake.following import reference, time_reports
from intake.following.changes import Classed, Request, check_task, classify
from intake.following.continuance import Reason, next_review, paused_since, review_reasons
from intake.following.effort import Goodwill, Rate, effort_rate, goodwill, median_hours
from intake.following.gates import closed_gates, iteration_gates, source_gates
from intake.following.late_fees import Claim, claim_on
from intake.following.ledger import Due, Standing, ledger
from intake.following.lessons import KINDS, proposed_rule
from intake.following.messages import Told, read_message
from intake.following.promises import Promise, promises
from intake.frugal import dataclass, replace
from intake.interviewing.clients import claims
from intake.locale import worded
from intake.model.checklist import Task
from intake.model.dates import punctual_until
from intake.model.dossier import Dossier, Stage
from intake.model.exposure import start_of
from intake.model.facts import REFERENCE
from intake.model.outcome import Change, Handover, Outcome, Payment, Report, ReportState, Start
from intake.model.silence import objections_until, questions_until, with_silence
from intake.model.text import clean
from intake.store.retracting import knew_of_a_mistake

if TYPE_CHECKING:
    from intake.casework import Casework
    from intake.following.reference import Call
    from intake.model.brief import Brief
    from intake.model.finding import SourceReport
    from intake.model.message import Message
    from intake.model.party import Party
    from intake.model.policy import Section
    from intake.store.dossiers import Dossiers


HOURLY_REPORTS, DAYS_TO_QUESTION = "hourly_reports", 7
"""The clause by which a list of hours that nobody questions is approved, and after how many days."""

_TOLD = "workload 1"
"""Counts on where what is told changes its form or its meaning."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A deliverable or a list of hours that silence accepts after the last day for an objection, and whether that is over."""

    what: str
    until: date
    silent: bool
    is_report: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How an engagement stands: what is due, why the decision is open again, what is closed, and what an hour earned.

    `grace_days` is what the signed clauses grant; None where they do not say it, so that no pause can be reckoned.
    """

    dues: tuple[Due, ...]
    claims: tuple[Claim, ...]
    reasons: tuple[Reason, ...]
    review_on: date | None
    gates: tuple[str, ...]
    grace_days: int | None
    paused_since: date | None
    rate: Rate | None
    goodwill: Goodwill | None
    reports: tuple[time_reports.Standing, ...]
    awaited: tuple[Awaited, ...]
    promises: tuple[Promise, ...]

    @property
    def unrecorded(self) -> tuple[Due, ...]:
        """What is overdue without any record: neither paid nor unpaid, as far as anybody wrote down."""
        return tuple(due for due in self.dues if due.standing is Standing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to know of a brief before signing it: the exposure, the ceiling, and whether its dates can be kept."""

    prospect: agreeing.Prospect
    feasibility: tuple[Feasibility, ...]


@dataclass(frozen=True, slots=True)
class Workload:
    """What a dossier says of your time: the hours that were recorded, and what is promised and not delivered yet."""

    hours: tuple[Outcome, ...]
    promised: tuple[Task, ...]


class Engagement:
    """The engagements of a home; `supplier` is you."""

    def __init__(
        self, dossiers: "Dossiers", casework: "Casework", *, supplier: "Party", clock: Callable[[], datetime]
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._supplier = supplier
        self._clock = clock

    @property
    def today(self) -> date:
        """The day on which it is asked."""
        return self._clock().date()

    def state(self, dossier_id: str) -> State:
        """How the engagement stands today."""
        dossier = self._dossiers.load(dossier_id)
        dues = ledger(dossier, self.today)
        review = self._casework.policy(dossier).review
        granted = self._casework.terms(dossier.signed).get("grace_days", "")
        grace = int(granted) if granted.isdecimal() else None
        return State(
            dues=dues,
            claims=tuple(claim_on(self._supplier.country, due, self.today, grace) for due in dues if due.overdue),
            reasons=(*review_reasons(dossier, review, self.today), *self._taken_back(dossier)),
            review_on=next_review(dossier, review),
            gates=closed_gates(dossier, dues),
            grace_days=grace,
            paused_since=None if grace is None else paused_since(dues, self.today, grace),
            rate=effort_rate(dossier, dues),
            reports=time_reports.time_reports(dossier.outcomes),
            awaited=tuple(self._awaited(dossier)),
            promises=promises(dues, dossier.outcomes, self.today, grace_days=grace, reminders=self._reminders()),
            goodwill=goodwill(dossier, self._dossiers.past(dossier.client, but=dossier.id)),
        )

    def _taken_back(self, dossier: Dossier) -> "Iterator[Reason]":
        if knew_of_a_mistake(self._dossiers.entries(dossier.id)):
            yield Reason("taken_back", "a record that the decision knew of was taken back")

    def _awaited(self, dossier: Dossier) -> "Iterator[Awaited]":
        for task, until in objections_until(dossier.outcomes).items():
            yield Awaited(task, until, until < self.today)
        names = {each.report.sha256: each.report.name for each in time_reports.time_reports(dossier.outcomes)}
        for digest, until in questions_until(dossier.outcomes).items():
            yield Awaited(names[digest], until, until < self.today, is_report=True)

    def _reminders(self) -> list[int]:
        """The days after a due day on which your letters remind."""
        from intake import letters, library

        book = letters.read_letters(library.letter_files(self._dossiers.home))
        return [t.after_due for t in book.values() if t.ladder == "reminder" and t.after_due is not None]

    def plan(self, dossier_id: str, hours_a_day: Decimal) -> Plan:
        """What to know of the last brief before it is signed; Refused where there is none."""
        dossier = self._dossiers.load(dossier_id)
        brief = _brief(dossier)
        workloads = [*self._workloads(but=dossier.id)]
        hours = (outcome for each in workloads for outcome in each.hours)
        medians = median_hours((*hours, *dossier.outcomes))
        start = max(self.today, start_of(brief))
        promised = [task for each in workloads for task in each.promised if task.due >= start]
        dates = feasibility(
            brief.checklist.tasks, medians, start=start, hours_a_day=hours_a_day, promised=promised
        )  # fmt: skip
        return Plan(agreeing.prospect(brief), dates)

    def _workloads(self, *, but: str) -> "Iterator[Workload]":
        """Those of the other dossiers, without reading their journals anew; CannotTell where one cannot be read."""
        told = self._dossiers.told(_TOLD, lambda dossier: canonical.encode(_workload(dossier)))
        for name, each in told.items():
            if name != but:
                yield canonical.decode(Workload, each) if each else _workload(self._dossiers.load(name))

    # what happened

    def record(self, dossier_id: str, outcome: Outcome) -> Dossier:
        """Keeps what happened; Usage where its day has not come, Refused before there is a decision."""
        if outcome.on > self.today:
            raise Usage(f"{outcome.on} has not come yet", remedy="Record what happened, once it has.")
        if outcome.incident is not None and outcome.incident.kind not in KINDS:
            raise Usage(f"there is no incident '{outcome.incident.kind}'", remedy="Known: " + ", ".join(KINDS))
        dossier = self._dossiers.load(dossier_id)
        if dossier.decision is None:
            raise Refused(
                "nothing follows before a decision", where=dossier.id, remedy=f"intake decide {dossier.id}"
            )  # fmt: skip
        by = outcome.by or self._supplier.name
        body = canonical.encode(replace(outcome, by=by))
        return self._dossiers.append(dossier.id, "outcome", body, actor=by, at=self._clock())

    def pay(self, dossier_id: str, outcome: Outcome, due: date | None = None) -> Due:
        """Keeps a payment for what was due on that day, else for the first that is open; returns how that stands now."""
        dossier, payment = self._dossiers.load(dossier_id), outcome.payment
        if payment is None or payment.amount.minor < 0:
            raise Usage("a payment is an amount, or zero for one that did not come")
        dues = ledger(dossier, self.today)
        meant = due or next((each.on for each in dues if each.settled is None), outcome.on)
        known = next((each for each in dues if each.on == meant), None)
        owed = known.owed if known else payment.owed
        if owed is None and not payment.amount.minor:
            raise Usage("what was owed is not known", remedy="Pass --owed AMOUNT, or the --due day of an instalment.")
        if owed is not None and owed.currency != payment.amount.currency:
            raise Usage(f"{owed} was due, which {payment.amount} cannot be held against")
        paid = Payment(payment.amount, meant, payment.owed)
        after = self.record(dossier.id, replace(outcome, payment=paid))
        return next(each for each in ledger(after, self.today) if each.on == meant)

    def start_gates(self, dossier_id: str, task: str = "") -> tuple[str, ...]:
        """Why work may not start yet, on all or on one deliverable; nothing where it may."""
        dossier = self._dossiers.load(dossier_id)
        dues = ledger(dossier, self.today)
        return iteration_gates(dossier, dues, task, self.today) if task else closed_gates(dossier, dues)

    def handover_gates(self, dossier_id: str) -> tuple[str, ...]:
        """Why the editable sources may not be handed over yet; nothing where they may."""
        dossier = self._dossiers.load(dossier_id)
        return source_gates(dossier, ledger(dossier, self.today))

    def start(self, dossier_id: str, outcome: Outcome) -> Dossier:
        """Keeps that work began, on all or on one deliverable; Refused while a gate is closed, unless a reason is given."""
        dossier, start = self._dossiers.load(dossier_id), outcome.start or Start()
        if start.task:
            check_task(start.task, (dossier.signed or _brief(dossier)).checklist)
        gates = self.start_gates(dossier_id, start.task)
        reason = self._through(dossier, gates, start.reason, worded("work does not start yet"))
        return self.record(dossier.id, replace(outcome, start=Start(reason, start.task)))

    def hand_over(self, dossier_id: str, outcome: Outcome) -> Dossier:
        """Keeps that the sources were handed over; Refused before the last payment, unless a reason is given."""
        dossier = self._dossiers.load(dossier_id)
        gates = self.handover_gates(dossier_id)
        given = outcome.handover.reason if outcome.handover else ""
        reason = self._through(dossier, gates, given, worded("the sources stay with you"))
        return self.record(dossier.id, replace(outcome, handover=Handover(reason)))

    def _through(self, dossier: Dossier, gates: tuple[str, ...], reason: str, what: str) -> str:
        """The reason for going through closed gates, which is kept; empty where they stand open, Refused without one."""
        if gates and not reason:
            raise Refused(
                f"{what}: {'; '.join(gates)}",
                where=dossier.id,
                remedy="Wait for it, or do it in your own name with --reason TEXT.",
            )
        return reason if gates else ""

    def deliver(self, dossier_id: str, outcome: Outcome) -> Dossier:
        """Keeps that a deliverable of the checklist was shown, accepted or objected to; NotFound where there is none of that name.

        With what was shown goes the last day for an objection, where the signed clauses have silence accept it afterwards.
        """
        dossier = self._dossiers.load(dossier_id)
        brief = dossier.signed or _brief(dossier)
        delivery = outcome.delivery
        if delivery is not None:
            check_task(delivery.task, brief.checklist)
            days = self._casework.terms(dossier.signed).get("acceptance_days", "")
            if not (delivery.accepted or delivery.objected) and days.isdecimal():
                until = punctual_until(outcome.on + timedelta(days=int(days)))
                outcome = replace(outcome, delivery=replace(delivery, until=until))
        return self.record(dossier.id, outcome)

    def ask_change(self, dossier_id: str, request: Request, text: str, on: date) -> Classed:
        """Classes what the client asks for by the signed checklist, and keeps it; it binds nobody until both sign it."""
        dossier = self._dossiers.load(dossier_id)
        brief = dossier.signed or _brief(dossier)
        classed = classify(request, brief.checklist, with_silence(dossier.outcomes, self.today))
        change = Change(text, request.task, classed.kind.value, request.price)
        self.record(dossier.id, Outcome(on, change=change))
        return classed

    def call(self, dossier_id: str, call: "Call") -> "SourceReport":
        """Keeps a reference call and what it says, together with the calls before it."""
        dossier = self._dossiers.load(dossier_id)
        sha256 = self._dossiers.blobs.put(reference.call_body(call))
        report = reference.report_of(call, sha256, dossier.reports.get(REFERENCE))
        self._dossiers.append(dossier.id, "asked", canonical.encode(report), actor=call.by, at=self._clock())
        return report

    def log(self, dossier_id: str, name: str, raw: bytes, told: Told) -> "Message | None":
        """Reads a message into the record, where nothing takes it out again; None where it is there already."""
        dossier = self._dossiers.load(dossier_id)
        sha256 = self._dossiers.blobs.put(raw)
        if any(message.sha256 == sha256 for message in dossier.messages):
            return None
        yours = {self._supplier.email.lower()} - {""}
        theirs = {address.lower() for address in claims(dossier.client, dossier.answers).emails}
        message = read_message(raw, name, sha256, told, yours=yours, theirs=theirs, now=self._clock())
        self._dossiers.append(
            dossier.id, "message", canonical.encode(message), actor=self._supplier.name, at=self._clock()
        )
        return message

    def read_hours(self, dossier_id: str, name: str, raw: bytes) -> Report:
        """Reads a list of hours into the record, each row by itself and the list with its bytes; BadFile names every fault."""
        dossier = self._dossiers.load(dossier_id)
        brief = dossier.signed or dossier.brief
        tasks = [task.name for task in brief.checklist.tasks] if brief else []
        rows = read_hours(raw, name, tasks, self.today)
        sha256 = self._dossiers.blobs.put(raw)
        if any(moment.report and moment.report.sha256 == sha256 for moment in dossier.outcomes):
            raise Refused(
                f"{name} is in the record already", where=dossier.id, remedy="intake hours ID shows the lists."
            )
        report = Report(sha256, clean(name, limit=200), sum((r.hours.hours for r in rows if r.hours), start=Decimal(0)))
        for outcome in (*rows, Outcome(self.today, report=report)):
            self.record(dossier.id, outcome)
        return report

    def mark_hours(
        self, dossier_id: str, name: str, state: ReportState, *, by: str, note: str = "", on: date | None = None
    ) -> None:
        """Keeps that a list of hours (the last one without a `name`) was sent, or what the client said of it.

        Usage where nobody is named who approved or questioned it.
        """
        if state in (ReportState.APPROVED, ReportState.QUESTIONED) and not by:
            raise Usage(f"who has {state.value} it?", remedy="Pass --by NAME.")
        dossier, day = self._dossiers.load(dossier_id), on or self.today
        clauses = {clause.id for clause in dossier.signed.checklist.clauses} if dossier.signed else set()
        standard = dossier.signed is not None and HOURLY_REPORTS not in dossier.signed.reworded
        silent = state is ReportState.SENT and standard and HOURLY_REPORTS in clauses
        until = punctual_until(day + timedelta(days=DAYS_TO_QUESTION)) if silent else None
        report = time_reports.marked(dossier.outcomes, name, state, until)
        self.record(dossier_id, Outcome(day, by, note, report=report))

    def rule_for(self, dossier_id: str, kind: str, lesson: str) -> "tuple[Section, str]":
        """The rule that a lesson proposes for the dossier's policy, as text to paste."""
        policy = self._casework.policy(self._dossiers.load(dossier_id))
        return proposed_rule(kind, lesson, [rule.id for rule in policy.rules])


def _brief(dossier: Dossier) -> "Brief":
    if dossier.brief is None:
        raise Refused("there is no brief yet", where=dossier.id, remedy=f"intake agree {dossier.id}")
    return dossier.brief


def _workload(dossier: Dossier) -> Workload:
    return Workload(tuple(each for each in dossier.outcomes if each.hours), tuple(_promised(dossier)))


def _promised(dossier: Dossier) -> Iterator[Task]:
    """What a signed engagement still has to deliver, named with its client."""
    if dossier.signed is None or dossier.stage not in (Stage.SEALED, Stage.STARTED):
        return
    done = {moment.delivery.task for moment in dossier.outcomes if moment.delivery and moment.delivery.accepted}
    for task in dossier.signed.checklist.tasks:
        if task.name not in done:
            yield replace(task, name=f"{dossier.client.name}: {task.name}")
