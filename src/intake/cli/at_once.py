"""Command lines so plain that they are answered without what reads all the others: that takes longer to load than they take.

Whatever is not written here word for word, help and mistakes among it, goes to the command group, which answers these
the same: a test compares them (decision 35).
"""

import os
from collections.abc import Sequence

from intake import __version__
from intake.cli.ending import code_of
from intake.cli.output import show

_OPTIONS = ("--seal-only", "--json")


def run(arguments: Sequence[str]) -> int | None:
    """The exit code of `--version`, or of `verify` with one PDF that can be read; None for any other command line."""
    match arguments:
        case ["--version"]:
            return code_of(_say_version)
        case ["verify", *rest]:
            match [each for each in rest if each not in _OPTIONS]:
                case [path] if _is_pdf(path):
                    return code_of(lambda: _verify(path, rest))
    return None


def _is_pdf(path: str) -> bool:
    """Whether it names a PDF that can be read, and is said back as it was written."""
    is_named = path.endswith(".pdf") and not path.startswith("-") and path == os.path.normpath(path)
    return is_named and os.path.basename(path) != ".pdf" and os.path.isfile(path) and os.access(path, os.R_OK)


def _say_version() -> int:
    show(f"intake {__version__}")
    return 0


def _verify(path: str, given: Sequence[str]) -> int:
    from intake.cli.checking import check_pdf

    return check_pdf(path, pages="--seal-only" not in given, as_json="--json" in given)
