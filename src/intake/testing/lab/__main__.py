"""Runs a command in a network of its own: `python -m intake.testing.lab COMMAND ...`."""

import os
import sys

from intake.testing.lab import namespace


def main(arguments: list[str]) -> int:
    """Prepares the namespace where it is already in one, else makes one; then becomes the command."""
    if arguments[:1] == ["--within"]:
        namespace.prepare()
        os.execvp(arguments[1], arguments[1:])  # noqa: S606 - the command is the caller's own
    if reason := namespace.why_not():
        sys.stderr.write(f"{reason}\n")
        return 1
    if not arguments:
        sys.stderr.write("usage: python -m intake.testing.lab COMMAND ...\n")
        return 64
    command = namespace.command(arguments)
    return os.execvp(command[0], command)  # noqa: S606 - as above


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
