"""Where the passphrase of the store comes from: INTAKE_STORE_PASSPHRASE, or the person at the terminal; a new one likewise."""

import os
import sys

from intake.errors import Refused

_VARIABLE = "INTAKE_STORE_PASSPHRASE"
_NEW = "INTAKE_NEW_STORE_PASSPHRASE"


def ask() -> bytes:
    """The passphrase; Refused where there is nobody to be asked."""
    return _given(_VARIABLE) or _typed("Passphrase of the store", _VARIABLE)


def given() -> bytes:
    """The passphrase from the environment, while the terminal is a screen on which nobody can be asked; Refused without it."""
    if not (passphrase := _given(_VARIABLE)):
        raise Refused(
            "a passphrase is needed, and the terminal is a screen now", remedy="Leave intake and start it again."
        )
    return passphrase


def choose() -> bytes:
    """The passphrase of a store that has none yet, typed twice."""
    return _given(_VARIABLE) or _typed("New passphrase of the store", _VARIABLE, twice=True)


def choose_another() -> bytes:
    """The passphrase that a store is to have from now on, typed twice."""
    return _given(_NEW) or _typed("New passphrase of the store", _NEW, twice=True)


def _given(variable: str) -> bytes:
    return os.environ.get(variable, "").encode()


def _typed(prompt: str, variable: str, *, twice: bool = False) -> bytes:
    if not sys.stdin.isatty():
        raise Refused(
            "a passphrase is needed, and nobody is here to type it", remedy=f"Set {variable}, or use a terminal."
        )
    import click

    try:
        typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
    except click.Abort as fault:
        raise KeyboardInterrupt from fault
    return typed.encode()
