"""Where the passphrase of the store comes from: INTAKE_STORE_PASSPHRASE, or the person at the terminal."""

import os
import sys

import click

from intake.errors import Refused

_VARIABLE = "INTAKE_STORE_PASSPHRASE"


def ask() -> bytes:
    """The passphrase; Refused where there is nobody to be asked."""
    return _given() or _typed("Passphrase of the store")


def choose() -> bytes:
    """A new passphrase, typed twice."""
    return _given() or _typed("New passphrase of the store", twice=True)


def _given() -> bytes:
    return os.environ.get(_VARIABLE, "").encode()


def _typed(prompt: str, *, twice: bool = False) -> bytes:
    if not sys.stdin.isatty():
        raise Refused("the store is protected by a passphrase", remedy=f"Set {_VARIABLE}, or use a terminal.")
    typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
    return typed.encode()
