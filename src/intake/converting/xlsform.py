"""Reads an XLSForm: a workbook or table with the sheets `survey`, `choices` and `settings`."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from intake.converting.dialects import XPATH
from intake.converting.form import Choice, Field, Form, Part, Source
from intake.converting.tables import Row, read_sheets
from intake.converting.xlsform_fields import FieldReader, type_of
from intake.converting.xlsform_texts import Texts
from intake.errors import BadFile, Fault, Place
from intake.frugal import dataclass, field

_SHEETS = ("survey", "choices", "settings")
_KNOWN = frozenset(
    """
    type name label hint relevant required required_message constraint constraint_message calculation default appearance
    readonly choice_filter repeat_count parameters guidance_hint disabled trigger
""".split()
)


@dataclass(slots=True)
class _Frame:
    """A group or repeat whose end has not come yet."""

    kind: str
    row: Row
    name: str
    fields: list[Field] = field(default_factory=list)
    shown: tuple[Source, ...] = ()


def read_xlsform(raw: bytes, name: str) -> Form:
    """The form in these bytes; BadFile where it has no survey, or groups that do not end."""
    sheets = read_sheets(raw, name, _SHEETS)
    if not sheets.get("survey"):
        raise BadFile([Fault(Place(name, 1, 1), "there is no sheet 'survey' with questions", "not an XLSForm?")])
    settings = (sheets.get("settings") or [Row({}, name, 1)])[0]
    texts = Texts([*sheets["survey"], *sheets.get("choices", [])], settings.text("default_language"))
    reader = _Reader(texts, _choices(sheets.get("choices", []), texts), settings.text("form_title", "title"))
    parts = reader.parts(sheets["survey"])
    if reader.faults:
        raise BadFile(reader.faults)
    version = settings.text("version")
    return Form(
        name=settings.text("form_id", "id_string") or PurePath(name).stem,
        title={texts.languages[0]: reader.title or PurePath(name).stem},
        version=int(version) if re.fullmatch(r"[0-9]{1,12}", version) else 1,
        languages=texts.languages,
        parts=tuple(parts),
        dialect=XPATH,
        lost=(*texts.lost, *reader.fields.lost, *_strange_columns(sheets["survey"], texts)),
    )


def _choices(rows: list[Row], texts: Texts) -> dict[str, list[Choice]]:
    """The options by the name of their list, each value once."""
    found: dict[str, dict[str, Choice]] = {}
    for row in rows:
        listed, value = texts.cell(row, "list name"), texts.cell(row, "name")
        if listed and value:
            found.setdefault(listed, {}).setdefault(value, Choice(value, texts.wording(row, "label")))
    return {name: list(choices.values()) for name, choices in found.items()}


def _strange_columns(rows: list[Row], texts: Texts) -> Iterator[Fault]:
    """One loss for each column that nothing here reads."""
    seen: set[str] = set()
    for row in rows:
        for heading in row.cells:
            if texts.meanings[heading][0] not in _KNOWN and heading not in seen:
                seen.add(heading)
                yield Fault(row.place(heading), f"the column '{heading:.60}' is not carried over")


class _Reader:
    """Goes down the rows of the survey, into groups and repeats and out of them."""

    def __init__(self, texts: Texts, choices: dict[str, list[Choice]], title: str) -> None:
        self.texts = texts
        self.title = title
        self.fields = FieldReader(texts, choices)
        self.faults: list[Fault] = []
        self.frames: list[_Frame] = []
        self.found: list[Part] = []
        self.loose: list[Field] = []

    def parts(self, rows: list[Row]) -> list[Part]:
        """The sections: each outermost group is one, and so are the questions between them."""
        for row in rows:
            if self.texts.cell(row, "disabled").lower() not in ("yes", "true", "true()"):
                self.row(row)
        for frame in self.frames:
            self.faults.append(Fault(frame.row.place(), f"this {frame.kind} does not end", f"end {frame.kind}"))
        self.flush()
        return self.found

    def row(self, row: Row) -> None:
        """Reads one row."""
        head = type_of(self.texts.cell(row, "type"))
        if not head:
            return
        if head in ("begin group", "begin repeat"):
            self.begin(head.removeprefix("begin "), row)
        elif head in ("end group", "end repeat"):
            self.end(head.removeprefix("end "), row)
        else:
            self.add(self.fields.fields(row, self.shown()))

    def begin(self, kind: str, row: Row) -> None:
        """Goes into a group or repeat."""
        if kind == "group" and not self.frames:
            self.flush()
        name = self.texts.cell(row, "name") or f"{kind}_{row.line}"
        frame = _Frame(kind, row, name, shown=self.fields.shown(row))
        if kind == "group" and self.frames and (title := self.texts.wording(row, "label")):
            note = self.fields.note(f"{name} heading", row, title, (*self.shown(), *frame.shown))
            self.add([note])
        self.frames.append(frame)

    def end(self, kind: str, row: Row) -> None:
        """Comes out of a group or repeat."""
        if not self.frames or self.frames[-1].kind != kind:
            self.faults.append(Fault(row.place(), f"no {kind} begins that could end here"))
            return
        frame = self.frames.pop()
        if kind == "repeat":
            shown = (*self.shown(), *frame.shown)
            self.add([self.fields.repeat(frame.name, frame.row, shown, tuple(frame.fields))])
        elif self.frames:
            self.add(frame.fields)
        elif frame.fields:
            title = self.texts.wording(frame.row, "label") or {self.texts.languages[0]: frame.name.replace("_", " ")}
            self.found.append(Part(frame.name, title, tuple(frame.fields), frame.shown))

    def add(self, fields: list[Field]) -> None:
        """Puts fields where the reader stands."""
        (self.frames[-1].fields if self.frames else self.loose).extend(fields)

    def shown(self) -> tuple[Source, ...]:
        """The conditions of the groups around, up to the repeat or section that has them itself."""
        found: tuple[Source, ...] = ()
        for depth, frame in reversed(list(enumerate(self.frames))):
            if frame.kind == "repeat" or depth == 0:
                break
            found = (*frame.shown, *found)
        return found

    def flush(self) -> None:
        """Makes a section of the questions outside of any group."""
        if self.loose:
            title = {self.texts.languages[0]: self.title or "Questions"}
            self.found.append(Part("questions", title, tuple(self.loose)))
            self.loose = []
