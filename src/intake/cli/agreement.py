"""The commands before and after the signatures: agree, export."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.keys import passphrase
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.documents import did_you_mean
from intake.errors import NotFound, Usage
from intake.locale import Words
from intake.model.brief import Brief
from intake.model.decision import Verdict
from intake.model.rendition import languages_of
from intake.model.text import clean

if TYPE_CHECKING:
    from intake.drafting import ClauseLine, Drafting

_PATH = click.Path(path_type=Path)


@command("agree")
@click.argument("dossier_id", metavar="ID")
@click.option("--languages", metavar="CODES", help="In one language or in two ('en,de'), of which the first rules.")
@click.option("--clauses", "listed", is_flag=True, help="List the clauses, those in the brief and those it could have.")
@click.option("--with", "added", metavar="CLAUSE", help="Put a clause in, or alter one that is in.")
@click.option("--set", "figures", metavar="NAME=VALUE", multiple=True, help="A figure of that clause.")
@click.option(
    "--wording",
    "wordings",
    metavar="CODE=TEXT",
    multiple=True,
    help="That clause in your own words, its figures in braces, once for each language; empty: the standard words.",
)
@click.option("--without", "removed", metavar="CLAUSE", help="Take out a clause that was put in by hand.")
@click.option("--reason", default="", help="Why, kept in the journal and shown to nobody else.")
@as_json
def agree(
    options: Options,
    dossier_id: str,
    languages: str | None,
    listed: bool,
    added: str | None,
    figures: tuple[str, ...],
    wordings: tuple[str, ...],
    removed: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """Build the brief that both sides sign.

    It holds the checklist, the payment plan and the clauses.

    Once it is built, --clauses lists the clauses with their ids, the advice that each carries and the figures that may be
    set; --with and --without alter the draft as the screen does. A clause that the decision attached, or that stands in every
    brief, stays: overrule its rule, or edit the clause book.

    \b
      intake agree ID --clauses
      intake agree ID --with late_fee --set grace_days=10 --reason "They pay on the 5th"
      intake agree ID --with conduct --wording "en=Be kind." --wording "sv=Var vänlig."
      intake agree ID --without extras_priced
    """
    if sum((languages is not None, listed, added is not None, removed is not None)) > 1:
        raise Usage("one thing at a time", remedy="--languages, --clauses, --with CLAUSE or --without CLAUSE.")
    if (figures or wordings) and added is None:
        raise Usage("--set and --wording alter a clause", remedy="Name it with --with CLAUSE.")
    if reason and added is None and removed is None:
        raise Usage("--reason goes with --with CLAUSE or --without CLAUSE")
    desk = options.desk()
    if listed:
        _show_clauses(desk.drafting.clauses(dossier_id), in_json=as_json)
        return
    if added is not None:
        made = _with_clause(desk.drafting, dossier_id, added, figures, wordings)
        brief = desk.drafting.keep_brief(dossier_id, made, reason)
    elif removed is not None:
        brief = desk.drafting.keep_brief(dossier_id, desk.drafting.without_clause(dossier_id, removed), reason)
    else:
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


def _with_clause(
    drafting: "Drafting", dossier_id: str, clause: str, figures: Sequence[str], wordings: Sequence[str]
) -> Brief:
    """The brief with the clause put in or altered; its words stay where none are given."""
    known = {line.clause.id: line for line in drafting.clauses(dossier_id)}
    if clause not in known:
        raise NotFound(
            f"there is no clause '{clause}'", remedy=did_you_mean(clause, tuple(known)) or "--clauses lists them."
        )
    line = known[clause]
    given = _pairs(figures, "--set")
    if unknown := sorted(given.keys() - line.figures.keys()):
        what = f"'{unknown[0]}' is no figure of '{clause}' that may be set"
        raise Usage(what, remedy=f"Those are: {', '.join(line.figures) or 'none'}.")
    own = _pairs(wordings, "--wording")
    if unknown := sorted(own.keys() - line.wordings.keys()):
        raise Usage(f"the brief is not in '{unknown[0]}'", remedy=f"Its languages: {', '.join(line.wordings)}.")
    return drafting.with_wording(dossier_id, clause, {**line.wordings, **own}, {**line.figures, **given})


def _pairs(written: Sequence[str], option: str) -> dict[str, str]:
    pairs = [each.partition("=") for each in written]
    if wrong := [name for name, sign, _ in pairs if not sign or not name]:
        raise Usage(f"{option}: '{clean(wrong[0])}' has no value", remedy="Write it like NAME=VALUE.")
    return {name.strip(): clean(value.strip()) for name, _, value in pairs}


def _show_clauses(lines: "Sequence[ClauseLine]", *, in_json: bool) -> None:
    if in_json:
        show_json(
            {
                "clauses": [
                    {
                        "id": line.clause.id,
                        "title": line.clause.title,
                        "text": line.clause.text,
                        "practice": [*line.clause.practice],
                        "in": line.there,
                        "removable": line.removable,
                        "reworded": line.reworded,
                        "figures": dict(line.figures),
                        "wordings": dict(line.wordings),
                    }
                    for line in lines
                ]
            }
        )
        return
    for there, heading in ((True, "in the brief:"), (False, "in the clause book, to be put in with --with:")):
        if found := [line for line in lines if line.there is there]:
            show(heading)
            table([("", *_clause_row(line)) for line in found])


def _clause_row(line: "ClauseLine") -> tuple[str, ...]:
    marks = [*(["added"] if line.removable else []), *(["own words"] if line.reworded else [])]
    figures = ", ".join(f"{name}={value}" for name, value in line.figures.items())
    return line.clause.id, line.clause.title, " ".join(line.clause.practice), figures, ", ".join(marks)


def show_brief(brief: Brief) -> None:
    """Prints the brief as both sides will sign it."""
    from intake.signing.labels import REWORDED, by_the_hour

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
    show(by_the_hour(brief, Words(brief.language)) or f"total: {checklist.total or 'by the hour'}")
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
@click.option(
    "--dispute",
    is_flag=True,
    help="Write the agreement, payments, events and messages under your signature; --format does not matter then.",
)
@as_json
def export(options: Options, dossier_id: str, target: Path, formats: str, dispute: bool, as_json: bool) -> None:
    """Write the folder with every signed version.

    It holds all that is needed to verify them.
    """
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
