"""What only a person can judge of a source, as `quality.toml` beside it says: terms, law, licence, limits, and what is exempt."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from intake.frugal import dataclass, field

FILE = "quality.toml"
TEXTS = ("terms_note", "legal_basis", "licence", "limits", "known_from")
_KEYS = frozenset({"terms_read_on", *TEXTS, "exempt"})
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quality:
    """The file as it stands.

    `terms_read_on` is the day on which somebody read the publisher's terms, None for never; `terms_note` says what they
    allow or why they were not read, `legal_basis` on what ground of law data of people is looked at, `licence` on what
    terms the data may be used, `limits` how much may be asked, `known_from` how the answers are known. `exempt` names
    checks of the conformance suite that this source cannot pass, each with the reason.
    """

    terms_read_on: date | None
    terms_note: str
    legal_basis: str
    licence: str
    limits: str
    known_from: str
    exempt: Mapping[str, str] = field(default_factory=dict)


def read_quality(path: Path) -> tuple[Quality | None, tuple[str, ...]]:
    """The file and every fault in it; None where it has one."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None, (f"there is no {FILE} beside the source",)
    except (OSError, ValueError) as fault:
        return None, (f"{FILE} cannot be read: {fault}",)
    if faults := tuple(_faults(found)):
        return None, faults
    day = found["terms_read_on"]
    read_on = None if day == "never" else date.fromisoformat(str(day))
    texts = {name: found[name] for name in TEXTS}
    return Quality(terms_read_on=read_on, exempt=found.get("exempt", {}), **texts), ()


def _faults(found: Mapping[str, object]) -> Iterator[str]:
    for name in sorted(found.keys() - _KEYS):
        yield f"there is no key {name}; known are {', '.join(sorted(_KEYS))}"
    if str(found.get("terms_read_on")) != "never" and not _is_day(found.get("terms_read_on")):
        yield "terms_read_on must be the day on which the terms were read, as 2026-09-01, or 'never'"
    for name in TEXTS:
        text = found.get(name)
        if not isinstance(text, str) or not text.strip():
            yield f"{name} must say something"
    exempt = found.get("exempt", {})
    if not isinstance(exempt, Mapping):
        yield "exempt must be a table of checks, each with its reason"
        return
    for check, reason in exempt.items():
        if not isinstance(reason, str) or len(re.findall(r"\w+", reason)) < _FEWEST_WORDS:
            yield f"exempt: '{check}' needs a reason in words"


def _is_day(value: object) -> bool:
    try:
        return value is not None and bool(date.fromisoformat(str(value)))
    except ValueError:
        return False
