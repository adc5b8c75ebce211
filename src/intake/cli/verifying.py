"""The command that checks what was signed: verify."""

from pathlib import Path

import click

from intake.cli import checking
from intake.cli.options import Options, as_json, command


@command("verify")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--seal-only", is_flag=True, help="Do not print the pages again from the data inside: quicker, and proves less."
)
@click.option(
    "--second-opinion", is_flag=True, help="Say beside it what pyHanko makes of each PDF, where it is installed."
)
@as_json
@click.pass_context
def verify(
    context: click.Context,
    options: Options,
    paths: tuple[Path, ...],
    seal_only: bool,
    second_opinion: bool,
    as_json: bool,
) -> None:
    """Check a signed brief offline, or two copies against each other.

    Exit: 0 valid, 1 not valid, 2 cannot tell.

    Or a journal (log.jsonl) or a backup: its chain, line by line, and whether it holds the past that briefs named beside it pin.
    """
    context.exit(checking.check(options, paths, pages=not seal_only, second_opinion=second_opinion, as_json=as_json))


COMMANDS = (verify,)
