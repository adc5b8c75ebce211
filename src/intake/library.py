"""Finds questionnaires, policies, clauses and letters by id or path: your own folders first, then the ones that come along."""

from pathlib import Path

from intake import bundled, documents
from intake.documents import Mapping, Scalar, did_you_mean
from intake.errors import BadFile, NotFound
from intake.typed_paths import typed_path


def find(kind: str, wanted: str, home: Path) -> Path:
    """The file of that kind (`questionnaires`, `policies`) whose path, name or `id` is wanted; NotFound otherwise."""
    path = typed_path(wanted)
    if path.suffix in (".yaml", ".yml", ".json") or "/" in wanted:
        if path.is_file():
            return path
        raise NotFound(f"no such file: {wanted}", remedy="Check the path.")
    known = catalogue(kind, home)
    if wanted in known:
        return known[wanted]
    hint = did_you_mean(wanted, tuple(known)) or "Known: " + ", ".join(sorted(known))
    raise NotFound(f"no '{wanted}' among the {kind}", where=str(home / kind), remedy=hint)


def catalogue(kind: str, home: Path) -> dict[str, Path]:
    """Every file of that kind under its id and its file name; your own win over the ones that come along."""
    found: dict[str, Path] = {}
    for path in [*bundled.files(kind), *sorted((home / kind).glob("*.yaml"))]:
        found[path.stem] = path
        if identifier := _id(path):
            found[identifier] = path
    return found


def clause_files(home: Path) -> list[Path]:
    """The clause files: those that come along, then your own."""
    return [*bundled.files("clauses"), *sorted((home / "clauses").glob("*.yaml"))]


def letter_files(home: Path) -> list[Path]:
    """The files of letters: those that come along, then your own."""
    return [*bundled.files("clauses/letters"), *sorted((home / "clauses" / "letters").glob("*.yaml"))]


def title(path: Path, language: str) -> str:
    """What a file calls itself in that language, else in its first one; empty where it has no title or cannot be read."""
    try:
        node, _ = documents.read(path)
    except BadFile:
        return ""
    titled = node.entries.get("title") if isinstance(node, Mapping) else None
    if isinstance(titled, Mapping):
        titled = titled.entries.get(language) or next(iter(titled.entries.values()), None)
    return titled.text if isinstance(titled, Scalar) else ""


def _id(path: Path) -> str:
    try:
        node, _ = documents.read(path)
    except BadFile:
        return ""  # still found by its file name; reading it in full says what is wrong
    entry = node.entries.get("id") if isinstance(node, Mapping) else None
    return entry.text if isinstance(entry, Scalar) else ""
