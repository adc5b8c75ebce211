"""The commands that decide, and that show the record of the decision."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import CannotTell, DoesNotHold, Refused, Usage
from intake.interviewing.entry import EntryFault
from intake.locale import Words
from intake.model.decision import (
    NOT_ASKED,
    NOT_ASKED_YET,
    CheckNext,
    Decision,
    FactRead,
    Label,
    Override,
    Result,
    RuleResult,
    Verdict,
)
from intake.model.text import clean
from intake.model.values import Json, Value, shown
from intake.phrasing import check_words
from intake.supposing import open_facts, question_for

if TYPE_CHECKING:
    from intake.deciding.trying import Difference, Trial
    from intake.desk import Desk
    from intake.model.questionnaire import Questionnaire

_ANSWERS = "answers."
_STEPS_SHOWN = 5
_ENGLISH = Words()
VERDICT_CODES = {Verdict.GO: 0, Verdict.CONDITIONAL: 10, Verdict.NO_GO: 20, Verdict.OPEN: 30}


@command("decide")
@click.argument("dossier_id", metavar="ID")
@click.option("--override", metavar="RULE", help="Overrule a rule, or a check that must be made, in your name.")
@click.option("--snooze", metavar="RULE", help="Put a signal or condition off until a day (--until), in your name.")
@click.option("--reason", default="", help="Why you overrule it, or put it off.")
@click.option("--by", default="", metavar="NAME", help="Who does; where the policy wants two people, each calls once.")
@click.option(
    "--trial",
    "on_trial",
    default="",
    metavar="POLICY",
    help="Show beside it what this policy would say; it does not rule.",
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Until when (YYYY-MM-DD).")
@click.option(
    "--if",
    "supposed",
    metavar="FACT=VALUE",
    multiple=True,
    help="Show what the verdict would be if an open fact turned out so; nothing is recorded.",
)
@as_json
@click.pass_context
def decide(
    context: click.Context,
    options: Options,
    dossier_id: str,
    override: str | None,
    snooze: str | None,
    reason: str,
    by: str,
    until: datetime | None,
    on_trial: str,
    supposed: tuple[str, ...],
    as_json: bool,
) -> None:
    """Weigh answers and findings by your policy. Exit: 0 go, 10 conditional, 20 no-go, 30 open."""
    desk = options.desk()
    options.warn_of_refusals(desk)
    if supposed:
        if override or snooze or reason or by or until or on_trial:
            raise Usage("--if goes with no other option but --json, since nothing is recorded")
        context.exit(_suppose(desk, dossier_id, supposed, in_json=as_json))
    if override and snooze:
        raise Usage("a rule is overruled or snoozed, not both")
    rule, overrule = override or snooze, None
    if rule:
        until_day = until.date() if until else None
        name = clean(by) or desk.supplier.name
        overrule = Override(rule, clean(reason), name, desk.clock(), until_day, snooze=bool(snooze))
    elif reason or until:
        raise Usage("--reason and --until go with --override RULE or --snooze RULE")
    tried_policy = desk.criteria.on_trial(on_trial, dossier_id) if on_trial else None
    decision = desk.decide(dossier_id, overrule)
    trial = desk.criteria.trial(tried_policy, dossier_id, decision) if tried_policy else None
    if as_json:
        more: dict[str, Json] = {"trial": _trial_json(trial)} if trial else {}
        whole = canonical.encode(decision)
        show_json({**whole, "digest": canonical.digest_of(decision), **more} if isinstance(whole, dict) else whole)
    else:
        asked = desk.casework.questionnaire(desk.dossier(dossier_id))
        show_decision(decision, asked)
        if trial:
            _show_trial(trial)
        options.say(f"next: {_next_step(dossier_id, decision, asked)}")
    context.exit(VERDICT_CODES[decision.verdict])


def _suppose(desk: "Desk", dossier_id: str, supposed: Sequence[str], *, in_json: bool) -> int:
    """Shows the last decision as it would be with these facts; the code of the verdict it would have."""
    dossier = desk.dossier(dossier_id)
    decision = desk.archive.shown(dossier)
    if decision is None:
        raise Refused("there is no decision yet", where=dossier.id, remedy=f"intake decide {dossier.id}")
    asked, parse = desk.casework.questionnaire(dossier), desk.interview(dossier).parse
    _, findings = desk.casework.vocabulary(asked)
    questions = {name: question_for(name, asked, findings, _ENGLISH) for name in open_facts(decision)}
    assumed: dict[str, Value] = {}
    for each in supposed:
        name, _, typed = each.partition("=")
        if (question := questions.get(name)) is None:
            named = ", ".join(fact for fact, known in questions.items() if known is not None) or "none"
            raise Usage(f"{clean(name)} is no open fact that can be supposed", remedy=f"Open are: {named}.")
        try:
            assumed[name] = parse(question, typed)
        except EntryFault as fault:
            raise Usage(f"{name} cannot be {clean(typed)}: {fault}") from fault
    trial = desk.criteria.assume(dossier.id, decision, assumed)
    if in_json:
        show_json({"assumed": canonical.encode(assumed), **_trial_json(trial)})
    else:
        show(f"if so: {_headline(trial.decision)}; nothing of this is recorded")
        show(f"recorded: {_headline(decision)}")
        _show_differences(trial)
    return VERDICT_CODES[trial.decision.verdict]


def _next_step(dossier_id: str, decision: Decision, asked: "Questionnaire") -> str:
    if decision.verdict is Verdict.NO_GO:
        return f"intake letter {dossier_id} decline, or overrule a rule with --override RULE --reason TEXT --by NAME"
    if decision.verdict is Verdict.OPEN and decision.check_next:
        return check_words(decision.check_next[0], asked, _ENGLISH)
    return f"intake agree {dossier_id}"


def show_decision(decision: Decision, asked: "Questionnaire") -> None:
    """Prints a decision for a person: the verdict first, then what it rests on; questions in the words they are `asked` in."""
    show(f"verdict: {_headline(decision)} (inference by the policy {decision.policy})")
    if decision.banner:
        show(decision.banner)
    told = [rule for rule in decision.rules if rule.result is not Result.NOT_FIRED]
    for rule in sorted(told, key=lambda rule: rule.result is Result.OPEN):
        if not _waits(rule):
            _show_rule(rule)
    if waiting := [rule.id for rule in told if _waits(rule)]:
        show(f"  inference, open until more is asked: {', '.join(waiting)}")
    if decision.profile:
        least, most, whole = decision.fit
        fit = f"{least}" if least == most else f"{least} to {most}"
        parts = [(part.result.value.replace("_", " "), part.because) for part in decision.profile]
        _section(f"fit {fit} of {whole}, beside the verdict and never in it", parts)
    clauses = [(c.clause, f"{c.say} (inference by the rule {c.rule})".strip()) for c in decision.conditions]
    _section("conditions to sign", clauses)
    _section("not checked (fact: nobody has looked)", _not_checked(decision))
    steps = [(check_words(check, asked, _ENGLISH), _cost(check)) for check in decision.check_next]
    _section("check next (inference)", steps[:_STEPS_SHOWN])
    if len(steps) > _STEPS_SHOWN:
        show(f"  ... and {len(steps) - _STEPS_SHOWN} more steps; all with --json")
    if decision.verdict is Verdict.OPEN and not decision.exact:
        show("the range may be wider than need be: some open facts could not be held against each other")
    if decision.recorded:
        show("sources answered from recorded exchanges: this is practice, not a decision about a client")
    show(f"digest: {canonical.digest_of(decision)}")


def _show_rule(rule: RuleResult) -> None:
    points = f" [{rule.points:+d}]" if rule.points else ""
    show(f"  {rule.label.value}, {rule.result.value.replace('_', ' ')}: {rule.id}{points}: {rule.because}")
    facts = [(f"{fact.label.value}:", _fact(fact)) for fact in rule.facts if fact.value is not None]
    table(facts, indent="      ")


def _waits(rule: RuleResult) -> bool:
    """Whether a rule is open for no other reason than that questions or sources were not asked yet."""
    lacking = [fact for fact in rule.facts if fact.value is None]
    return rule.result is Result.OPEN and bool(lacking) and all(_is_unasked(fact.unknown_because) for fact in lacking)


def _not_checked(decision: Decision) -> list[tuple[str, str]]:
    unasked = [gap.name for gap in decision.not_checked if _is_unasked(gap.why)]
    questions = [name.removeprefix(_ANSWERS) for name in unasked if name.startswith(_ANSWERS)]
    others = [name for name in unasked if not name.startswith(_ANSWERS)]
    rows = [(gap.name, gap.why) for gap in decision.not_checked if not _is_unasked(gap.why)]
    for what, names in (("questions not asked", questions), ("not asked yet", others)):
        if names:
            rows.append((what, ", ".join(names)))
    return rows


def _is_unasked(why: str) -> bool:
    return why == NOT_ASKED or why.endswith(NOT_ASKED_YET)


def _cost(check: CheckNext) -> str:
    """What a check costs, in a few letters; nothing where that was not reckoned."""
    parts = [f"{check.minutes} min" if check.minutes else "", "courtesy" if check.courtesy else ""]
    return ", ".join(part for part in (*parts, str(check.money or "")) if part)


def _headline(decision: Decision) -> str:
    spread = "" if decision.best is decision.worst else f" ({decision.best.value} to {decision.worst.value})"
    return f"{decision.verdict.value}{spread}, {decision.points_best} to {decision.points_worst} points"


def _fact(fact: FactRead) -> str:
    """A fact with whose it is, since when, and the digest of the answer it stands in."""
    when = f"{fact.at:%Y-%m-%d %H:%M} UTC" if fact.at else ""
    whose = "yours" if fact.label is Label.OPINION else fact.source
    told = ", ".join(filter(None, (whose, when, fact.sha256 and f"sha256 {fact.sha256[:12]}")))
    disputed = f"; disputed, the client says: {fact.disputed}" if fact.disputed else ""
    return f"{fact.name} = {shown(fact.value) if fact.value is not None else 'unknown'} ({told}){disputed}"


def _section(title: str, rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        show(f"{title}:")
        table(rows)


def _trial_json(trial: "Trial") -> dict[str, Json]:
    """What a policy on trial says, and where it parts from the one that rules."""
    decision = trial.decision
    return {
        "policy": decision.policy,
        "policy_digest": decision.policy_digest,
        "verdict": decision.verdict.value,
        "best": decision.best.value,
        "worst": decision.worst.value,
        "points_best": decision.points_best,
        "points_worst": decision.points_worst,
        "conditions": [canonical.encode(due) for due in decision.conditions],
        "differences": [canonical.encode(each) for each in trial.differences],
    }


def _show_trial(trial: "Trial") -> None:
    """Prints what a policy on trial says, beside the one that rules."""
    show(f"on trial, not ruling: {trial.decision.policy}: {_headline(trial.decision)}")
    _show_differences(trial)


def _show_differences(trial: "Trial") -> None:
    """Prints the rules that come out otherwise."""
    if not trial.differences:
        show("  no rule came out otherwise")
    table([(each.rule, f"{_came_to(each.ruling)} -> {_came_to(each.trial)}", _why(each)) for each in trial.differences])


def _came_to(rule: RuleResult | None) -> str:
    if rule is None:
        return "no such rule"
    return rule.result.value.replace("_", " ") + (f" [{rule.points:+d}]" if rule.points else "")


def _why(difference: "Difference") -> str:
    told = difference.trial or difference.ruling
    return told.because if told else ""


@command("record")
@click.argument("dossier_id", metavar="ID")
@click.option(
    "--replay",
    is_flag=True,
    help="Recompute findings and verdict from what is stored, offline. Exit: 0 equal, 1 not, 2 where it cannot tell.",
)
@as_json
def record(options: Options, dossier_id: str, replay: bool, as_json: bool) -> None:
    """Print the record of the last decision as canonical JSON."""
    desk = options.desk()
    raw = desk.record(dossier_id)
    replayed = desk.archive.replay(dossier_id) if replay else None
    if replayed and (replayed.differences or replayed.record != raw):
        raise DoesNotHold(
            "; ".join(replayed.differences) or "the record does not follow from what is stored",
            where=dossier_id,
            remedy="intake doctor shows whether the journal is damaged.",
        )
    if as_json:
        show_json(canonical.from_bytes(raw))
    else:
        show(raw.decode("utf-8"))
    if replayed and replayed.untold:
        raise CannotTell(
            f"the verdict was replayed to equal bytes, but not every finding: {'; '.join(replayed.untold)}",
            where=dossier_id,
        )
    options.say(f"{canonical.digest(raw)}" + (", replayed to equal bytes" if replay else ""))


COMMANDS = (decide, record)
