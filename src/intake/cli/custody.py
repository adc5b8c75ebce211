"""The commands for the home as a whole, and for the end of what it holds: backup, restore, erase."""

import sys
from pathlib import Path

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.custody import Custody, Person, not_meant, told
from intake.errors import DoesNotHold, Usage
from intake.model.text import clean
from intake.model.values import Json
from intake.store.restoring import Placed, Result

_FILE = click.Path(path_type=Path)


@command("backup")
@click.argument("file", type=_FILE)
@click.option("--only", metavar="ID", multiple=True, help="This dossier alone, to hand on or move; may be repeated.")
@click.option("--with-keys", is_flag=True, help="Your signing key and the keys of sources, too.")
@as_json
def backup(options: Options, file: Path, only: tuple[str, ...], with_keys: bool, as_json: bool) -> None:
    """Write your dossiers and your own files into one file.

    It is read back.

    Watch lists and tables are left out: `intake lists update` brings them again. Exit 1 where something in the home is damaged.
    """
    made = options.desk().custody.back_up(file, only=only, keys=with_keys).manifest
    if as_json:
        show_json({"file": str(file), "dossiers": {**made.heads}, "parts": len(made.parts), "lacking": [*made.lacking]})
    else:
        show(f"{file}: {len(made.heads)} dossiers, {len(made.parts)} files, each held against its digest")
        for words in made.lacking:
            show(f"  LOOK {words}")
    if not with_keys and not only:
        options.say("your keys are not in it; --with-keys puts them in")
    if made.lacking:
        raise DoesNotHold("the backup is written, and holds less than it should", where=str(file))


@command("restore")
@click.argument("file", type=_FILE)
@click.option("--with-keys", is_flag=True, help="Keys, too, where there are none here.")
@as_json
def restore(options: Options, file: Path, with_keys: bool, as_json: bool) -> None:
    """Put in place what a backup holds and is not here.

    What is here is never overwritten.

    Exit 1 where the backup holds another history, or another file, than what is here and stays.
    """
    found, placed = options.desk().custody.restore(file, keys=with_keys)
    if as_json:
        rows: list[Json] = [
            {"name": each.name, "result": each.result.name.lower(), "conflict": each.result.conflict} for each in placed
        ]
        show_json({"file": str(file), "made_at": canonical.encode(found.manifest.made_at), "parts": rows})
    else:
        table([(each.name, each.result.value) for each in placed if _is_news(each)], indent="")
        options.say(f"of the backup of {found.manifest.made_at:%Y-%m-%d %H:%M} UTC; next: intake doctor")
    if conflicts := [each.name for each in placed if each.result.conflict]:
        remedy = "What is here was kept. To look at the other one, restore the file into a home of its own (--home)."
        raise DoesNotHold(f"not as in the backup: {', '.join(conflicts)}", where=str(file), remedy=remedy)


def _is_news(placed: Placed) -> bool:
    return placed.result is not Result.SAME


@command("erase")
@click.argument("client")
@click.option("--keep-agreement", metavar="REASON", default="", help="The signed agreement stays, for this reason.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def erase(options: Options, client: str, keep_agreement: str, yes: bool, as_json: bool) -> None:
    """Erase all that is held on a client.

    By name all of its dossiers, by id that one. There is no way back.
    """
    custody = options.desk().custody
    person = custody.find(client)
    if not yes:
        _ask(custody, person, keep_agreement)
    done = custody.erase(person, agreement=keep_agreement)
    if as_json:
        show_json(canonical.encode(done))
        return
    for line in told(person, done):
        show(line)
    for dossier_id in done.erased.elsewhere:
        options.say(f"next: intake vet {dossier_id} --again")


def _ask(custody: Custody, person: Person, reason: str) -> None:
    click.echo(f"to be erased of {clean(', '.join(person.names))}:", err=True)
    for line in custody.at_stake(person, agreement=reason):
        click.echo(f"  {line}", err=True)
    for line in not_meant(person):
        click.echo(line, err=True)
    if signed := [] if reason else [*person.agreements]:
        click.echo(f"with the signed agreement of {', '.join(signed)}; --keep-agreement REASON keeps it", err=True)
    if not sys.stdin.isatty():
        raise Usage("nobody is here to be asked", remedy="Pass --yes.")
    click.confirm("Erase it? There is no way back", abort=True, err=True)


COMMANDS = (backup, restore, erase)
