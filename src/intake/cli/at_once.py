"""Command lines so plain that they are answered without what reads all the others: that takes longer to load than they take.

Whatever is not written here word for word, help and mistakes among it, goes to the command group, which answers these
the same: a test compares them.
"""

import os
from collections.abc import Sequence

from intake import __version__
from intake.cli.ending import code_of
from intake.cli.output import show

_OPTIONS = ("--seal-only", "--json")


def run(arguments: Sequence[str]) -> int | None:
    """The exit code of `--version`, or of `verify` with files or folders that can be read; None for any other command line."""
    match arguments:
        case ["--version"]:
            return code_of(_say_version)
        case ["verify", *rest]:
            paths = [each for each in rest if each not in _OPTIONS]
            if paths and not any(each.startswith("-") or not os.access(each, os.R_OK) for each in paths):
                return code_of(lambda: _verify(paths, set(rest)))
    return None


def _say_version() -> int:
    show(f"intake {__version__}")
    return 0


def _verify(paths: Sequence[str], given: set[str]) -> int:
    from pathlib import Path

    from intake.cli.checking import check
    from intake.cli.options import Options

    pages = "--seal-only" not in given
    return check(Options(), [*map(Path, paths)], pages=pages, second_opinion=False, as_json="--json" in given)
