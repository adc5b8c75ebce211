"""The command that reads in lists of hours and keeps whether the client approved them: hours."""

from datetime import datetime
from pathlib import Path

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.documents import raw_of
from intake.errors import Usage
from intake.following.time_reports import Standing, time_reports
from intake.model.outcome import ReportState
from intake.model.text import clean


@command("hours")
@click.argument("dossier_id", metavar="ID")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), required=False, metavar="[FILE]")
@click.option(
    "--mark",
    type=click.Choice([state.value for state in ReportState if state is not ReportState.READ]),
    help="The list was sent to the client, approved, or questioned.",
)
@click.option("--list", "name", default="", metavar="NAME", help="Which list --mark is about (default: the last).")
@click.option("--by", default="", metavar="NAME", help="Who approved or questioned it.")
@click.option("--note", default="", metavar="TEXT", help="What was said about it.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When (default: today).")
@as_json
def hours(
    options: Options,
    dossier_id: str,
    path: Path | None,
    mark: str | None,
    name: str,
    by: str,
    note: str,
    on: datetime | None,
    as_json: bool,
) -> None:
    """Read in a list of hours, mark it, or show those there are.

    A list is a .csv: date, deliverable, hours, note.
    """
    engagement = options.desk().engagement
    if path is not None and mark is not None:
        raise Usage("read a list in first, then mark it")
    if path is not None:
        report = engagement.read_hours(dossier_id, path.name, raw_of(path))
        options.say(f"{report.hours:f} hours; next: intake hours {dossier_id} --mark sent")
    elif mark is not None:
        engagement.mark_hours(
            dossier_id, clean(name), ReportState(mark), by=clean(by), note=clean(note), on=on.date() if on else None
        )
    found = time_reports(options.desk().dossier(dossier_id).outcomes)
    if as_json:
        show_json(canonical.encode(found))
    else:
        show_reports(found)


def show_reports(found: tuple[Standing, ...]) -> None:
    """Prints how each list stands."""
    rows = [
        (s.report.name, f"{s.report.hours:f} h", s.report.state.value, str(s.on), s.by, _until(s), s.note)
        for s in found
    ]
    table(rows, indent="")
    if not rows:
        show("no list of hours yet")


def _until(standing: Standing) -> str:
    until = standing.report.until
    return f"approved by silence unless they question it by {until}" if until else ""


COMMANDS = (hours,)
