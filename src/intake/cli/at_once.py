"""Command lines so plain that they are answered without what reads all the others: that takes longer to load than they take.

Whatever is not written here word for word, help and mistakes among it, goes to the command group, which answers these
the same: a test compares them (decision 35).
"""

import os
from collections.abc import Sequence

from intake import __version__
from intake.cli.ending import code_of
from intake.cli.output import is_terminal, show

_OPTIONS = ("--seal-only", "--json")


def run(arguments: Sequence[str]) -> int | None:
    """The exit code of `--version`, of `verify` with one PDF that can be read, or, at a terminal, of the desk or `interview` with a
    dossier, each with `--home` before it or without; None for any other command line.
    """
    match arguments:
        case ["--version"]:
            return code_of(_say_version)
        case ["verify", *rest]:
            match [each for each in rest if each not in _OPTIONS]:
                case [path] if _is_pdf(path):
                    return code_of(lambda: _verify(path, rest))
        case ["--home", home, *rest] if _is_folder(home):
            return _on_screen(rest, home)
        case _:
            return _on_screen(arguments, "")
    return None


def _on_screen(arguments: Sequence[str], home: str) -> int | None:
    """The exit code of what is done on the screens; None where these are not what is asked for."""
    match arguments:
        case [] | ["interview", _] if is_terminal() and not os.environ.get("INTAKE_DEBUG"):
            if any(each.startswith("-") for each in arguments):
                return None
            return code_of(lambda: _open(home, *arguments[1:]))
    return None


def _is_folder(home: str) -> bool:
    """Whether it is a folder that can be read, or could become one."""
    if home.startswith("-"):
        return False
    return os.access(home, os.R_OK) if os.path.isdir(home) else bool(home) and not os.path.lexists(home)


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


def _open(home: str, *dossier: str) -> int:
    from pathlib import Path

    from intake.cli.desk import interview, open_desk
    from intake.cli.options import Options

    options = Options(home=Path(home) if home else None)
    if dossier:
        interview(options, *dossier)
    else:
        open_desk(options, options.desk())
    return 0
