"""The commands on the answers of a dossier as a whole: the joint review, and a later version of the questionnaire."""

from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.interviewing.steps import JointLine

_MARKS = {True: "agreed", False: "open", None: "-"}


@command("joint")
@click.argument("dossier_id", metavar="ID")
@click.argument("questions", metavar="[QUESTION]...", nargs=-1)
@click.option("--agreed", "mark", flag_value="agreed", help="Mark them as agreed; without names all that are answered.")
@click.option("--open", "mark", flag_value="open", help="Mark them as still to be agreed; an agreement waits for them.")
@click.option("--note", default="", help="What was said, or what is left to settle.")
@as_json
def joint(
    options: Options, dossier_id: str, questions: tuple[str, ...], mark: str | None, note: str, as_json: bool
) -> None:
    """Go through the answers together with the client.

    Each is marked as agreed or open.
    """
    briefing = options.desk().briefing
    if mark is None:
        lines = briefing.lines(dossier_id)
        lines = tuple(line for line in lines if not questions or line.line.question in questions)
    else:
        lines = briefing.review(dossier_id, questions, agreed=mark == "agreed", note=note)
    if as_json:
        show_json({"lines": [_json(line) for line in lines]})
        return
    table([(_MARKS[line.agreed], line.line.question, _on_one_line(line)) for line in lines])
    left = sum(line.agreed is not True for line in lines)
    show(f"{len(lines) - left} of {len(lines)} agreed")
    if overdue := briefing.overdue(dossier_id):
        show(f"kept longer than the questionnaire allows: {', '.join(overdue)}")


@command("migrate")
@click.argument("dossier_id", metavar="ID")
@click.option("--questionnaire", default="", metavar="FILE|ID", help="The later version; by default the one at hand.")
@click.option("--dry-run", is_flag=True, help="Only show what would be carried and lost.")
@as_json
def migrate(options: Options, dossier_id: str, questionnaire: str, dry_run: bool, as_json: bool) -> None:
    """Move the answers to a later version of their questionnaire.

    Every answer is carried or listed as lost.
    """
    move = options.desk().briefing.move(dossier_id, questionnaire, keep=not dry_run)
    if as_json:
        show_json(canonical.encode(move))
        return
    show(f"{move.before} -> {move.after}: {len(move.report.carried)} carried, {len(move.report.lost)} lost")
    table(
        [
            (carried.question, "->", carried.becomes)
            for carried in move.report.carried
            if carried.question != carried.becomes
        ]
    )
    for lost in move.report.lost:
        show(f"lost: {lost.question}: {lost.why}. It said: {lost.said}")
    options.say("nothing was changed" if dry_run else f"next: intake interview {dossier_id}")


def _json(line: "JointLine") -> dict[str, Json]:
    return {
        "question": line.line.question,
        "ask": line.line.ask,
        "shown": line.line.shown,
        "agreed": line.agreed,
        "note": line.note,
        "by": line.by,
    }


def _on_one_line(line: "JointLine") -> str:
    note = f"  [{line.note}]" if line.note else ""
    return "; ".join(line.line.shown.splitlines()) + note


COMMANDS = (joint, migrate)
