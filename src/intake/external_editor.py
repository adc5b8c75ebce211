"""A long text in the editor of the person's own choice, as `VISUAL` or `EDITOR` names it."""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from intake.errors import Refused
from intake.locale import Words

_NAMES = ("VISUAL", "EDITOR")


def edited(text: str, environment: Mapping[str, str], say: Words) -> str:
    """The text as the editor leaves it, without the line break that editors end a file with.

    Refused where none is named, where it cannot be started, ends with a fault, or leaves what is no text in UTF-8. The
    file it works on is open to you alone, and gone afterwards.
    """
    command = next((environment[name] for name in _NAMES if environment.get(name, "").strip()), "")
    if not command:
        raise Refused(say("no editor is named"), remedy=say("Set EDITOR, for example: export EDITOR=nano"))
    with tempfile.TemporaryDirectory(prefix="intake-") as folder:  # made with mode 0700
        path = Path(folder) / "answer.txt"
        path.write_text(text, encoding="utf-8")
        try:
            code = subprocess.run([*shlex.split(command), str(path)], check=False).returncode  # noqa: S603 - it is the person's own choice
            after = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as fault:
            raise _refusal(command, str(fault), say) from fault
    if code:
        raise _refusal(command, say("it ended with {code}", code=code), say)
    return after.removesuffix("\n")


def _refusal(command: str, why: str, say: Words) -> Refused:
    what = say("the editor '{command}' did not do its work: {why}", command=command, why=why)
    return Refused(what, remedy=say("What was typed before stands. Set EDITOR to another one, or type it here."))
