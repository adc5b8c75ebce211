"""A long text in the editor of the person's own choice, as `VISUAL` or `EDITOR` names it."""

import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from intake.errors import Refused
from intake.locale import Words
from intake.model.text import clean_lines

_NAMES = ("VISUAL", "EDITOR")
_GRACE = 1.0  # seconds


class Leaving(Exception):
    """Raised by the handler of a signal that ends us: the editor is ended too, and what it saved is taken."""


def edited(text: str, environment: Mapping[str, str], say: Words) -> str:
    """The text as the editor leaves it, without the line break that editors end a file with, and without what could draw.

    Refused where none is named, where it cannot be started, ends with a fault, or leaves what is no text in UTF-8. The
    file it works on is open to you alone, and gone afterwards; what is no text in UTF-8 stays, and it is said where.
    """
    command = next((environment[name] for name in _NAMES if environment.get(name, "").strip()), "")
    if not command:
        raise Refused(say("no editor is named"), remedy=say("Set EDITOR, for example: export EDITOR=nano"))
    try:
        folder = Path(tempfile.mkdtemp(prefix="intake-"))  # made with mode 0700
    except OSError as fault:
        raise _refusal(command, str(fault), say) from fault
    path, keep = folder / "answer.txt", False
    try:
        path.write_text(text, encoding="utf-8")
        code = _ended([*shlex.split(command), str(path)])
        after = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        keep = True
        raise _refusal(
            command, say("what it left is no text in UTF-8; it is kept in {path}", path=path), say
        ) from fault
    except (OSError, ValueError) as fault:
        raise _refusal(command, str(fault), say) from fault
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    if code:
        raise _refusal(command, say("it ended with {code}", code=code), say)
    return clean_lines(after, limit=len(after)).removesuffix("\n")


def _ended(command: list[str]) -> int:
    """The code with which the editor ended; 0 where it had to, since we do."""
    with subprocess.Popen(command) as editor:  # noqa: S603 - it is the person's own choice
        try:
            return editor.wait()
        except Leaving:
            editor.terminate()
            try:
                editor.wait(_GRACE)
            except subprocess.TimeoutExpired:
                editor.kill()
            return 0


def _refusal(command: str, why: str, say: Words) -> Refused:
    what = say("the editor '{command}' did not do its work: {why}", command=command, why=why)
    return Refused(
        what, remedy=say("What you typed before is still there. Set EDITOR to another editor, or type it here.")
    )
