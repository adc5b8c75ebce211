"""The commands that decide, and that show the record of the decision."""

from datetime import UTC, datetime

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import DoesNotHold, Usage
from intake.model.decision import Decision, Override, Result, Verdict
from intake.model.text import clean

VERDICT_CODES = {Verdict.GO: 0, Verdict.CONDITIONAL: 10, Verdict.NO_GO: 20, Verdict.OPEN: 30}


@command("decide")
@click.argument("dossier_id", metavar="ID")
@click.option("--override", metavar="RULE", help="Overrule a rule, or a check that must be made, in your name.")
@click.option("--reason", default="", help="Why you overrule it.")
@click.option("--by", default="", metavar="NAME", help="Who overrules it.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Until when (YYYY-MM-DD).")
@as_json
@click.pass_context
def decide(
    context: click.Context,
    options: Options,
    dossier_id: str,
    override: str | None,
    reason: str,
    by: str,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Weigh answers and findings by your policy. Exit: 0 go, 10 conditional, 20 no-go, 30 open."""
    desk = options.desk()
    options.warn_of_refusals(desk)
    overrule = None
    if override is not None:
        until_day = until.date() if until else None
        overrule = Override(override, clean(reason), clean(by) or desk.supplier.name, datetime.now(UTC), until_day)
    elif reason or until:
        raise Usage("--reason and --until go with --override RULE")
    decision = desk.decide(dossier_id, overrule)
    if as_json:
        whole = canonical.encode(decision)
        show_json({**whole, "digest": canonical.digest_of(decision)} if isinstance(whole, dict) else whole)
    else:
        show_decision(decision)
        options.say(f"next: {_next_step(dossier_id, decision)}")
    context.exit(VERDICT_CODES[decision.verdict])


def _next_step(dossier_id: str, decision: Decision) -> str:
    if decision.verdict is Verdict.NO_GO:
        return "decline, or overrule a rule with --override RULE --reason TEXT --by NAME"
    if decision.verdict is Verdict.OPEN and decision.check_next:
        return decision.check_next[0].do
    return f"intake agree {dossier_id}"


def show_decision(decision: Decision) -> None:
    """Prints a decision for a person: the verdict first, then what it rests on."""
    spread = "" if decision.best is decision.worst else f" ({decision.best.value} to {decision.worst.value})"
    show(f"verdict: {decision.verdict.value}{spread}, {decision.points_best} to {decision.points_worst} points")
    for rule in decision.rules:
        if rule.result is not Result.NOT_FIRED:
            points = f" [{rule.points:+d}]" if rule.points else ""
            show(f"  {rule.result.value.replace('_', ' ')}: {rule.id}{points}: {rule.because}")
    _section("conditions to sign", [(c.clause, c.say or c.rule) for c in decision.conditions])
    _section("not checked", [(n.name, n.why) for n in decision.not_checked])
    _section("check next", [(c.fact, c.do) for c in decision.check_next])
    if decision.recorded:
        show("sources answered from recorded exchanges: this is practice, not a decision about a client")
    show(f"digest: {canonical.digest_of(decision)}")


def _section(title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        show(f"{title}:")
        table(rows)


@command("record")
@click.argument("dossier_id", metavar="ID")
@click.option(
    "--replay", is_flag=True, help="Recompute the record from what is stored; fail unless the bytes are equal."
)
@as_json
def record(options: Options, dossier_id: str, replay: bool, as_json: bool) -> None:
    """Print the record of the last decision as canonical JSON."""
    desk = options.desk()
    raw = desk.record(dossier_id)
    if replay and desk.replay(dossier_id) != raw:
        raise DoesNotHold(
            "the record does not follow from what is stored",
            where=dossier_id,
            remedy="intake doctor shows whether the journal is damaged.",
        )
    if as_json:
        show_json(canonical.from_bytes(raw))
    else:
        show(raw.decode("utf-8"))
    options.say(f"{canonical.digest(raw)}" + (", replayed to equal bytes" if replay else ""))


COMMANDS = (decide, record)
