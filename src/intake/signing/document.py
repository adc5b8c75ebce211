"""The brief as a document: canonical JSON in, a PDF/A-3a with that JSON attached out, the same bytes every time."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from intake import canonical
from intake.errors import Refused
from intake.model.brief import Brief, Font
from intake.model.rendition import languages_of, words
from intake.model.text import is_clean
from intake.model.values import Json
from intake.signing import fonts, wording
from intake.signing.acceptance import Statement, read, split

if TYPE_CHECKING:
    from typst import TypstError

BRIEF_FILE = "brief.json"
ACCEPTANCE_FILE = "acceptance.json"
SIGNATURE_FILE = "acceptance.json.sig"
# Kept on screens, where emoji are drawn; on the page nothing shows it.
_EMOJI_STYLE = "\ufe0f"
_LATER = ("fonts", "renditions")
# What follows from bytes alone is worked out once: a folder is read, printed and compared in several steps.
_MOST_KEPT = 8
_LANGUAGE = re.compile("[a-z]{2,3}")


def render(brief: bytes, *, acceptance: bytes | None = None, places: Sequence[Path] | None = None) -> bytes:
    """The PDF/A-3a of a brief in canonical JSON, with the acceptance on the page where one is given.

    Fonts are looked for in these folders, else in the system's. Refused for data in another form, text that could deceive
    the eye, and characters that no font here can draw; NoFont where a font that the brief names is not here.
    """
    return _printed(template(), brief, acceptance, tuple(fonts.folders() if places is None else places))


@lru_cache(maxsize=_MOST_KEPT)
def _printed(source: bytes, brief: bytes, acceptance: bytes | None, places: tuple[Path, ...]) -> bytes:
    import typst

    read = read_brief(brief)
    attachments = {BRIEF_FILE: brief.decode("utf-8")}
    statement: Statement | None = None
    if acceptance is not None:
        raw, signature = split(acceptance)
        attachments |= {ACCEPTANCE_FILE: raw.decode("utf-8"), SIGNATURE_FILE: signature}
        statement = read_acceptance(raw)
    extra = _beyond(read, statement, places)
    page = wording.page(read, canonical.digest(brief), statement, extra)
    inputs = {"page": canonical.to_bytes(page).decode("utf-8"), **attachments}
    issued = datetime.combine(read.issued, time(), tzinfo=UTC)
    with fonts.opened((*read.fonts, *extra), places) as faces:
        compiler = typst.Compiler(source, font_paths=faces, sys_inputs=inputs)
        try:
            return cast("bytes", compiler.compile(format="pdf", pdf_standards="a-3a", timestamp=issued))
        except typst.TypstError as fault:
            raise _refusal(fault, read.id) from fault


def _beyond(brief: Brief, statement: Statement | None, places: Sequence[Path]) -> tuple[Font, ...]:
    """The fonts that the acceptance needs beyond those of the brief, such as for a name in the client's own script."""
    if statement is None:
        return ()
    known = {letters for _, letters in fonts.covers(brief.fonts)}
    wanted = fonts.needed(f"{statement.by.name} {statement.intent} {statement.consent}", (brief.client.country,))
    return fonts.choose([script for script in wanted if script.letters not in known], places)


def template() -> bytes:
    """The source of the page, into which no data is ever spliced."""
    return Path(__file__).with_name("page.typ").read_bytes()


@lru_cache(maxsize=_MOST_KEPT)
def read_brief(brief: bytes) -> Brief:
    """The brief behind its canonical JSON; Refused where a single part of it would not stand on the page."""
    try:
        data = canonical.from_bytes(brief)
        read = canonical.decode(Brief, data)
        again = canonical.to_bytes(_as_written(read, data))
    except (ValueError, RecursionError) as fault:
        raise Refused(f"this is not a brief: {fault}", remedy="Make it again with `intake agree`.") from fault
    if again != brief:
        raise Refused("the brief is not in canonical form, or has parts that this version does not know")
    for language in languages_of(read):
        if not _LANGUAGE.fullmatch(language):
            raise Refused(f"{language!r:.40} is no language code", remedy="Write it as in ISO 639: en, de, sv.")
    if any(not each.words.keys() <= words(read).keys() for each in read.renditions):
        raise Refused("the second language words what the brief does not say", remedy="Build the brief again.")
    _refuse_unclean(data, "brief")
    return read


def _as_written(brief: Brief, data: Json) -> Json:
    """The brief as data; what a brief of an earlier version had no place for is left out where it says nothing."""
    written = cast("dict[str, Json]", canonical.encode(brief))
    known = data if isinstance(data, dict) else {}
    return {name: part for name, part in written.items() if name in known or name not in _LATER or part != []}


@lru_cache(maxsize=_MOST_KEPT)
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


def _refuse_unclean(data: Json, where: str) -> None:
    for place, text in _texts(data, where):
        if not is_clean(text) or _EMOJI_STYLE in text:
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
        return Refused(what, where=brief_id, remedy="Write it in letters of one of the scripts in docs/signing.md.")
    return Refused(
        f"the brief cannot be printed: {fault.message}", where=brief_id, remedy="Change the text named here."
    )
