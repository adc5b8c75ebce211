"""The real commands without the start of an interpreter for each: forks a child for each line read, and runs it there.

Says the child's number, and `ended CODE` once it is asked for it by an empty line: until then the number is nobody else's.
"""

import ctypes
import json
import os
import sys
import tempfile
from pathlib import Path

from intake.cli.main import run
from torture.aiming import ANSWERS, LOG


def warm() -> None:
    """Everything the commands import is there before the first child."""
    with tempfile.TemporaryDirectory() as folder:
        home, mail = Path(folder) / "home", Path(folder) / "mail"
        mail.write_text("Hello", encoding="utf-8")
        for command in (["new", "Acme"], ["interview", "acme", "--answers", ANSWERS], ["log", "acme", str(mail), *LOG]):
            run(["--home", str(home), *command])


def main(home: str, tells: int, output: int) -> None:
    """Fork a child for each line."""
    control = os.dup(1)
    os.dup2(output, 1)
    warm()
    os.write(output, b"warm\n")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                ctypes.CDLL(None).shim_tell(home.encode(), tells)
                code = run(json.loads(line))
                sys.stdout.flush()
            finally:
                os.write(tells, b".")
                os._exit(code)
        os.write(control, f"{child}\n".encode())
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        os.write(control, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
