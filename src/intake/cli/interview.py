"""The command that interviews: on screen, by plain prompts, or from a file of answers."""

from pathlib import Path

import click

from intake.cli.desk import open_desk, say_how_far
from intake.cli.options import Options, as_json, command
from intake.cli.output import is_terminal, narrate, show_json
from intake.documents import raw_of
from intake.sitting import Sitting


@command("interview")
@click.argument("dossier_id", metavar="ID")
@click.option(
    "--answers", type=click.Path(path_type=Path), help="YAML or JSON file of `question: value`, or a table (.csv)."
)
@click.option("--language", default="", metavar="CODE", help="Ask in this language, like de or tr.")
@click.option("--attach", type=(str, str), multiple=True, metavar="QUESTION FILE", help="Put a file behind an answer.")
@as_json
def interview(
    options: Options,
    dossier_id: str,
    answers: Path | None,
    language: str,
    attach: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """Interview the client, or yourself on their behalf.

    Every answer is saved as it is given.
    """
    desk = options.desk()
    sitting = desk.sitting(dossier_id)
    if language:
        sitting.speak(language)
    if answers is not None:
        _from_file(sitting, answers)
    elif attach:
        narrate("attaching only; leave --attach out to be asked")
    elif options.plain or not is_terminal():
        from intake.cli import plain

        plain.run(sitting)
    else:
        open_desk(options, desk, dossier=sitting.dossier_id, step="interview", language=language)
        sitting = desk.sitting(dossier_id)
    for question, path in attach:
        sitting.attach(question, path)
    if as_json:
        missing = [step.question.id for step in sitting.interview.missing]
        progress = sitting.interview.progress
        show_json(
            {"id": sitting.dossier_id, "answered": progress.answered, "total": progress.total, "missing": [*missing]}
        )
        return
    say_how_far(options, sitting)


def _from_file(sitting: Sitting, path: Path) -> None:
    raw = raw_of(path)
    if path.suffix.lower() == ".csv":
        from intake.converting.answers_table import as_table

        warnings = as_table(raw, str(path), sitting.take)
    else:
        warnings = sitting.take(raw, str(path))
    for question, remark in warnings:
        narrate(f"{question}: {remark.text}")


COMMANDS = (interview,)
