"""The commands that keep the lists and tables on this machine up to date: lists status, update and import."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.desk import Desk
from intake.documents import did_you_mean
from intake.errors import IntakeError, NotFound
from intake.model.values import Json
from intake.store.tables import Kept
from intake.watchlists import Installed


@click.group("lists")
def lists() -> None:
    """Keep watch lists and tables up to date on this machine.

    Parties are looked up in them.
    """


@command("status")
@as_json
def status(options: Options, as_json: bool) -> None:
    """Show which lists and tables there are, how old, and what is to do."""
    desk = options.desk()
    found: list[tuple[str, Kept | Installed | None, str]] = [
        *((each.name, each.installed, each.todo) for each in desk.watchlists.standings()),
        *((each.table.name, each.kept, each.todo) for each in desk.upkeep.standings()),
    ]
    if as_json:
        rows: list[Json] = [
            {"name": name, "kept": _as_data(kept) if kept else None, "todo": todo} for name, kept, todo in found
        ]
        show_json({"lists": rows})
        return
    todos = {name: f"{todo}; run: intake lists update {name}" if todo else "up to date" for name, _, todo in found}
    table([(name, _in_words(kept) if kept else "", todos[name]) for name, kept, _ in found])


@command("update")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@as_json
def update(options: Options, names: tuple[str, ...], as_json: bool) -> None:
    """Download the lists and tables named, or all of them.

    What cannot be brought up to date stays as it is.
    """
    from intake.vetting.web import LiveWeb

    desk = options.desk()
    web = LiveWeb(keep=desk.dossiers.blobs.put)
    done: list[Kept | Installed] = []
    failed: list[IntakeError] = []
    for name in _known(desk, names):

        def tell(text: str, name: str = name) -> None:
            options.say(f"{name}: {text}")

        try:
            if name in desk.watchlists.names:
                done.append(asyncio.run(desk.watchlists.update(name, web, tell)))
            else:
                (wanted,) = desk.upkeep.named([name])
                tell(f"asking {wanted.url}")
                done.append(asyncio.run(desk.upkeep.update(wanted, web, tell)))
        except IntakeError as fault:
            failed.append(fault)
            tell(fault.diagnostics())
    _show(done, as_json=as_json)
    if failed:
        raise failed[0]


@command("import")
@click.argument("name")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@as_json
def bring_in(options: Options, name: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Make a list or table from files of its publisher.

    They are read from disk, as they were given out.
    """
    desk = options.desk()
    _known(desk, [name])
    if name in desk.watchlists.names:
        _show([desk.watchlists.bring_in(name, files, lambda text: options.say(f"{name}: {text}"))], as_json=as_json)
        return
    (wanted,) = desk.upkeep.named([name])
    _show([desk.upkeep.bring_in(wanted, files)], as_json=as_json)


def _known(desk: Desk, names: Sequence[str]) -> Sequence[str]:
    known = (*desk.watchlists.names, *(standing.table.name for standing in desk.upkeep.standings()))
    for name in names:
        if name not in known:
            raise NotFound(
                f"no list or table is named {name}", remedy=did_you_mean(name, known) or f"Known: {', '.join(known)}"
            )
    return names or known


def _show(kept: Sequence[Kept | Installed], *, as_json: bool) -> None:
    if as_json:
        show_json({"lists": [_as_data(each) for each in kept]})
        return
    for each in kept:
        show(f"{each.name}: {_in_words(each)}")


def _in_words(kept: Kept | Installed) -> str:
    if isinstance(kept, Installed):
        long = f" ({kept.shortened} of them by their beginning alone, as they are very long)" if kept.shortened else ""
        return f"{kept.entries} entries, {kept.names} names{long}, of {kept.date} (sha256 {kept.sha256[:12]})"
    newest = f", newest entry of {kept.newest}" if kept.newest else ""
    return f"{kept.rows} rows of {kept.fetched:%Y-%m-%d}{newest} (sha256 {kept.sha256[:12]})"


def _as_data(kept: Kept | Installed) -> dict[str, Json]:
    common: dict[str, Json] = {
        "name": kept.name,
        "fetched": f"{kept.fetched:%Y-%m-%dT%H:%M:%SZ}",
        "sha256": kept.sha256,
    }
    if isinstance(kept, Installed):
        return {**common, "date": kept.date, "entries": kept.entries, "names": kept.names, "shortened": kept.shortened}
    return {**common, "rows": kept.rows, "newest": kept.newest or None}


lists.add_command(status)
lists.add_command(update)
lists.add_command(bring_in)
COMMANDS = (lists,)
