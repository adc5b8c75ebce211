"""The commands before and after the signatures: agree, export."""

from pathlib import Path

import click

from intake import canonical
from intake.cli.keys import passphrase
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import Usage
from intake.model.brief import Brief
from intake.model.decision import Verdict
from intake.model.rendition import languages_of

_PATH = click.Path(path_type=Path)


@command("agree")
@click.argument("dossier_id", metavar="ID")
@click.option("--languages", metavar="CODES", help="In one language or in two ('en,de'), of which the first rules.")
@as_json
def agree(options: Options, dossier_id: str, languages: str | None, as_json: bool) -> None:
    """Build the brief that both sides sign: checklist, payment plan, clauses."""
    desk = options.desk()
    brief = desk.agree(dossier_id, [code.strip() for code in (languages or "").split(",") if code.strip()])
    decision = desk.dossier(dossier_id).decision
    if decision is not None and decision.verdict is Verdict.OPEN:
        options.say(f"mind: the verdict is open ({len(decision.not_checked)} not checked); you go on at your own risk")
    if not desk.settings.supplier.name:
        options.say(
            f"you appear as '{brief.supplier.name}'; change that with: intake sign {dossier_id} --as supplier --name NAME"
        )
    if as_json:
        whole = canonical.encode(brief)
        show_json({**whole, "digest": canonical.digest_of(brief)} if isinstance(whole, dict) else whole)
    else:
        show_brief(brief)
        options.say(f"next: intake sign {dossier_id} --as supplier")


def show_brief(brief: Brief) -> None:
    """Prints the brief as both sides will sign it."""
    from intake.signing.labels import REWORDED

    show(f"{brief.id}: {brief.supplier.name} and {brief.client.name}, {brief.issued}")
    if brief.practice:
        show("PRACTICE: made from sample data")
    checklist = brief.checklist
    table(
        [
            ("", t.name, str(t.volume), str(t.due), str(t.price or ""), f"done when: {t.done_when}")
            for t in checklist.tasks
        ]
    )
    show(f"total: {checklist.total or 'by the hour'}")
    table([("", str(i.due), str(i.amount), i.trigger) for i in checklist.instalments])
    show(f"rounds of changes: {checklist.revisions.rounds}; {checklist.revisions.definition}")
    for number, clause in enumerate(checklist.clauses, start=1):
        show(f"{number}. {clause.title}: {clause.text}" + (f" ({REWORDED})" if clause.id in brief.reworded else ""))
    if brief.renditions:
        show(f"languages: {', '.join(languages_of(brief))}; where they differ, the first one rules")
    show(f"digest: {canonical.digest_of(brief)}")


@command("export")
@click.argument("dossier_id", metavar="ID")
@click.option("--to", "target", type=_PATH, required=True, help="Folder to write into.")
@click.option(
    "--format",
    "formats",
    default="pdf,json",
    show_default=True,
    help="What to write: pdf, json, and the copies md, html, ics, csv.",
)
@click.option("--dispute", is_flag=True, help="Write all that a dispute may need, under your signature.")
@as_json
def export(options: Options, dossier_id: str, target: Path, formats: str, dispute: bool, as_json: bool) -> None:
    """Write the folder with every signed version and all that is needed to verify it."""
    from intake.publishing.forms import READABLE, SIGNED

    wanted = frozenset(form.strip() for form in formats.split(","))
    if unknown := sorted(wanted - {*SIGNED, *READABLE}):
        raise Usage(f"cannot write {', '.join(unknown)}", remedy=f"Known formats: {', '.join((*SIGNED, *READABLE))}")
    desk = options.desk()
    if dispute:
        dues = desk.engagement.state(dossier_id).dues
        folder = desk.contracting.evidence(dossier_id, target, dues, passphrase=passphrase())
    else:
        folder = desk.contracting.export(dossier_id, target, wanted)
    if as_json:
        show_json({"folder": str(folder), "files": [path.name for path in sorted(folder.iterdir())]})
    else:
        show(str(folder))
        options.say(f"next: intake verify {folder}")


COMMANDS = (agree, export)
