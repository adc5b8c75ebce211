"""The commands that look at a policy before it rules: check, test, backtest."""

from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import BadFile, Fault
from intake.model.questionnaire import Level
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.deciding import PolicyTestResult
    from intake.deciding.backtesting import Backtest, Tried
    from intake.deciding.linting import Lint

FAILED, FAULTY = 1, 65

asked = click.option(
    "--questionnaire", default="", metavar="ID", help="Hold it against this questionnaire instead of your usual one."
)


@click.group("policy")
def policy() -> None:
    """Check a policy, run its tests, and try it on your past."""


@command("check")
@click.argument("file")
@asked
@click.option("--strict", is_flag=True, help="Warnings count as faults.")
@as_json
@click.pass_context
def check(context: click.Context, options: Options, file: str, questionnaire: str, strict: bool, as_json: bool) -> None:
    """Find what cannot be meant in a policy, or leaves you worse off. Exit: 0 sound, 65 faults."""
    from intake.deciding.linting import Lint

    desk = options.desk()
    options.warn_of_refusals(desk)
    try:
        found = desk.criteria.check(file, questionnaire)
    except BadFile as unreadable:
        found = tuple(Lint("unreadable", Level.ERROR, fault) for fault in unreadable.faults)
    errors = sum(lint.level is Level.ERROR for lint in found)
    sound = not (found if strict else errors)
    if as_json:
        show_json({"file": file, "sound": sound, "found": [_row(lint) for lint in found]})
    else:
        for lint in found:
            show(_line(lint))
        options.say(f"{file}: {'sound' if sound else 'not sound'}, {errors} faults, {len(found) - errors} warnings")
    context.exit(0 if sound else FAULTY)


def _row(lint: "Lint") -> Json:
    fault = lint.fault
    return {
        "kind": lint.kind,
        "level": lint.level.value,
        "file": fault.place.file,
        "line": fault.place.line,
        "column": fault.place.column,
        "message": fault.message,
        "hint": fault.hint,
    }


def _line(lint: "Lint") -> str:
    fault = lint.fault
    return str(fault if lint.level is Level.ERROR else Fault(fault.place, f"warning: {fault.message}", fault.hint))


@command("test")
@click.argument("file")
@asked
@as_json
@click.pass_context
def test(context: click.Context, options: Options, file: str, questionnaire: str, as_json: bool) -> None:
    """Run the tests that a policy carries. Exit: 0 all hold, 1 one does not."""
    desk = options.desk()
    options.warn_of_refusals(desk)
    results = desk.criteria.test(file, questionnaire)
    failed = [result for result in results if not result.holds]
    if as_json:
        show_json({"file": file, "holds": not failed, "tests": [_result(result) for result in results]})
    else:
        table(
            [("FAILED" if result.faults else "ok", result.test.id, _verdict(result)) for result in results], indent=""
        )
        for result in failed:
            for fault in result.faults:
                show(str(Fault(result.test.place, f"the test '{result.test.id}' does not hold: {fault}")))
        options.say(
            f"{file}: {len(results) - len(failed)} of {len(results)} tests hold" if results else f"{file}: no tests"
        )
    context.exit(FAILED if failed else 0)


def _result(result: "PolicyTestResult") -> Json:
    decision = result.decision
    return {
        "id": result.test.id,
        "line": result.test.place.line,
        "holds": result.holds,
        "faults": [*result.faults],
        "verdict": decision.verdict.value,
        "best": decision.best.value,
        "worst": decision.worst.value,
    }


def _verdict(result: "PolicyTestResult") -> str:
    best, worst = result.decision.best.value, result.decision.worst.value
    return best if best == worst else f"open({best}..{worst})"


@command("backtest")
@click.argument("file")
@asked
@as_json
def backtest(options: Options, file: str, questionnaire: str, as_json: bool) -> None:
    """Say what a policy would have decided on your past clients.

    It is set against how they turned out.
    """
    found = options.desk().criteria.backtest(file, questionnaire)
    if as_json:
        whole = {"policy": found.policy, "summary": found.summary, "groups": found.groups, "clients": found.tried}
        show_json(canonical.encode(whole))
    else:
        _show_backtest(found)


def _show_backtest(found: "Backtest") -> None:
    show(f"{found.policy}: {found.summary}" if found.tried else "you have decided on nobody yet")
    if not found.tried:
        return
    heads = ("", "OF", "GO", "CONDITIONAL", "NO-GO", "OPEN")
    counts = [
        (group.turnout.value, *(str(n) for n in (group.total, group.go, group.conditional, group.no_go, group.open)))
        for group in found.groups
    ]
    table([heads, *counts])
    _named("would have refused", [each for each in found.tried if each.refused])
    _named("would have let through", [each for each in found.tried if each.bad and not each.refused])


def _named(title: str, tried: "list[Tried]") -> None:
    if tried:
        show(f"{title}:")
        table([(t.dossier, _turned_out(t), _verdicts(t), ", ".join(t.rules)) for t in tried])


def _turned_out(tried: "Tried") -> str:
    return ", ".join(turnout.value for turnout in tried.turnouts)


def _verdicts(tried: "Tried") -> str:
    return f"{tried.ruled.value if tried.ruled else 'not decided'} -> {tried.verdict.value}"


policy.add_command(check)
policy.add_command(test)
policy.add_command(backtest)
COMMANDS = (policy,)
