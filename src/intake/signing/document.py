"""The brief as a document: canonical JSON in, a PDF/A-3a with that JSON attached out, the same bytes every time."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from intake import canonical
from intake.errors import Refused
from intake.model.brief import Brief, Font
from intake.signing import digests, fonts, wording
from intake.signing.acceptance import Statement, split
from intake.signing.contents import ACCEPTANCE_FILE, BRIEF_FILE, SIGNATURE_FILE, read_acceptance, read_brief

if TYPE_CHECKING:
    from typst import TypstError

# What follows from bytes alone is worked out once: a folder is read, printed and compared in several steps.
_MOST_KEPT = 8


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
    page = wording.page(read, digests.named(brief), statement, extra)
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


def _refusal(fault: "TypstError", brief_id: str) -> Refused:
    missing = re.findall(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', fault.diagnostic)
    if missing:
        what = f"no font here can draw {', '.join(dict.fromkeys(missing))}"
        return Refused(what, where=brief_id, remedy="Write it in letters of one of the scripts in docs/signing.md.")
    return Refused(
        f"the brief cannot be printed: {fault.message}", where=brief_id, remedy="Change the text named here."
    )
