"""The texts of an XLSForm by language: columns like `label`, `label::French (fr)` and `hint:German`."""

import re
from collections.abc import Iterable

from intake.converting.tables import Row
from intake.errors import Fault
from intake.interviewing.entry.languages import language_code
from intake.model.questionnaire import Wording
from intake.model.text import clean

_CODE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\)\s*$")
_LIKE_A_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_ALIASES = {
    "list_name": "list name",
    "relevance": "relevant",
    "read_only": "readonly",
    "calculate": "calculation",
    "constraint message": "constraint_message",
    "required message": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "value": "name",
    "caption": "label",
    "disable": "disabled",
}
_BY_LANGUAGE = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_UNSAID = "en"
"""The language of a form that names none."""


class Texts:
    """Reads cells by what their column means, in whatever language and spelling its heading is."""

    def __init__(self, rows: Iterable[Row], default_language: str) -> None:
        self.lost: list[Fault] = []
        self.default = _code(default_language) or _UNSAID
        self.meanings: dict[str, tuple[str, str]] = {}
        self.found: dict[str, None] = {}
        for row in rows:
            for heading in row.cells:
                if heading not in self.meanings:
                    self.meanings[heading] = self.meaning(heading, row)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the form speaks, its default language first."""
        if default := ({self.default} & self.found.keys()) or not self.found:
            return (self.default, *(code for code in self.found if code != self.default)) if default else ()
        return tuple(self.found)

    def meaning(self, heading: str, row: Row) -> tuple[str, str]:
        """What a heading stands for: the column, and its language where it has one."""
        base, _, language = heading.replace("::", ":").partition(":")
        base = _ALIASES.get(base.strip().lower(), base.strip().lower())
        if base not in _BY_LANGUAGE:
            return _ALIASES.get(heading.lower(), heading.lower()), ""
        code = _code(language) if language else self.default
        if not code:
            what = f"the language '{clean(language, limit=40)}' is not known"
            self.lost.append(Fault(row.place(heading), what, "write it like French (fr)"))
        elif base == "label":
            self.found[code] = None
        return base, code

    def cell(self, row: Row, column: str) -> str:
        """The text of a column without languages."""
        return row.text(*self.headings(column))

    def headings(self, column: str) -> tuple[str, ...]:
        """The headings under which a column stands."""
        return tuple(heading for heading, (meaning, _) in self.meanings.items() if meaning == column)

    def wording(self, row: Row, column: str) -> Wording:
        """The text of a column in each language; one without a language never stands before one with it."""
        found: dict[str, str] = {}
        for heading in sorted(self.headings(column), key=lambda heading: ":" in heading):
            code = self.meanings[heading][1]
            if code and (text := clean(row.text(heading))):
                found[code] = text
        return found


def _code(language: str) -> str:
    language = language.strip()
    if match := _CODE.search(language):
        return match[1]
    return language_code(language) or (language if _LIKE_A_CODE.fullmatch(language) else "")
