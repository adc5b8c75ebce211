"""The command that tells a person all that is held on them: subject-access."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show_file, show_json
from intake.custody import Disclosure
from intake.model.text import clean, clean_lines
from intake.store import durable


@command("subject-access")
@click.argument("client")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write a file that you alone can read."
)
@as_json
def subject_access(options: Options, client: str, target: Path | None, as_json: bool) -> None:
    """Tell all that is held on a client in one document.

    It names sources and times; --json has the stored files as they are.

    It is meant for the person it is about. Read it first: it may tell of others, and it holds your own notes.
    """
    custody = options.desk().custody
    held = custody.held_on(custody.find(client))
    if target is not None:
        raw = canonical.to_bytes(canonical.encode(held)) + b"\n" if as_json else _readable(held).encode()
        durable.replace(target, raw)
        options.say(f"written to {target}")
    elif as_json:
        show_json(canonical.encode(held))
    else:
        show_file(_readable(held))


def _readable(held: Disclosure) -> str:
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


COMMANDS = (subject_access,)
