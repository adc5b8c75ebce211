"""The commands that show what was received of the sources, and that purge it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import Usage
from intake.model.dossier import Dossier
from intake.model.text import clean_lines
from intake.model.values import Json
from intake.store import durable

if TYPE_CHECKING:
    from intake.archive import Exhibit

_MOST_CHARACTERS = 2000


@command("evidence")
@click.argument("dossier_id", metavar="ID")
@click.argument("evidence_id", metavar="[EVIDENCE]", required=False)
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the stored bytes.")
@as_json
def evidence(options: Options, dossier_id: str, evidence_id: str | None, save: Path | None, as_json: bool) -> None:
    """List the stored answers, or show what is quoted of one.

    It is shown with the words that each finding quotes.
    """
    desk = options.desk()
    if evidence_id is None:
        if save:
            raise Usage("--save goes with one EVIDENCE", remedy=f"intake evidence {dossier_id}")
        _list(desk.dossier(dossier_id), as_json=as_json)
        return
    exhibit = desk.archive.exhibit(dossier_id, evidence_id)
    if save:
        durable.replace(save, exhibit.page.body)
        options.say(f"{len(exhibit.page.body)} bytes written to {save}")
    elif as_json:
        show_json(_as_json(exhibit))
    else:
        _show(exhibit)


def _list(dossier: Dossier, *, as_json: bool) -> None:
    held = [(report, each) for report in dossier.reports.values() for each in report.evidence]
    if as_json:
        show_json([canonical.encode(each) for _, each in held])
        return
    table(
        [
            (each.id, f"{each.retrieved_at:%Y-%m-%d %H:%M} UTC", each.sha256[:12], _state(each.purged, each.url))
            for _, each in held
        ],
        indent="",
    )


def _state(purged: str, url: str) -> str:
    return f"purged: {purged}" if purged else url


def _show(exhibit: "Exhibit") -> None:
    from intake.vetting.quoting import quoted

    received = exhibit.evidence
    age = received.age(exhibit.report.asked_at)
    show(received.url)
    show(f"received {received.retrieved_at:%Y-%m-%d %H:%M:%S} UTC, status {received.status}{', ' + age if age else ''}")
    show(f"sha256 {received.sha256}")
    for finding in exhibit.findings:
        show(f"\n{finding.name}: {finding.statement}")
        if span := quoted(exhibit.page, finding.quote):
            show(f"at {span.at}: … {span.before}»{span.quote}«{span.after} …")
    if not exhibit.findings:
        show("\nno finding rests on it; it begins:\n" + clean_lines(exhibit.page.text, limit=_MOST_CHARACTERS))


def _as_json(exhibit: "Exhibit") -> Json:
    from intake.vetting.quoting import quoted

    spans = [(finding, quoted(exhibit.page, finding.quote)) for finding in exhibit.findings]
    return {
        "source": exhibit.report.source,
        "evidence": canonical.encode(exhibit.evidence),
        "findings": [
            {"finding": canonical.encode(finding), "quoted": canonical.encode(span) if span else None}
            for finding, span in spans
        ],
        "text": clean_lines(exhibit.page.text),
    }


@command("purge")
@click.argument("dossier_id", metavar="ID")
@click.argument("evidence_id", metavar="[EVIDENCE]", required=False)
@click.option("--source", default="", metavar="NAME", help="Everything that this source ever answered.")
@click.option("--reason", default="", help="Why; it stays in the journal with the hash.")
@as_json
def purge(options: Options, dossier_id: str, evidence_id: str | None, source: str, reason: str, as_json: bool) -> None:
    """Drop a stored answer.

    Hash and reason stay; what was found in it is unknown from then on.
    """
    if bool(evidence_id) is bool(source):
        raise Usage("name one EVIDENCE, or a --source", remedy=f"intake evidence {dossier_id}")
    gone = options.desk().archive.purge(dossier_id, evidence=evidence_id or "", source=source, reason=reason)
    if as_json:
        show_json({"purged": [*gone]})
        return
    for sha256 in gone:
        show(f"purged {sha256}")
    options.say(f"next: intake decide {dossier_id}")


COMMANDS = (evidence, purge)
