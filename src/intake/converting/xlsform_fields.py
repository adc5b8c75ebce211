"""Reads the rows of an XLSForm that ask something."""

import re

from intake.converting.form import Choice, Field, Rule, Source
from intake.converting.tables import Row
from intake.converting.xlsform_texts import Texts
from intake.errors import Fault
from intake.frugal import replace
from intake.model.questionnaire import Required, Type, Wording

_YES, _NO = ("yes", "true", "true()", "1"), ("", "no", "false", "false()", "0")
_ALIASES = {
    **{head: head for head in ("begin group", "begin repeat", "end group", "end repeat")},
    "begin_group": "begin group",
    "begin_repeat": "begin repeat",
    "end_group": "end group",
    "end_repeat": "end repeat",
    "string": "text",
    "int": "integer",
    "photo": "image",
    "trigger": "acknowledge",
    "select one": "select_one",
    "select1": "select_one",
    "select multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "date time": "datetime",
}
_TYPES = {
    "text": Type.TEXT,
    "integer": Type.NUMBER,
    "decimal": Type.NUMBER,
    "range": Type.NUMBER,
    "date": Type.DATE,
    "note": Type.NOTE,
    "calculate": Type.CALC,
    "acknowledge": Type.BOOL,
    "image": Type.FILE,
    "audio": Type.FILE,
    "video": Type.FILE,
    "file": Type.FILE,
    "select_one": Type.CHOICE,
    "select_multiple": Type.CHOICES,
    "rank": Type.CHOICES,
}
_NOT_ASKED = frozenset(
    """
    start end today deviceid phonenumber username simserial subscriberid audit email start-geopoint background-audio
    csv-external xml-external hidden background-geopoint
""".split()
)
_COUNT = re.compile(r"count-selected\(\s*\.\s*\)\s*(<=|>=|=|<|>)\s*(\d{1,4})")
_ALONE = re.compile(
    r"not\(\s*(?:selected\(\s*\.\s*,\s*(?P<quote>['\"])(?P<first>[^'\"]+)(?P=quote)\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1"
    r"|count-selected\(\s*\.\s*\)\s*>\s*1\s+and\s+selected\(\s*\.\s*,\s*(?P<mark>['\"])(?P<second>[^'\"]+)(?P=mark)\s*\))\s*\)"
)
"""What XLSForms say of an option that goes with no other."""
_KNOWN_ALONE = "\0"


def type_of(cell: str) -> str:
    """The type without its list of options, in the spelling of today."""
    words = cell.lower().replace(" from ", " ").split()
    for length in (4, 2, 1):
        if (head := " ".join(words[:length])) in _ALIASES:
            return _ALIASES[head]
    return words[0] if words else ""


class FieldReader:
    """Makes fields of rows, and notes what in them has no counterpart here."""

    def __init__(self, texts: Texts, choices: dict[str, list[Choice]]) -> None:
        self.texts = texts
        self.choices = choices
        self.lost: list[Fault] = []

    def fields(self, row: Row, around: tuple[Source, ...]) -> list[Field]:
        """The field of a row, with the one that asks for an other option where there is one; none for metadata."""
        cell = self.texts.cell(row, "type")
        head, name = type_of(cell), self.texts.cell(row, "name")
        if head in _NOT_ASKED or not name:
            self.lose(row, "type", f"'{name or cell:.60}' is not asked of anybody", "it is left out")
            return []
        asked = Field(
            name=name,
            type=self.type(head, row),
            place=row.place(*self.texts.headings("name")),
            ask=self.text(row, "label"),
            hint=self.texts.wording(row, "hint") or self.texts.wording(row, "guidance_hint"),
            required=self.required(row),
            shown=(*around, *self.shown(row)),
            truth=("OK", ""),
        )
        asked = self.calculated(row, asked)
        if asked.type in (Type.CHOICE, Type.CHOICES):
            return self.with_choices(row, cell, asked)
        return [self.bounded(row, self.checked(row, asked))]

    def repeat(self, name: str, row: Row, around: tuple[Source, ...], fields: tuple[Field, ...]) -> Field:
        """The repeat group that begins on that row; a fixed number of rows is its least and its most."""
        count = self.texts.cell(row, "repeat_count")
        rows = int(count) if re.fullmatch(r"[0-9]{1,4}", count) else None
        if count and rows is None:
            self.lose(row, "repeat_count", f"the number of rows of '{name}' is not carried over", "any number is taken")
        ask, place = self.text(row, "label"), row.place(*self.texts.headings("name"))
        qualified = tuple(replace(f, called=(*f.called, f"{name}/{f.name}")) for f in fields)
        return Field(name, Type.REPEAT, place, ask, shown=around, fields=qualified, minimum=rows, maximum=rows)

    def note(self, name: str, row: Row, text: Wording, shown: tuple[Source, ...]) -> Field:
        """The heading of a group within a section."""
        return Field(name, Type.NOTE, row.place(), text, shown=shown)

    def shown(self, row: Row) -> tuple[Source, ...]:
        """The condition of a row."""
        source = self.source(row, "relevant")
        return () if source is None else (source,)

    def source(self, row: Row, column: str) -> Source | None:
        """The expression in a column."""
        text = self.texts.cell(row, column)
        return Source(text, row.place(*self.texts.headings(column))) if text else None

    def text(self, row: Row, column: str) -> Wording:
        """The text of a column; a place for an answer in it stays as it is written."""
        wording = self.texts.wording(row, column)
        if any("${" in text for text in wording.values()):
            self.lose(row, column, "a text that names an answer stays as it is written", "reword it")
        return wording

    def type(self, head: str, row: Row) -> Type:
        """Our type; what we have none for is asked as text."""
        readonly = self.texts.cell(row, "readonly").lower() in _YES
        if readonly:
            return Type.CALC if self.texts.cell(row, "calculation") else Type.NOTE
        if head == "text" and "multiline" in self.texts.cell(row, "appearance"):
            return Type.LONG_TEXT
        if head not in _TYPES:
            self.lose(row, "type", f"the type '{head:.40}' has no counterpart", "it is asked as text")
        if head == "integer":
            self.lose(row, "type", "that the number is whole is not checked", "fractions are taken too")
        if head == "rank":
            self.lose(row, "type", "the order of the options is not asked", "it is asked as several choices")
        return _TYPES.get(head, Type.TEXT)

    def required(self, row: Row) -> Required:
        """Whether an answer is needed; under a condition, it may be left open with a reason."""
        cell = self.texts.cell(row, "required").lower()
        if cell in _YES or cell in _NO:
            return Required.YES if cell in _YES else Required.NO
        self.lose(row, "required", "an answer that is needed under a condition", "it may be left open with a reason")
        return Required.SOFT

    def calculated(self, row: Row, asked: Field) -> Field:
        """The field with its calculation or its default."""
        source = self.source(row, "calculation")
        if asked.type is Type.CALC:
            return replace(asked, calculation=source)
        if source is not None or self.texts.cell(row, "trigger"):
            self.lose(
                row, "calculation" if source else "trigger", f"'{asked.name}' is not filled in by itself", "it is asked"
            )
        default = self.texts.cell(row, "default")
        if "${" in default or "(" in default:
            self.lose(row, "default", f"the default of '{asked.name}' is not carried over", "it starts empty")
            default = ""
        return replace(asked, default="\n".join(default.split()) if asked.type is Type.CHOICES else default)

    def checked(self, row: Row, asked: Field) -> Field:
        """The field with its constraint."""
        source = self.source(row, "constraint")
        if source is None:
            return asked
        return replace(asked, rules=(Rule(source, self.texts.wording(row, "constraint_message")),))

    def bounded(self, row: Row, asked: Field) -> Field:
        """The field with the bounds of a range."""
        found = dict(re.findall(r"(start|end)\s*=\s*(-?[0-9]{1,12})(?![.0-9])", self.texts.cell(row, "parameters")))
        if asked.type is not Type.NUMBER or not found:
            return asked
        least, most = found.get("start"), found.get("end")
        return replace(asked, minimum=int(least) if least else None, maximum=int(most) if most else None)

    def with_choices(self, row: Row, cell: str, asked: Field) -> list[Field]:
        """The field with its options, or as text where they come from elsewhere."""
        listed = [
            word for word in cell.split()[1:] if word.lower() not in ("or_other", "or", "specify", "other", "from")
        ]
        options = self.choices.get(listed[-1], []) if listed else []
        if not options:
            self.lose(row, "type", f"the options of '{asked.name}' are not in this file", "it is asked as text")
            return [self.checked(row, replace(asked, type=Type.TEXT))]
        if self.texts.cell(row, "choice_filter"):
            self.lose(row, "choice_filter", f"the options of '{asked.name}' are not narrowed", "all are offered")
        asked = self.counted(row, replace(asked, choices=tuple(options)))
        options = list(asked.choices)
        if "or_other" not in cell.lower().split():
            return [asked]
        language = self.texts.languages[0]
        source = Source(f"selected(${{{asked.name}}}, 'other')", asked.place)
        other = Field(f"{asked.name}_other", Type.TEXT, asked.place, {language: "Which?"}, shown=(*asked.shown, source))
        return [replace(asked, choices=(*options, Choice("other", {language: "Other"}))), other]

    def counted(self, row: Row, asked: Field) -> Field:
        """The field with its constraint; where that only counts the chosen options, as the least and most of them, and as those
        that go with no other.
        """
        constraint = self.texts.cell(row, "constraint")
        alone = {found["first"] or found["second"] for found in _ALONE.finditer(constraint)}
        parts = [part.strip() for part in _ALONE.sub(_KNOWN_ALONE, constraint).split(" and ")]
        counts = [_COUNT.fullmatch(part) for part in parts if part != _KNOWN_ALONE]
        bounds = [(match[1], int(match[2])) for match in counts if match]
        if asked.type is not Type.CHOICES or len(bounds) < len(counts):
            return self.checked(row, asked)
        least = [n + (sign == ">") for sign, n in bounds if sign in (">", ">=", "=")]
        most = [n - (sign == "<") for sign, n in bounds if sign in ("<", "<=", "=")]
        choices = tuple(replace(choice, exclusive=choice.value in alone) for choice in asked.choices)
        return replace(asked, minimum=max(least, default=None), maximum=min(most, default=None), choices=choices)

    def lose(self, row: Row, column: str, what: str, instead: str) -> None:
        """Notes what is not carried over."""
        self.lost.append(Fault(row.place(*self.texts.headings(column)), what, instead))
