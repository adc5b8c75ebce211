"""The whole way on a sample client: real code and parts, sources answering from recorded exchanges."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import click

from intake.cli.decision import show_decision
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.desk import Desk
from intake.errors import DoesNotHold

STEPS = 8


@command("demo")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=Path("intake-demo"),
    show_default=True,
    help="Folder to write into.",
)
@as_json
def demo(options: Options, target: Path, as_json: bool) -> None:
    """Go the whole way, new to verify, on a bundled sample client."""
    import asyncio

    from intake import practice
    from intake.signing.folder import verify

    step = _steps(options)
    desk = Desk(target / "home", plugin_folders=options.plugins_dir, excluded=frozenset(options.no_plugin))
    desk.name_supplier(practice.SUPPLIER)

    step("new: a dossier on Lindqvist Möbel AB")
    dossier_id = desk.new(practice.CLIENT, questionnaire="web-brief", policy="solo").id

    step("interview: answers from a file")
    options.say(f"      {practice.answer(desk, dossier_id)} answers")

    step(f"vet: {len(desk.plugins.sources)} sources, answering from recorded exchanges")
    dossier = asyncio.run(desk.vet(dossier_id, web=practice.recorded(desk)))
    for report in dossier.reports.values():
        options.say(f"      {report.source}: {report.status.value}, {len(report.findings)} findings {report.note}")

    step("decide: the policy 'solo'")
    decision = desk.decide(dossier_id)
    step("agree: the checklist, the payment plan and the clauses")
    brief = desk.agree(dossier_id)
    step("sign: your offer, the client's acceptance, the seal")
    desk.offer(dossier_id)
    desk.accept(dossier_id, name="Anna Lindqvist", email="anna@lindqvist-mobel.example", consent=True)
    step("export: the folder for both sides")
    folder = desk.export(dossier_id, target)
    step("verify: offline, from the folder alone")
    verification = verify(folder)

    if as_json:
        show_json(
            {
                "id": dossier_id,
                "verdict": decision.verdict.value,
                "brief": brief.id,
                "folder": str(folder),
                "verification": verification.outcome,
            }
        )
    else:
        show()
        show_decision(decision, desk.casework.questionnaire(desk.dossier(dossier_id)))
        show(f"\nsigned brief: {folder}")
        show(f"verification: {verification.outcome}")
        for line in (*verification.faults, *verification.statements):
            show(f"  {line}")
    if verification.outcome != "valid":
        raise DoesNotHold("the signed brief does not verify", where=str(folder))


def _steps(options: Options) -> Callable[[str], None]:
    numbers = count(1)
    return lambda text: options.say(f"[{next(numbers)}/{STEPS}] {text}")


COMMANDS = (demo,)
