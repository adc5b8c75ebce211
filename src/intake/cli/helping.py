"""Help for whoever does not know the commands yet: by what they are for, in the order of the work, and the nearest name."""

import difflib
from collections.abc import Collection, Iterator

import click

SECTIONS = {
    "The way from a new client to a signed brief": (
        "new", "interview", "joint", "vet", "decide", "agree", "sign", "export", "verify",
    ),
    "Look": ("list", "show", "evidence", "record", "screen", "plan", "review"),
    "On the way": ("choose", "judge", "purpose", "notice", "dispute", "reference", "letter", "referral", "migrate"),
    "After the signatures": ("outcome", "hours", "log", "change"),
    "What lies on this machine": ("key", "lists", "plugins", "policy", "questionnaire", "doctor"),
    "Keep and forget": ("backup", "restore", "purge", "subject-access", "erase"),
}  # fmt: skip
"""The commands by what they are for, in the order in which they are met."""
_BEGIN, _OTHER = "Begin here", "More"


def sections(known: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The commands there are under their headings; the last, which a terminal still shows, is where to begin."""
    told = {name for names in SECTIONS.values() for name in names} | {"demo", "help"}
    for title, names in SECTIONS.items():
        yield title, tuple(name for name in names if name in known)
    if other := tuple(sorted(set(known) - told)):
        yield _OTHER, other
    yield _BEGIN, ("demo", "help")


def unknown(name: str, known: Collection[str]) -> str:
    """That there is no such command, and the nearest one there is."""
    near = difflib.get_close_matches(name, known, 1, 0.6)
    return f"No such command '{name}'." + (f" Did you mean '{near[0]}'?" if near else "")


def missing(fault: click.MissingParameter) -> str:
    """How the command is written with what is missing, and where an id is to be had."""
    path = fault.ctx.command_path if fault.ctx else "intake"
    name = fault.param.make_metavar(fault.ctx) if fault.param and fault.ctx else ""
    where = "   (intake list shows the ids; the first letters are enough)" if name == "ID" else ""
    return f"{path} {name}{where}"


@click.command("help")
@click.argument("name", metavar="[COMMAND]", required=False)
@click.pass_context
def help_(context: click.Context, name: str | None) -> None:
    """Show what there is, or how one command is used."""
    above = context.find_root()
    group = above.command
    if name is None or not isinstance(group, click.Group):
        click.echo(above.get_help())
        return
    command = group.get_command(above, name)
    if command is None:
        raise click.UsageError(unknown(name, group.list_commands(above)), above)
    click.echo(command.get_help(click.Context(command, info_name=name, parent=above)))


COMMANDS = (help_,)
