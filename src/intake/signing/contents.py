"""The data inside a document: the brief and the acceptance behind their bytes, refused where a part could not stand on a page."""

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from intake import canonical
from intake.errors import Refused
from intake.model.brief import Brief
from intake.model.text import is_clean
from intake.model.values import Json
from intake.signing.acceptance import Statement, read
from intake.signing.terms import METHODS

BRIEF_FILE = "brief.json"
ACCEPTANCE_FILE = "acceptance.json"
SIGNATURE_FILE = "acceptance.json.sig"
# Kept on screens, where emoji are drawn; on the page nothing shows it.
_EMOJI_STYLE = "\ufe0f"
_LATER = ("fonts", "renditions", "reworded")
_MOST_KEPT = 8


@lru_cache(maxsize=_MOST_KEPT)
def read_brief(brief: bytes) -> Brief:
    """The brief behind its canonical JSON; Refused where a single part of it would not stand on the page."""
    try:
        data = canonical.read_back(brief)
        read = canonical.decode(Brief, data)
        is_known = _as_written(read, data) == data
    except (ValueError, RecursionError) as fault:
        raise Refused(f"this is not a brief: {fault}", remedy="Make it again with `intake agree`.") from fault
    if not is_known:
        raise Refused("the brief is not in canonical form, or has parts that this version does not know")
    for language in (read.language, *(each.language for each in read.renditions)):
        if not (2 <= len(language) <= 3 and language.isascii() and language.isalpha() and language.islower()):
            raise Refused(f"{language!r:.40} is no language code", remedy="Write it as in ISO 639: en, de, sv.")
    if read.renditions:
        from intake.model.rendition import words

        if any(not each.words.keys() <= words(read).keys() for each in read.renditions):
            raise Refused("the second language words what the brief does not say", remedy="Build the brief again.")
    if not read.reworded.keys() <= {clause.id for clause in read.checklist.clauses}:
        raise Refused("the brief words a clause that it does not have", remedy="Build the brief again.")
    _refuse_unclean(brief, data, "brief")
    return read


def _as_written(brief: Brief, data: Json) -> Json:
    """The brief as data; what a brief of an earlier version had no place for is left out where it says nothing."""
    written = cast("dict[str, Json]", canonical.encode(brief))
    known = data if isinstance(data, dict) else {}
    return {name: part for name, part in written.items() if name in known or name not in _LATER or part}


@lru_cache(maxsize=_MOST_KEPT)
def read_acceptance(statement: bytes) -> Statement:
    """The statement behind its canonical JSON; Refused where it would not stand on the page as it is."""
    try:
        found = read(statement)
    except (ValueError, RecursionError) as fault:
        raise Refused(f"this is not an acceptance: {fault}", remedy="Take the acceptance again.") from fault
    if found.method not in METHODS:
        raise Refused(f"this version does not know the way of accepting {found.method!r:.40}")
    _refuse_unclean(statement, canonical.from_bytes(statement), "acceptance")
    return found


def _refuse_unclean(raw: bytes, data: Json, where: str) -> None:
    # Where JSON escapes nothing, every text stands in it as it is.
    if b"\\" not in raw and _is_fit(raw.decode("utf-8")):
        return
    texts = [*_texts(data, where)]
    # All of them at once, line by line: nothing that is looked for reaches from one line into another.
    whole = "\n".join([text for _, text in texts])
    if _is_fit(whole):
        return
    place, text = next(((place, text) for place, text in texts if not _is_fit(text)), (where, whole))
    raise Refused(
        f"this text has hidden or misleading characters: {text!a:.200}",
        where=place,
        remedy="Type it again without them.",
    )


def _is_fit(text: str) -> bool:
    return is_clean(text) and _EMOJI_STYLE not in text


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
