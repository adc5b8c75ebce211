"""Vets a client in a process of its own, to be met on the way: python vetter.py HOME DOSSIER.

Says `ready` before it begins and goes on at a line; says `asked` at its first question to the web and waits for another.
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from intake.desk import Desk
from intake.errors import IntakeError
from intake.vetting.door import Answer, Request


@dataclass
class Waiting:
    """A web that answers everything with the client's name, once somebody says so."""

    keep: Callable[[bytes], str]
    asked: bool = False

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        if not self.asked:
            self.asked = True
            say("asked")
        return Answer(request.url, 404, {"content-type": "text/html"}, b"nothing on Kanarienvogel", True)


def say(text: str) -> None:
    """A line, and on at the next one that is read."""
    print(text, flush=True)  # noqa: T201 - read by the test
    sys.stdin.readline()


def main(home: Path, dossier: str) -> None:
    """Vet, and say how it ended."""
    desk = Desk(home)
    say("ready")
    try:
        asyncio.run(desk.vet(dossier, names=["rdap"], web=Waiting(desk.dossiers.blobs.put)))
    except IntakeError as fault:
        say(fault.slug)
    else:
        say("vetted")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
