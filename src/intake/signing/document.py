"""The brief as a document: canonical JSON in, a PDF/A-3a with that JSON attached out, the same bytes every time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from intake import canonical
from intake.errors import Refused
from intake.model.brief import Brief
from intake.model.text import is_clean
from intake.model.values import Json
from intake.signing import wording
from intake.signing.acceptance import Statement, read, split

if TYPE_CHECKING:
    from typst import Fonts, TypstError

BRIEF_FILE = "brief.json"
ACCEPTANCE_FILE = "acceptance.json"
SIGNATURE_FILE = "acceptance.json.sig"
_LANGUAGE = re.compile("[a-z]{2,3}")


def render(brief: bytes, *, acceptance: bytes | None = None) -> bytes:
    """The PDF/A-3a of a brief in canonical JSON, with the acceptance on the page where one is given.

    Refused for data in another form, text that could deceive the eye, and characters that no font here can draw.
    """
    import typst

    read = read_brief(brief)
    attachments = {BRIEF_FILE: brief.decode("utf-8")}
    statement: Statement | None = None
    if acceptance is not None:
        raw, signature = split(acceptance)
        attachments |= {ACCEPTANCE_FILE: raw.decode("utf-8"), SIGNATURE_FILE: signature}
        statement = read_acceptance(raw)
    page = wording.page(read, canonical.digest(brief), statement)
    compiler = typst.Compiler(
        template(),
        font_paths=_fonts(),
        sys_inputs={"page": canonical.to_bytes(page).decode("utf-8"), **attachments},
    )
    issued = datetime.combine(read.issued, time(), tzinfo=UTC)
    try:
        return cast("bytes", compiler.compile(format="pdf", pdf_standards="a-3a", timestamp=issued))
    except typst.TypstError as fault:
        raise _refusal(fault, read.id) from fault


def template() -> bytes:
    """The source of the page, into which no data is ever spliced."""
    return (files("intake.signing") / "page.typ").read_bytes()


def read_brief(brief: bytes) -> Brief:
    """The brief behind its canonical JSON; Refused where a single part of it would not stand on the page."""
    try:
        data = canonical.from_bytes(brief)
        read = canonical.decode(Brief, data)
        again = canonical.to_bytes(canonical.encode(read))
    except (ValueError, RecursionError) as fault:
        raise Refused(f"this is not a brief: {fault}", remedy="Make it again with `intake agree`.") from fault
    if again != brief:
        raise Refused("the brief is not in canonical form, or has parts that this version does not know")
    if not _LANGUAGE.fullmatch(read.language):
        raise Refused(f"{read.language!r:.40} is no language code", remedy="Write it as in ISO 639: en, de, sv.")
    _refuse_unclean(data, "brief")
    return read


def read_acceptance(statement: bytes) -> Statement:
    """The statement behind its canonical JSON; Refused where it would not stand on the page as it is."""
    try:
        found = read(statement)
    except (ValueError, RecursionError) as fault:
        raise Refused(f"this is not an acceptance: {fault}", remedy="Take the acceptance again.") from fault
    if found.method not in wording.METHODS:
        raise Refused(f"this version does not know the way of accepting {found.method!r:.40}")
    _refuse_unclean(canonical.from_bytes(statement), "acceptance")
    return found


@cache
def _fonts() -> "Fonts":
    # The fonts inside the library alone: the same page on every machine.
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _refuse_unclean(data: Json, where: str) -> None:
    for place, text in _texts(data, where):
        if not is_clean(text):
            raise Refused(
                f"this text has hidden or misleading characters: {text!a:.200}",
                where=place,
                remedy="Type it again without them.",
            )


def _texts(data: Json, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield where, data
    elif isinstance(data, dict):
        for name, part in data.items():
            yield f"{where}, a name", name
            yield from _texts(part, f"{where}.{name}")
    elif isinstance(data, list):
        for number, part in enumerate(data):
            yield from _texts(part, f"{where}[{number}]")


def _refusal(fault: "TypstError", brief_id: str) -> Refused:
    missing = re.findall(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', fault.diagnostic)
    if missing:
        what = f"no font here can draw {', '.join(dict.fromkeys(missing))}"
        return Refused(what, where=brief_id, remedy="Write it in Latin, Greek or Cyrillic letters.")
    return Refused(
        f"the brief cannot be printed: {fault.message}", where=brief_id, remedy="Change the text named here."
    )
