"""Finds the questionnaires, policies and clauses that come with `intake`: in the installed package, else in the checkout."""

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parents[2]


def folder(kind: str) -> Path:
    """The folder of that kind: `questionnaires`, `policies`, `clauses` or `clauses/letters`."""
    # An editable install has no `data`: the build puts the folders there only when it makes a wheel.
    return next(root / kind for root in (_PACKAGE, _CHECKOUT) if (root / kind).is_dir())


def files(kind: str) -> Iterator[Path]:
    """The YAML files of that kind, by name."""
    yield from sorted(folder(kind).glob("*.yaml"))
