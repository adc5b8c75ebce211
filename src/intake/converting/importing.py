"""Imports a questionnaire of another tool: the text of a questionnaire file, and what could not be carried over."""

import json
from pathlib import Path

from intake.converting.carrying import carry
from intake.converting.form import Form
from intake.converting.settling import settle
from intake.errors import Fault, NotFound, Usage
from intake.frugal import dataclass
from intake.model.text import clean

FORMATS = {"xlsform": (".xlsx", ".xlsm", ".csv"), "surveyjs": (".json",)}
"""The formats that are read, with the endings of their files."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire file that our reader takes, what was lost, each with its place, and which names are new."""

    text: str
    lost: tuple[Fault, ...]
    renamed: dict[str, str]


def import_file(path: Path, form: str = "") -> Imported:
    """The questionnaire in a file; `form` is one of FORMATS, else the ending tells. BadFile where it cannot be read."""
    chosen = form or next((name for name, ends in FORMATS.items() if path.suffix.lower() in ends), "")
    if chosen not in FORMATS:
        raise Usage(f"'{path.name}' is neither .xlsx, .csv nor .json", remedy="Say which with --format.")
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise NotFound(f"cannot read {path}: {fault.strerror}", remedy="Check the path.") from fault
    return import_form(_read(raw, str(path), chosen), path.name, chosen)


def import_form(form: Form, name: str, kind: str) -> Imported:
    """The questionnaire that a form becomes; `name` is its file."""
    carried = carry(form)
    settled = settle(carried, name)
    head = [f"Imported from {json.dumps(clean(name, limit=200), ensure_ascii=False)} ({kind}). Read it before you ask."]
    if settled.lost:
        head += ["", "Not carried over:", *(f"- {clean(str(fault), limit=400)}" for fault in settled.lost)]
    comment = "".join(f"# {line}".rstrip() + "\n" for line in head)
    return Imported(f"{comment}\n{settled.text}", settled.lost, carried.renamed)


def _read(raw: bytes, name: str, kind: str) -> Form:
    if kind == "xlsform":
        from intake.converting.xlsform import read_xlsform

        return read_xlsform(raw, name)
    from intake.converting.surveyjs import read_surveyjs

    return read_surveyjs(raw, name)
