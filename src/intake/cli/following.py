"""The commands of what comes after the decision: plan, outcome, reference."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from intake import canonical
from intake.cli.amounts import money, number
from intake.cli.options import F, Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.cli.review import goodwill_words
from intake.errors import Usage
from intake.following.lessons import KINDS
from intake.following.reference import QUESTIONS, TELLING, read_call
from intake.frugal import dataclass
from intake.model.outcome import (
    ALTERABLE,
    Delivery,
    Handover,
    Hours,
    Incident,
    Lesson,
    Outcome,
    Payment,
    Start,
    Step,
    Taken,
)
from intake.model.text import clean
from intake.model.values import Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake.engagement import Engagement, Plan
    from intake.following.mistakes import Record
    from intake.retraction import Retraction, TakenBack

_DAY = click.DateTime(["%Y-%m-%d"])


@command("plan")
@click.argument("dossier_id", metavar="ID")
@click.option("--hours-a-day", default="6", show_default=True, help="Your hours a working day for deliverables.")
@as_json
def plan(options: Options, dossier_id: str, hours_a_day: str, as_json: bool) -> None:
    """Show what a brief leaves unpaid on each day.

    It says too how that could be claimed, and whether the dates can be kept.
    """
    found = options.desk().engagement.plan(dossier_id, number(hours_a_day, "--hours-a-day"))
    if as_json:
        show_json(canonical.encode(found))
    else:
        _show_plan(found)


def _show_plan(found: "Plan") -> None:
    points = found.prospect.points
    if points:
        show("unpaid work, day by day (worked, received before, unpaid):")
        table([(str(p.on), str(p.worked), str(p.received), str(p.unpaid)) for p in points])
    if greatest := found.prospect.greatest:
        show(f"at most {greatest.unpaid} stand unpaid, on {greatest.on}")
    if ceiling := found.prospect.ceiling:
        show(f"small-claims ceiling: {ceiling}")
    for remark in found.prospect.remarks:
        show(f"mind: {remark}")
    show("hours needed and available, by date:")
    for each in found.feasibility:
        if each.shortfall is None:
            words = f"unknown: no hours on record for {', '.join(each.unknown)}"
        else:
            words = f"short by {each.shortfall:f} hours" if each.shortfall else "enough"
            words += f" ({each.needed:f} needed, {each.available:f} there)"
        show(f"  {each.due}  {each.task}: {words}")


def _happenings(function: F) -> F:
    """The options that each say one thing that happened."""
    choices = [
        click.option("--paid", metavar="AMOUNT", help="Money that came; 0 EUR where nothing came."),
        click.option("--due", type=_DAY, metavar="DATE", help="What it was for: the day on which it was due."),
        click.option("--owed", metavar="AMOUNT", help="What was invoiced, where no payment plan says it."),
        click.option("--hours", metavar="N", help="Your own hours."),
        click.option("--unit", default="", metavar="U", help="For which unit of work, e.g. page."),
        click.option("--units", default="1", metavar="N", show_default=True, help="For how many of them."),
        click.option("--gift", is_flag=True, help="The hours are given, and count against the goodwill you set."),
        click.option("--did", type=click.Choice([s.value for s in Step]), help="A step you took about what was --due."),
        click.option("--incident", type=click.Choice([*KINDS]), metavar="KIND", help=f"Trouble: {', '.join(KINDS)}."),
        click.option("--lesson", metavar="TEXT", help="What you will do otherwise; proposes a rule for your policy."),
        click.option("--shown", metavar="TASK", help="A deliverable was shown as version 1."),
        click.option("--accepted", metavar="TASK", help="A deliverable was accepted."),
        click.option("--objected", metavar="TASK", help="The client says what differs in a deliverable; --note TEXT."),
        click.option("--change", metavar="TEXT", help="A change that the client asks for."),
        click.option("--task", default="", metavar="TASK", help="The deliverable that a change or hours are about."),
        click.option("--alters", multiple=True, type=click.Choice(ALTERABLE), help="What a change alters of it."),
        click.option("--price", metavar="AMOUNT", help="What a change is worth at your rate."),
        click.option("--started", is_flag=True, help="Work began; with --task, on that deliverable."),
        click.option("--handed-over", is_flag=True, help="The editable sources were handed over."),
        click.option(
            "--take-back", metavar="N", help="Entry N was a mistake; 'last' for the last one. Nothing is erased."
        ),
        click.option("--reason", default="", help="Why, though a gate is closed, or why it was a mistake; kept."),
    ]
    for choice in reversed(choices):
        function = choice(function)
    return function


@dataclass(frozen=True, slots=True)
class _Said:
    """What the options of one `outcome` say."""

    paid: str | None
    due: datetime | None
    owed: str | None
    hours: str | None
    unit: str
    units: str
    gift: bool
    did: str | None
    incident: str | None
    lesson: str | None
    shown: str | None
    accepted: str | None
    objected: str | None
    change: str | None
    task: str
    alters: tuple[str, ...]
    price: str | None
    started: bool
    handed_over: bool
    take_back: str | None
    reason: str
    on: datetime | None
    note: str
    by: str

    def outcome(self, engagement: "Engagement", **part: Any) -> Outcome:
        """The outcome with this part, on the day that was given."""
        day = self.on.date() if self.on else engagement.today
        return Outcome(day, clean(self.by), clean(self.note, limit=2000), **part)


@command("outcome")
@click.argument("dossier_id", metavar="ID")
@_happenings
@click.option("--on", type=_DAY, metavar="DATE", help="When it happened (default: today).")
@click.option("--note", default="", help="Anything to remember about it.")
@click.option("--by", default="", metavar="NAME", help="Who records it.")
@click.option("--list", "listed", is_flag=True, help="Show what was recorded, each with the number of its entry.")
@as_json
def outcome(options: Options, dossier_id: str, as_json: bool, listed: bool, **given: Any) -> None:
    """Record what happened, like a payment or a delivery.

    Also hours, trouble, a lesson, a change, the start of work. A mistake is taken back by the number of its entry; taking back
    that entry in turn records it again.
    """
    said = _Said(**given)
    desk = options.desk()
    engagement = desk.engagement
    chosen = [name for name in (*_ACTS, "take_back") if getattr(said, name)]
    if listed:
        if chosen:
            raise Usage("--list records nothing", remedy=f"intake outcome {dossier_id} --list")
        _list(desk.retraction.records(dossier_id), as_json=as_json)
        return
    if said.take_back and len(chosen) == 1:
        done = _take_back(desk.retraction, dossier_id, said, as_json=as_json)
        if not done.again:
            options.say(f"to record it again: intake outcome {dossier_id} --take-back {done.entry}")
        options.say(f"next: intake review {dossier_id}")
        return
    if len(chosen) != 1 and set(chosen) != {"incident", "lesson"}:
        known = ", ".join(f"--{name.replace('_', '-')}" for name in (*_ACTS, "take_back"))
        raise Usage(f"say one thing that happened, not {len(chosen)}", remedy=f"One of {known}.")
    results = {name: _ACTS[name](engagement, dossier_id, said) for name in chosen}
    if as_json:
        show_json({"id": dossier_id, "recorded": {name: data for name, (data, _) in results.items()}})
    else:
        for _, words in results.values():
            show(words)
    options.say(f"next: intake review {dossier_id}")


def _list(records: "Sequence[Record]", *, as_json: bool) -> None:
    """Prints what was recorded, what was taken back among it."""
    if as_json:
        show_json(canonical.encode(records))
        return
    rows = [(str(each.number), str(each.outcome.on), each.by, _words(each), _gone(each)) for each in records]
    if rows:
        table([("ENTRY", "DAY", "BY", "WHAT", ""), *rows], indent="")
    else:
        show("nothing recorded yet")


def _gone(record: "Record") -> str:
    return f"taken back by entry {record.taken_back}" if record.taken_back else ""


def _words(record: "Record") -> str:
    from intake.locale import Words
    from intake.recounting import recounted

    return "  ".join(filter(None, (recounted(record.outcome, Words()), record.outcome.note)))


def _take_back(retraction: "Retraction", dossier_id: str, said: _Said, *, as_json: bool) -> "TakenBack":
    wanted = clean(said.take_back or "")
    if wanted != "last" and not (wanted.isascii() and wanted.isdecimal() and wanted.strip("0")):
        remedy = f"intake outcome {dossier_id} --list shows the numbers."
        raise Usage(f"'{wanted}' is not the number of an entry", remedy=remedy)
    number = 0 if wanted == "last" else int(wanted[:12])
    done = retraction.take_back(dossier_id, number, reason=clean(said.reason, limit=2000), by=clean(said.by))
    if as_json:
        show_json({"id": dossier_id, "recorded": {"take_back": canonical.encode(done)}})
        return done
    for record in done.records:
        show(f"{'recorded again' if done.again else 'taken back'}: entry {record.number}, {_words(record)}")
    for remark in done.remarks:
        show(f"mind: {remark}")
    return done


_Told = tuple[Json, str]


def _pay(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    amount, owed = money(said.paid, "--paid"), money(said.owed, "--owed") if said.owed else None
    on = engagement.today if said.on is None else said.on.date()
    paid = said.outcome(engagement, payment=Payment(amount, on, owed))
    due = engagement.pay(dossier_id, paid, said.due.date() if said.due else None)
    missing = f", {due.missing} missing" if due.missing.minor else ""
    return canonical.encode(due), f"due on {due.on}: {due.standing.value}{missing}"


def _work(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    spent, units = number(said.hours, "--hours"), number(said.units, "--units")
    hours = Hours(spent, clean(said.unit), units, clean(said.task), said.gift)
    engagement.record(dossier_id, said.outcome(engagement, hours=hours))
    words = f"{hours.hours:f} hours" + (f" for {hours.units:f} {hours.unit}" if hours.unit else "")
    given = engagement.state(dossier_id).goodwill if hours.gift else None
    return canonical.encode(hours), words + (f"; {goodwill_words(given)}" if given else "")


def _trouble(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    incident = Incident(said.incident or "")
    engagement.record(dossier_id, said.outcome(engagement, incident=incident))
    return canonical.encode(incident), f"{incident.kind}: {KINDS[incident.kind].means}; the decision is open again"


def _learn(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    lesson = Lesson(clean(said.lesson or "", limit=2000))
    engagement.record(dossier_id, said.outcome(engagement, lesson=lesson))
    section, rule = engagement.rule_for(dossier_id, said.incident or "other", lesson.text)
    words = f"a rule that would carry it, to paste under '{section.value}' of your policy:\n{rule}"
    return {"section": section.value, "rule": rule}, words + "try it first: intake policy backtest FILE"


def _show_to_client(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    task = clean(said.shown or said.accepted or said.objected or "")
    delivery = Delivery(task, accepted=bool(said.accepted), objected=bool(said.objected))
    after = engagement.deliver(dossier_id, said.outcome(engagement, delivery=delivery))
    kept = after.outcomes[-1].delivery or delivery
    told = "accepted" if kept.accepted else "objected to" if kept.objected else "shown as version 1"
    silence = f"; accepted by silence unless they object by {kept.until}" if kept.until else ""
    return canonical.encode(kept), f"{task}: {told}{silence}"


def _ask(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    from intake.following.changes import Request

    price = money(said.price, "--price") if said.price else None
    request = Request(clean(said.task), frozenset(said.alters), price)
    on = said.outcome(engagement, start=Start()).on
    classed = engagement.ask_change(dossier_id, request, clean(said.change or "", limit=2000), on)
    costs = f"; costs {classed.costs}" if classed.costs else ""
    return canonical.encode(classed), f"{classed.kind.value}: {classed.because}{costs}{_BINDING[classed.kind.value]}"


_BINDING = {
    "inside the cap": "",
    "paid extra": "; it becomes part of the agreement only when both have signed it",
    "new project": "; give it a dossier and an agreement of its own: intake new NAME",
}


def _begin(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    start = Start(clean(said.reason, limit=2000), clean(said.task))
    dossier = engagement.start(dossier_id, said.outcome(engagement, start=start))
    return {"stage": dossier.stage.value}, f"work {f'on {start.task} ' if start.task else ''}has started"


def _hand_over(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    handover = Handover(clean(said.reason, limit=2000))
    engagement.hand_over(dossier_id, said.outcome(engagement, handover=handover))
    return {"handed_over": True}, "the sources were handed over"


def _take(engagement: "Engagement", dossier_id: str, said: _Said) -> _Told:
    if said.due is None:
        raise Usage("--did needs to know what it was about", remedy="Pass --due DATE, the day on which it was due.")
    taken = Taken(Step(said.did), said.due.date())
    engagement.record(dossier_id, said.outcome(engagement, taken=taken))
    return canonical.encode(taken), f"{taken.step.value}, for what was due on {taken.due}"


_ACTS: dict[str, Callable[["Engagement", str, _Said], _Told]] = {
    "paid": _pay,
    "hours": _work,
    "did": _take,
    "incident": _trouble,
    "lesson": _learn,
    "shown": _show_to_client,
    "accepted": _show_to_client,
    "objected": _show_to_client,
    "change": _ask,
    "started": _begin,
    "handed_over": _hand_over,
}


def _questions(function: F) -> F:
    """One option a question of the call form."""
    for name, question in reversed([*QUESTIONS.items()]):
        kind = "yes|no" if name in TELLING else "TEXT"
        function = click.option(f"--{name}", default="", metavar=kind, help=question)(function)
    return function


@command("reference")
@click.argument("dossier_id", metavar="ID")
@click.option("--who", default="", metavar="NAME", help="Whom you called.")
@click.option("--by", default="", metavar="NAME", help="Who called.")
@_questions
@as_json
def reference(options: Options, dossier_id: str, who: str, by: str, as_json: bool, **answers: str) -> None:
    """Note a call to a former contractor.

    What they say becomes a finding. Without answers, print what to ask.
    """
    desk = options.desk()
    if not any(answers.values()):
        if as_json:
            show_json([{"id": name, "ask": question} for name, question in QUESTIONS.items()])
        else:
            table([(f"--{name}", question) for name, question in QUESTIONS.items()])
        options.say(f"next: intake reference {dossier_id} --who NAME --by NAME and what they answered")
        return
    call = read_call(who, by or desk.supplier.name, desk.clock(), answers)
    report = desk.engagement.call(dossier_id, call)
    if as_json:
        show_json(canonical.encode(report))
    else:
        show(f"{report.source}: {report.status.value}" + (f": {report.note}" if report.note else ""))
        for finding in report.findings:
            show(f"  {finding.statement}")
    options.say(f"next: intake decide {dossier_id}")


COMMANDS = (plan, outcome, reference)
