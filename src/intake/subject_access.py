"""All that is held on a client as one document to read, for the person whom it is about."""

from collections.abc import Iterator, Mapping, Sequence

from intake import canonical
from intake.custody import Disclosure
from intake.model.text import clean, clean_lines


def readable(held: Disclosure) -> str:
    """The document in Markdown; what others wrote stands indented, where nothing of it is markup."""
    lines = ["# What is held", "", *_indented({"of": held.names, "by": held.by, "on": canonical.encode(held.at)})]
    for dossier in held.dossiers:
        lines += ["", f"## Dossier {dossier.id}"]
        for entry in dossier.entries:
            shown = canonical.encode(entry)
            lines += ["", f"### {entry.at:%Y-%m-%d %H:%M} UTC, {clean(entry.kind)}", "", *_indented(shown)]
        for file in dossier.files:
            shown = canonical.encode(file)
            if isinstance(shown, dict) and file.base64:
                shown["base64"] = "no text; it is in the document made with --json"
            lines += ["", f"### Stored file {file.sha256[:12]}", "", *_indented(shown)]
    if held.others:
        lines += ["", "## Not in this document", "", *_indented({"maybe the same client": held.others})]
    return "\n".join(lines) + "\n"


def _indented(part: object, depth: int = 1) -> Iterator[str]:
    """The data as a block of text: one line a name, what belongs to it below."""
    margin = "    " * depth
    if isinstance(part, Mapping):
        for name, below in part.items():
            yield from _named(f"{margin}{clean(str(name))}:", below, depth)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for below in part:
            yield from _named(f"{margin}-", below, depth)
    else:
        text = clean_lines(str(part), limit=len(str(part)))
        yield from (margin + line for line in text.splitlines())


def _named(start: str, part: object, depth: int) -> Iterator[str]:
    if part in (None, "", [], (), {}):
        return
    if (isinstance(part, str) and "\n" not in part) or isinstance(part, int):
        yield f"{start} {clean(str(part), limit=len(str(part)))}"
    else:
        yield start
        yield from _indented(part, depth + 1)
