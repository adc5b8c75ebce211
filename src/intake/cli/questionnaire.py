"""The commands on questionnaire files: questionnaire check, import, schema."""

import os
from pathlib import Path

import click

from intake.cli.options import Options, as_json, command
from intake.cli.output import narrate, show, show_file, show_json
from intake.errors import CannotWrite
from intake.model.questionnaire import Questionnaire, Type, said
from intake.model.values import Json


@click.group("questionnaire")
def questionnaire() -> None:
    """Check or import a questionnaire, or print its schema.

    One of another tool is imported; the schema is that of the answers.
    """


@command("check")
@click.argument("file")
@as_json
def check(options: Options, file: str, as_json: bool) -> None:
    """Say whether a questionnaire, by path or id, is sound.

    Every fault is shown with its place.
    """
    path, found = _read(options, file)
    asked = [q for q in found.questions() if q.type not in (Type.NOTE, Type.CALC)]
    if as_json:
        show_json(
            {
                "file": str(path),
                "id": found.id,
                "version": found.version,
                "languages": [*found.languages],
                "sections": len(found.sections),
                "questions": len(asked),
            }
        )
        return
    show(f"{path}: sound")
    show(f"  {said(found.title, '')} ({found.id}, version {found.version}, {', '.join(found.languages)})")
    show(f"  {len(asked)} questions in {len(found.sections)} sections")


@command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["xlsform", "surveyjs"]), help="Else the ending of the file tells.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="A new file; without it, to stdout.")
@as_json
def import_(options: Options, file: Path, form: str | None, to: Path | None, as_json: bool) -> None:
    """Make a questionnaire of an XLSForm or a SurveyJS form.

    An XLSForm is .xlsx or .csv, a SurveyJS form .json. It says what is not carried over.
    """
    from intake.converting.importing import import_file

    imported = import_file(file, form or "")
    if to is not None:
        _write_new(to, imported.text)
    if as_json:
        lost: list[Json] = [
            {"place": str(fault.place), "what": fault.message, "instead": fault.hint} for fault in imported.lost
        ]
        show_json({"to": str(to or ""), "questionnaire": imported.text, "lost": lost, "renamed": {**imported.renamed}})
        return
    for fault in imported.lost:
        narrate(str(fault))
    if imported.renamed:
        options.say("renamed: " + ", ".join(f"{before} -> {after}" for before, after in imported.renamed.items()))
    options.say(f"{len(imported.lost)} things are not carried over" if imported.lost else "everything is carried over")
    if to is None:
        show_file(imported.text)
    else:
        options.say(f"next: read {to}, then: intake new NAME --questionnaire {to}")


@command("schema")
@click.argument("file")
def schema(options: Options, file: str) -> None:
    """Print the JSON Schema of the answers to a questionnaire.

    It is named by path or id.
    """
    from intake.converting.schema import schema_of

    _, found = _read(options, file)
    show_json(schema_of(found))


def _read(options: Options, file: str) -> tuple[Path, Questionnaire]:
    from intake import library
    from intake.interviewing.reading import read_questionnaire

    path = library.find("questionnaires", file, options.home_folder())
    return path, read_questionnaire(path.read_bytes(), str(path))


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as fault:
        raise CannotWrite(f"{path} is there already", remedy="Name a new file; nothing was written.") from fault
    except OSError as fault:
        raise CannotWrite(f"cannot write {path}: {fault.strerror}", remedy="Check the folder.") from fault


for each in (check, import_, schema):
    questionnaire.add_command(each)

COMMANDS = (questionnaire,)
