"""The commands that keep the tables on this machine up to date: lists status, update and import."""

from pathlib import Path

import click

from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import IntakeError
from intake.model.values import Json
from intake.store.tables import Kept
from intake.upkeep import Standing


@click.group("lists")
def lists() -> None:
    """Keep the tables on this machine up to date, in which some sources look a client up."""


@command("status")
@as_json
def status(options: Options, as_json: bool) -> None:
    """Show which tables there are, how old, and what is to do."""
    desk = options.desk()
    standings = desk.upkeep.standings()
    if as_json:
        show_json({"lists": [_as_data(standing) for standing in standings]})
        return
    table([(standing.table.name, *_in_words(standing)) for standing in standings])


@command("update")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@as_json
@click.pass_context
def update(context: click.Context, options: Options, names: tuple[str, ...], as_json: bool) -> None:
    """Download the tables named, or all of them; what cannot be brought up to date stays as it is."""
    import asyncio

    from intake.vetting.web import LiveWeb

    desk = options.desk()
    web = LiveWeb(keep=desk.dossiers.blobs.put)
    done: list[Kept] = []
    failed: list[IntakeError] = []
    for wanted in desk.upkeep.named(names):
        options.say(f"{wanted.name}: asking {wanted.url}")

        def tell(text: str, name: str = wanted.name) -> None:
            options.say(f"{name}: {text}")

        try:
            done.append(asyncio.run(desk.upkeep.update(wanted, web, tell)))
        except IntakeError as fault:
            failed.append(fault)
            options.say(f"{wanted.name}: {fault.diagnostics()}")
    _show(done, as_json=as_json)
    if failed:
        raise failed[0]


@command("import")
@click.argument("name")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@as_json
def bring_in(options: Options, name: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Make a table from files on disk, as their publisher gives them out."""
    desk = options.desk()
    (wanted,) = desk.upkeep.named([name])
    _show([desk.upkeep.bring_in(wanted, files)], as_json=as_json)


def _show(kept: list[Kept], *, as_json: bool) -> None:
    if as_json:
        show_json({"lists": [_kept_data(each) for each in kept]})
        return
    for each in kept:
        show(f"{each.name}: {_of(each)}")


def _of(kept: Kept) -> str:
    newest = f", newest entry of {kept.newest}" if kept.newest else ""
    return f"{kept.rows} rows of {kept.fetched:%Y-%m-%d}{newest} (sha256 {kept.sha256[:12]})"


def _in_words(standing: Standing) -> tuple[str, str]:
    todo = f"{standing.todo}; run: intake lists update {standing.table.name}" if standing.todo else "up to date"
    return _of(standing.kept) if standing.kept else "", todo


def _as_data(standing: Standing) -> dict[str, Json]:
    kept = _kept_data(standing.kept) if standing.kept else None
    return {"name": standing.table.name, "url": standing.table.url, "kept": kept, "todo": standing.todo}


def _kept_data(kept: Kept) -> dict[str, Json]:
    return {
        "name": kept.name,
        "fetched": f"{kept.fetched:%Y-%m-%dT%H:%M:%SZ}",
        "sha256": kept.sha256,
        "rows": kept.rows,
        "newest": kept.newest or None,
    }


lists.add_command(status)
lists.add_command(update)
lists.add_command(bring_in)
COMMANDS = (lists,)
