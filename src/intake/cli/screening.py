"""The command that holds names against the watch lists on this machine."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import click

from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json_line
from intake.errors import BadFile, Fault, Place, Usage
from intake.model.text import clean
from intake.screening.folding import too_long
from intake.screening.judging import SETTLING, Match, Subject

_SHOWN = 5
_MOST_BYTES = 16 << 20


@command("screen")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Names from a file, one a line."
)
@click.option("--list", "lists", multiple=True, metavar="LIST", help="Only this list; may be repeated.")
@click.option("--kind", type=click.Choice(["person", "organisation"]), help="What bears the name.")
@click.option(
    "--born", metavar="DATE", default="", help="Birth date, as far as it is known: 1971, 1971-05, 1971-05-20."
)
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="Country of the party; may be repeated.")
@click.option(
    "--identifier", "identifiers", multiple=True, metavar="SCHEME:VALUE", help="imo, lei, domain, email, register ..."
)
@as_json
def screen(
    options: Options,
    names: tuple[str, ...],
    file: Path | None,
    lists: tuple[str, ...],
    kind: Literal["person", "organisation"] | None,
    born: str,
    countries: tuple[str, ...],
    identifiers: tuple[str, ...],
    as_json: bool,
) -> None:
    """Hold names against the watch lists on this machine.

    A match by name alone is possible, and never more: look at what agrees and differs.
    """
    asked = [*_given(names), *(_read(file) if file else ())]
    if not asked:
        raise Usage("no name to look for", remedy="intake screen NAME, or intake screen --file FILE")
    pairs = tuple(_pair(text) for text in identifiers)
    watchlists = options.desk().watchlists
    if not as_json:
        _tell_lists(options, lists)
    for number, name in enumerate(asked, 1):
        subject = Subject(name, kind or "", countries, born, pairs)
        _show(name, watchlists.screen(subject, lists), as_json=as_json)
        if number % 1000 == 0:
            options.say(f"{number} of {len(asked)} names")


def _show(name: str, matches: Sequence[Match], *, as_json: bool) -> None:
    if as_json:
        show_json_line({"query": name, "matches": [_as_data(match) for match in matches]})
        return
    show(f"{clean(name)}: {'no match' if not matches else _counted(matches)}")
    for match in matches[:_SHOWN]:
        settled = "same identifier" if match.settled else f"{match.band}, a possible match, not verified"
        show(f"  {match.score:.2f} {match.name} ({match.list} {match.entity}, {match.kind}; {settled})")
        if match.name != match.listed_as:
            show(f"       listed as {match.listed_as}")
        show(f"       {match.explanation}")
    if len(matches) > _SHOWN:
        show(f"  ... and {len(matches) - _SHOWN} more; all with --json")


def _counted(matches: Sequence[Match]) -> str:
    return "1 match" if len(matches) == 1 else f"{len(matches)} matches"


def _as_data(match: Match) -> dict[str, object]:
    return {
        "score": match.score,
        "band": match.band,
        "list": match.list,
        "list_date": match.list_date,
        "list_sha256": match.list_sha256,
        "entity": match.entity,
        "name": match.name,
        "listed_as": match.listed_as,
        "kind": match.kind,
        "countries": match.countries,
        "birth_dates": match.birth_dates,
        "programmes": match.programmes,
        "agrees": match.agrees,
        "differs": match.differs,
        "settled": match.settled,
        "explanation": match.explanation,
    }


def _given(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if why := too_long(name):
            raise Usage(why)
        yield name


def _read(file: Path) -> list[str]:
    """The names in the file; BadFile names every line that cannot be one."""
    names, faults = [], []
    for number, line in enumerate(_text(file).split("\n"), 1):
        name = line.strip()
        if why := too_long(name):
            faults.append(Fault(Place(str(file), number, 1), why))
        elif name:
            names.append(name)
    if faults:
        raise BadFile(faults)
    return names


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        raw = opened.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise BadFile(
            [Fault(Place(str(file), 1, 1), f"at most {_MOST_BYTES >> 20} MiB are read at once: part the file")]
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise BadFile([Fault(Place(str(file), line, 1), "this is no UTF-8 text")]) from fault


def _pair(text: str) -> tuple[str, str]:
    scheme, colon, value = text.partition(":")
    if not colon or scheme not in SETTLING or not value:
        raise Usage(f"{text!r} is no SCHEME:VALUE", remedy=f"Schemes: {', '.join(SETTLING)}")
    return scheme, value


def _tell_lists(options: Options, lists: Sequence[str]) -> None:
    for standing in options.desk().watchlists.standings():
        if standing.installed and (not lists or standing.name in lists):
            here = standing.installed
            old = f", {standing.todo}: intake lists update {here.name}" if standing.todo else ""
            options.say(f"{here.name} of {here.date}, {here.entries} entries (sha256 {here.sha256[:12]}{old})")
        elif not lists:
            options.say(f"{standing.name}: {standing.todo}")


@command("judge")
@click.argument("dossier_id", metavar="ID")
@click.argument("entry", metavar="LIST:ENTITY", required=False)
@click.option("--them/--not-them", "them", default=None, help="That is them, or it is not.")
@click.option("--reason", default="", help="What you compared: birth dates, addresses, numbers.")
@click.option("--by", default="", metavar="NAME", help="Who looked; you, if not given.")
def judge(options: Options, dossier_id: str, entry: str | None, them: bool | None, reason: str, by: str) -> None:
    """Say whether an entry of a watch list is the client.

    Without an entry, show those that are open.

    Your word is kept with its reason, and holds until the list changes the entry.
    """
    clearance = options.desk().clearance
    if entry is None:
        open_matches = clearance.open_matches(dossier_id)
        show(f"{len(open_matches)} open" if open_matches else "nothing is open")
        for match in open_matches:
            show(f"  {match.list}:{match.entity}  {match.name} ({match.kind}): {match.explanation}")
        return
    if them is None:
        raise Usage("say which it is", remedy="--them or --not-them")
    dossier = clearance.judge(dossier_id, entry, them=them, reason=reason, by=by)
    options.say(f"kept; next: intake vet {dossier.id} --source sanctions")


COMMANDS = (screen, judge)
