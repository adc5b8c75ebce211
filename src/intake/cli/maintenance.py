"""The command that looks whether everything is in order: doctor."""

from pathlib import Path

import click

from intake.checkup import checks
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json


@command("doctor")
@click.option("--rebuild", is_flag=True, help="Make the catalogue anew from the journals.")
@click.option(
    "--witness",
    "witnesses",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="A signed brief, or its folder, as the client has it: does the journal here hold the past that it pins?",
)
@as_json
@click.pass_context
def doctor(context: click.Context, options: Options, rebuild: bool, witnesses: tuple[Path, ...], as_json: bool) -> None:
    """Look whether everything on this machine is in order.

    That is the home, the journals, the stored files, the plugins and the parts; exit 1 where something needs you.
    """
    desk = options.desk()
    if rebuild:
        desk.dossiers.rebuild()
    found = list(checks(desk, witnesses))
    if as_json:
        show_json({"checks": [{"check": each.name, "ok": each.ok, "detail": each.detail} for each in found]})
    else:
        for each in found:
            show(f"  {'ok ' if each.ok else 'LOOK'} {each.name}: {each.detail}")
    context.exit(0 if all(each.ok for each in found) else 1)


COMMANDS = (doctor,)
