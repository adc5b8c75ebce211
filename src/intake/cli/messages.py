"""The command that keeps the paper trail: log."""

from datetime import UTC, datetime
from pathlib import Path

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.documents import raw_of
from intake.errors import Usage
from intake.following.messages import Told, slowest_answer
from intake.model.message import Message
from intake.model.text import clean

_FILE = click.Path(path_type=Path, dir_okay=False)
_TIME = click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%d"])


@command("log")
@click.argument("dossier_id", metavar="ID")
@click.argument("paths", nargs=-1, type=_FILE, metavar="[FILE]...")
@click.option("--theirs", is_flag=True, help="The client wrote it.")
@click.option("--mine", is_flag=True, help="You wrote it.")
@click.option("--from", "sender", default="", metavar="WHO", help="Who wrote it, where the file does not say.")
@click.option("--at", type=_TIME, metavar="TIME", help="When it was sent (UTC), where the file does not say.")
@as_json
def log(
    options: Options,
    dossier_id: str,
    paths: tuple[Path, ...],
    theirs: bool,
    mine: bool,
    sender: str,
    at: datetime | None,
    as_json: bool,
) -> None:
    """Read messages (.eml or text) into the record.

    It loses none of them. Without FILE, list those there are.
    """
    if theirs and mine:
        raise Usage("a message is theirs or yours, not both")
    desk = options.desk()
    told = Told(clean(sender, limit=300), at.replace(tzinfo=UTC) if at else None, theirs if theirs or mine else None)
    for path in paths:
        if desk.engagement.log(dossier_id, path.name, raw_of(path), told) is None:
            options.say(f"{path.name} is in the record already")
    messages = sorted(desk.dossier(dossier_id).messages, key=lambda message: message.at)
    slowest = slowest_answer(messages)
    if as_json:
        show_json({"messages": canonical.encode(messages), "slowest_answer": slowest})
        return
    table([_row(message) for message in messages], indent="")
    if slowest is not None:
        show(f"the client's slowest answer took {slowest} working days")


def _row(message: Message) -> tuple[str, ...]:
    who = "client" if message.theirs else "you"
    return f"{message.at:%Y-%m-%d %H:%M}", who, message.sender, message.subject, message.sha256[:12]


COMMANDS = (log,)
