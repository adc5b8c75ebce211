"""The command line's front door: the commands, and the options that each of them knows."""

import importlib
import os
from collections.abc import Sequence

import click

from intake import __version__
from intake.cli.ending import INTERRUPTED, USAGE, code_of
from intake.cli.options import Options, global_options
from intake.cli.output import is_terminal, narrate

MODULES = {
    "agree": "agreement",
    "backup": "custody",
    "change": "changes",
    "choose": "vetting",
    "compare": "changes",
    "decide": "decision",
    "demo": "demo",
    "dispute": "people",
    "doctor": "maintenance",
    "erase": "custody",
    "evidence": "evidence",
    "export": "agreement",
    "help": "helping",
    "hours": "hours",
    "interview": "interview",
    "joint": "briefing",
    "judge": "screening",
    "key": "keys",
    "letter": "letters",
    "list": "dossiers",
    "lists": "lists",
    "log": "messages",
    "migrate": "briefing",
    "new": "dossiers",
    "notice": "people",
    "outcome": "following",
    "plan": "following",
    "plugins": "vetting",
    "policy": "policy",
    "protect": "protection",
    "purge": "evidence",
    "purpose": "people",
    "questionnaire": "questionnaire",
    "record": "decision",
    "reference": "following",
    "referral": "referrals",
    "restore": "custody",
    "review": "review",
    "screen": "screening",
    "show": "dossiers",
    "sign": "signing",
    "stamp": "signing",
    "subject-access": "disclosure",
    "unprotect": "protection",
    "verify": "verifying",
    "vet": "vetting",
}
"""In which module of `intake.cli` each command lives."""


class Commands(click.Group):
    """Loads a command's module when the command is called, so that the first answer is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Every command, by name."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of that name, from its module."""
        if cmd_name not in MODULES:
            return None
        module = importlib.import_module(f"intake.cli.{MODULES[cmd_name]}")
        commands: tuple[click.Command, ...] = module.COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is no such command."""
        if args and args[0] not in MODULES and not ctx.resilient_parsing:
            from intake.cli.helping import unknown

            ctx.fail(unknown(args[0], MODULES))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for, in the order of the work."""
        from intake.cli.helping import sections

        for title, names in sections(MODULES):
            room = formatter.width - max(map(len, names)) - 6
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name, each.get_short_help_str(room)) for name, each in commands if each])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@global_options()
@click.version_option(__version__, "--version", prog_name="intake", message="%(prog)s %(version)s")
@click.pass_context
def intake(context: click.Context) -> None:
    """Vet a client before you say yes: interview, due diligence, decision, signed brief.

    Without a command, opens the desk, which offers a practice run where it is empty.
    """
    if context.invoked_subcommand is None:
        if not is_terminal():
            click.echo(context.get_help())
            narrate("The desk needs a terminal that can draw; next: intake new NAME, then intake interview ID --plain")
            context.exit(USAGE)
        from intake.cli.desk import open_desk

        options = context.ensure_object(Options)
        open_desk(options, options.desk())


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code.

    With INTAKE_DEBUG set, the tracebacks of plugins go to stderr, for their authors.
    """
    if os.environ.get("INTAKE_DEBUG"):
        import logging

        traces = logging.getLogger("intake.plugins")
        traces.setLevel(logging.DEBUG)
        traces.addHandler(logging.StreamHandler())
    return code_of(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    try:
        code = intake.main(list(arguments), prog_name="intake", standalone_mode=False)
    except click.MissingParameter as fault:
        from intake.cli.helping import missing

        narrate(f"intake: {fault.format_message()}")
        narrate(f"  next: {missing(fault)}")
        return USAGE
    except click.ClickException as fault:
        context = getattr(fault, "ctx", None)
        narrate(f"intake: {fault.format_message()}")
        narrate(f"  next: {context.command_path if context else 'intake'} --help")
        return USAGE
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0
