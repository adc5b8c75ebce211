"""The work that is tormented: forks a worker for each line read (what, home, call, how), who says what was acknowledged.

Forking saves the start of an interpreter for each of many workers. A worker ends by being killed, by an error that a store
raises on purpose (`refused`), or with all its work done (`calls N`).
"""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

import filelock

from intake.errors import IntakeError
from intake.model.values import Json
from intake.store import backup, backup_file, catalogue, erasing, protecting, restoring, sealing
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from intake.store.vault import Vault
from store.everything import FILES
from store.sample import CLIENT, NOW, later
from torture import peers
from torture.peers import Work, note

FORMER, LATTER = b"the former words", b"the latter words"
GOES, STAYS = "Kanarienvogel", "Zaunkoenig"
HOWS = ("count", "kill", "torn", "full", "short", "broken")


def say(text: str) -> None:
    """One whole line on the pipe at once."""
    os.write(1, f"{text}\n".encode())


def work(home: Path, say: Callable[[str], None] = say) -> None:
    """Two dossiers from their beginning to the end of one of them, each step acknowledged once it is on disk."""
    dossiers = Dossiers(home)
    for name in (GOES, STAYS):
        client = type(CLIENT)(f"{name} Ltd")
        dossier = dossiers.create(client, **FILES, actor=name, at=NOW, token="t").id
        say(f"created {dossier}")
        for number in range(3):
            sha256 = dossiers.blobs.put(f"page {number} of {name}".encode())
            body: dict[str, Json] = {"text": note(number), "sha256": sha256}
            dossiers.append(dossier, "noted", body, actor="me", at=later(number))
            say(f"noted {dossier} {number}")
        dossiers.rows()
    backup.write(home / "b.tar", dossiers, at=NOW)
    say("backed up")
    say("erasing")
    erasing.erase(dossiers, Order((f"{GOES.lower()}-ltd-t",), (GOES,), "me", later(9)))
    say("erased")
    restoring.restore(backup_file.check(home / "b.tar"), dossiers)
    say("restored")


def opened(home: Path, words: bytes) -> Dossiers:
    """The dossiers of a home behind a passphrase."""
    return Dossiers(home, Vault(home, lambda: words))


def protect(home: Path, say: Callable[[str], None] = say) -> None:
    """A store that gets a passphrase, another one, and none again, with a note in between each."""
    Vault.begin.__kwdefaults__ = Vault.change.__kwdefaults__ = {"cost": 2**4}
    dossier = opened(home, FORMER).create(CLIENT, **FILES, actor="me", at=NOW, token="t").id
    say("created")

    def keep(words: bytes, number: int) -> None:
        opened(home, words).append(dossier, "noted", {"text": note(number)}, actor="me", at=later(number))
        say(f"noted {number}")

    keep(FORMER, 0)
    protecting.protect(opened(home, FORMER), FORMER)
    say("protected")
    keep(FORMER, 1)
    say("changing")
    opened(home, FORMER).vault.change(lambda: LATTER)
    say("changed")
    keep(LATTER, 2)
    protecting.unprotect(opened(home, LATTER))
    say("unprotected")
    keep(b"", 3)


WORKS: dict[str, Work] = {"everything": work, "protection": protect, **peers.WORKS}


def worker(what: str, home: Path, call: int, how: str) -> int:
    """Arm the shim and work; how the worker ends."""
    shim = ctypes.CDLL(None)
    shim.shim_arm(str(home).encode(), ctypes.c_long(call), HOWS.index(how))
    try:
        WORKS[what](home, say)
    except peers.REFUSALS as fault:
        say(f"refused {fault.slug if isinstance(fault, IntakeError) else type(fault).__name__} {fault}")
        return 3
    say(f"calls {shim.shim_seen()}")
    return 0


def main() -> None:
    """Fork a worker for each line, and say how it ended."""
    assert catalogue, filelock  # loaded once for all
    sealing.Key(sealing.new_secret())
    for request in sys.stdin:
        what, home, call, how = request.split()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = worker(what, Path(home), int(call), how)
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
