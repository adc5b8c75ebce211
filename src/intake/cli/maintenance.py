"""The command that looks whether everything is in order: doctor."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from intake import __version__, bundled
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.desk import Desk
from intake.store.arriving import left_behind


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
    checks = list(_checks(desk, witnesses))
    if as_json:
        show_json({"checks": [{"check": name, "ok": ok, "detail": detail} for name, ok, detail in checks]})
    else:
        for name, ok, detail in checks:
            show(f"  {'ok ' if ok else 'LOOK'} {name}: {detail}")
    context.exit(0 if all(ok for _, ok, _ in checks) else 1)


def _checks(desk: Desk, witnesses: Sequence[Path]) -> Iterator[tuple[str, bool, str]]:
    from intake.hooks import loading

    yield "intake", True, f"{__version__} on Python {sys.version.split()[0]}"
    for check in desk.inspection.checks(witnesses):
        yield check.name, check.ok, check.detail
    admitted, refused = desk.plugins.admitted, desk.plugins.refusals
    yield "plugins", not refused, f"{len(admitted)} admitted, {len(refused)} refused"
    for refusal in refused:
        yield f"plugin {refusal.name}", False, f"{refusal.reason} ({refusal.origin})"
    for standing in desk.upkeep.standings():
        kept = standing.kept
        yield f"table {standing.table.name}", True, standing.todo or f"{kept.rows if kept else 0} rows, up to date"
    for kind in ("lists", "tables"):
        if found := left_behind(desk.home / kind):
            yield f"{kind} on their way", True, found
    for kind in ("questionnaires", "policies", "clauses", "clauses/letters"):
        yield kind, True, f"{len(list(bundled.files(kind)))} files in {bundled.folder(kind)}"
    held = loading.isolation()
    yield "plugin isolation", bool(held.process), str(held)


COMMANDS = (doctor,)
