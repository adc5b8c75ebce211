"""The commands on what was signed: change, and compare for what differs between versions."""

from datetime import datetime
from pathlib import Path

import click

from intake import canonical
from intake.agreeing.amending import Alteration
from intake.amendment import Proposal
from intake.cli.amounts import money, quantity
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.documents import raw_of
from intake.errors import NotFound, Refused, Usage
from intake.model.text import clean
from intake.publishing.markdown import as_list, changes_as_markdown
from intake.signing.labels import title_of

_DAY = click.DateTime(["%Y-%m-%d"])


@command("change")
@click.argument("dossier_id", metavar="ID")
@click.option("--add-task", metavar="NAME", help="A deliverable that is added.")
@click.option("--task", metavar="NAME", help="A deliverable that is altered.")
@click.option("--volume", metavar="N UNIT", help="How much of it, such as '3 pages'.")
@click.option("--due", type=_DAY, metavar="DATE", help="By when, such as 2027-03-20.")
@click.option("--done-when", metavar="TEXT", help="How both sides see that it is done.")
@click.option("--price", metavar="AMOUNT", help="Its price, such as '400 EUR'.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of answers, as for intake interview: those that change.",
)
@click.option("--text", default="", help="What the client asks for, in their words.")
@click.option("--reason", default="", help="Why it is free, or no project of its own; kept in the journal.")
@as_json
def change(
    options: Options,
    dossier_id: str,
    add_task: str | None,
    task: str | None,
    volume: str | None,
    due: datetime | None,
    done_when: str | None,
    price: str | None,
    answers: Path | None,
    text: str,
    reason: str,
    as_json: bool,
) -> None:
    """Propose a change to what both have signed.

    It binds nobody until both sign the next version of the brief.

    It says first what the change is: inside the rounds that were agreed, a paid extra, or a project of its own.

    \b
      intake change ID --add-task Logo --due 2027-04-01 --done-when "Anna approves it" --price "400 EUR"
      intake change ID --task "Shop design" --due 2027-03-20
      intake change ID --task "Shop design" --text "Bluer, please"
    """
    if sum(each is not None for each in (add_task, task, answers)) != 1:
        raise Usage("say one change at a time", remedy="One of --add-task NAME, --task NAME or --answers FILE.")
    amendment = options.desk().amendment
    if answers is not None:
        proposal = amendment.answer(dossier_id, raw_of(answers), str(answers), text=text, reason=reason)
    else:
        alteration = Alteration(
            task=clean(add_task or task or "", limit=300),
            new=add_task is not None,
            volume=quantity(volume, "--volume") if volume else None,
            due=due.date() if due else None,
            done_when=clean(done_when) if done_when else None,
            price=money(price, "--price") if price else None,
        )
        proposal = amendment.alter(dossier_id, alteration, text=text, reason=reason)
    _tell(options, dossier_id, proposal, as_json=as_json)


def _tell(options: Options, dossier_id: str, proposal: Proposal, *, as_json: bool) -> None:
    classed, brief = proposal.classed, proposal.brief
    if as_json:
        show_json(
            {
                "id": dossier_id,
                "kind": classed.kind.value,
                "because": classed.because,
                "costs": classed.costs,
                "free": proposal.free,
                "project": proposal.project or None,
                "seq": brief.seq if brief else None,
                "changes": list(brief.changes) if brief else [],
                "digest": canonical.digest_of(brief) if brief else None,
            }
        )
    else:
        costs = f"; costs {classed.costs}" if classed.costs else ""
        show(f"{'extra at no charge' if proposal.free else classed.kind.value}: {classed.because}{costs}")
        if brief:
            show(changes_as_markdown(brief))
            show(f"digest: {canonical.digest_of(brief)}")
        if proposal.project:
            show(f"opened {proposal.project}")
    for gone in proposal.replaces:
        options.say(f"mind: it replaces a change that waited for signatures: {gone}")
    if proposal.free:
        options.say("mind: this version charges nothing for it; --price sets the new price of the deliverable")
    if brief:
        options.say(f"next: intake sign {dossier_id} --as supplier")
    elif proposal.project:
        options.say(f"next: intake interview {proposal.project}, or --reason TEXT to change this agreement instead")


@command("compare")
@click.argument("dossier_id", metavar="ID")
@click.argument("one", metavar="VERSION", type=click.IntRange(min=0), required=False)
@click.argument("other", metavar="VERSION", type=click.IntRange(min=0), required=False)
@as_json
def compare(options: Options, dossier_id: str, one: int | None, other: int | None, as_json: bool) -> None:
    """Say what differs between two versions of the brief.

    They are named by their numbers; where none is, the last two are taken.
    """
    from intake.signing.differences import differences

    desk = options.desk()
    briefs = desk.contracting.briefs(desk.dossier(dossier_id))
    if len(briefs) < 2:
        raise Refused("there is one version only", remedy=f"intake change {dossier_id} --add-task NAME")
    first, second = one if one is not None else len(briefs) - 2, other if other is not None else len(briefs) - 1
    if max(first, second) >= len(briefs):
        raise NotFound(f"there is no version {max(first, second)}", remedy=f"There are: 0 to {len(briefs) - 1}.")
    old, new = briefs[min(first, second)], briefs[max(first, second)]
    changes = differences(old, new)
    if as_json:
        show_json({"id": dossier_id, "from": old.seq, "to": new.seq, "changes": [*changes]})
    else:
        show(as_list(f"{title_of(new)}, {old.seq} → {new.seq}", changes))


COMMANDS = (change, compare)
