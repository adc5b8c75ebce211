"""A store whose key a real keyring remembers, through its life; run in a process of its own, with a keyring that is nobody's.

python remembering.py HOME
"""

import importlib
import os
import sys
from pathlib import Path

from intake.cli.main import run
from intake.store.vault import Vault

WORDS, NEW = "INTAKE_STORE_PASSPHRASE", "INTAKE_NEW_STORE_PASSPHRASE"


def expect(code: int, home: Path, *command: str, **environment: str) -> None:
    """The command ends so."""
    os.environ.update(environment)
    ended = run(["--home", str(home), *command])
    for name in environment:
        del os.environ[name]
    if ended != code:
        raise SystemExit(f"{command} ended with {ended}")


def main(home: Path) -> None:
    """Remembered, opened without words, changed, forgotten."""
    keyring = importlib.import_module("keyring")  # not of the parts that every machine of the project has
    expect(0, home, "new", "Acme")
    expect(0, home, "protect", **{WORDS: "one"})
    expect(77, home, "list")
    expect(0, home, "protect", "--remember", **{WORDS: "one"})
    name = Vault(home).protection.name
    expect(0, home, "list")
    expect(0, home, "protect", "--change", **{NEW: "two"})
    expect(0, home, "list")
    expect(0, home, "show", "acme", **{WORDS: "nobody asks for it"})
    held = keyring.get_password("client-intake", name)
    expect(0, home, "unprotect")
    if held is None or keyring.get_password("client-intake", name) is not None:
        raise SystemExit("the keyring did not hold the key, or has not forgotten it")
    print("remembered and forgotten by", type(keyring.get_keyring()).__name__)  # noqa: T201  read by the test


if __name__ == "__main__":
    main(Path(sys.argv[1]))
