"""The command that looks whether everything is in order: doctor."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from intake import __version__, bundled
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.desk import Desk
from intake.errors import CannotTell


@command("doctor")
@click.option("--rebuild", is_flag=True, help="Make the catalogue anew from the journals.")
@as_json
@click.pass_context
def doctor(context: click.Context, options: Options, rebuild: bool, as_json: bool) -> None:
    """Look at the home, the journals, the plugins and the parts; exit 1 where something needs you."""
    desk = options.desk()
    if rebuild:
        desk.dossiers.rebuild()
    checks = list(_checks(desk))
    if as_json:
        show_json({"checks": [{"check": name, "ok": ok, "detail": detail} for name, ok, detail in checks]})
    else:
        for name, ok, detail in checks:
            show(f"  {'ok ' if ok else 'LOOK'} {name}: {detail}")
    context.exit(0 if all(ok for _, ok, _ in checks) else 1)


def _checks(desk: Desk) -> Iterator[tuple[str, bool, str]]:
    from intake.hooks import loading

    yield "intake", True, f"{__version__} on Python {sys.version.split()[0]}"
    yield "home", *_private(desk.home)
    damages = {row.id: _damage(desk, row.id) for row in desk.rows()}
    for dossier, damage in damages.items():
        if damage:
            yield f"dossier {dossier}", False, damage
    yield "dossiers", True, f"{sum(not damage for damage in damages.values())} sound"
    admitted, refused = desk.plugins.admitted, desk.plugins.refusals
    yield "plugins", not refused, f"{len(admitted)} admitted, {len(refused)} refused"
    for refusal in refused:
        yield f"plugin {refusal.name}", False, f"{refusal.reason} ({refusal.origin})"
    for standing in desk.upkeep.standings():
        kept = standing.kept
        yield f"table {standing.table.name}", True, standing.todo or f"{kept.rows if kept else 0} rows, up to date"
    for kind in ("questionnaires", "policies", "clauses", "clauses/letters"):
        yield kind, True, f"{len(list(bundled.files(kind)))} files in {bundled.folder(kind)}"
    held = loading.isolation()
    yield "plugin isolation", bool(held.process), str(held)


def _damage(desk: Desk, dossier_id: str) -> str:
    """What is wrong with a journal, read anew: the catalogue would not notice a change that keeps its length."""
    try:
        return desk.dossier(dossier_id).damage
    except CannotTell as fault:
        return fault.what


def _private(home: Path) -> tuple[bool, str]:
    if not home.exists():
        return True, f"{home} (made with the first dossier)"
    if os.name == "posix" and stat.S_IMODE(home.stat().st_mode) & 0o077:
        return False, f"{home} can be read by others; run: chmod 700 {home}"
    return os.access(home, os.W_OK), f"{home}"


COMMANDS = (doctor,)
