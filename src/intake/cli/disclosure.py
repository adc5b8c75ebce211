"""The command that tells a person all that is held on them: subject-access."""

from pathlib import Path

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show_file, show_json
from intake.store import durable
from intake.subject_access import readable


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
        raw = canonical.to_bytes(canonical.encode(held)) + b"\n" if as_json else readable(held).encode()
        durable.replace(target, raw)
        options.say(f"written to {target}")
    elif as_json:
        show_json(canonical.encode(held))
    else:
        show_file(readable(held))


COMMANDS = (subject_access,)
