"""What countries and languages are called in the shipped languages other than English."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def names(language: str, kind: str) -> Mapping[str, str]:
    """The names of all `countries` or `languages` by code, in that language; empty where it does not come along."""
    return {} if language == "en" else _sections().get(f"{language} {kind}", {})


def every_name(kind: str) -> dict[str, str]:
    """The code by every name that there is, in any of these languages."""
    found: dict[str, str] = {}
    for title, section in _sections().items():
        if title.endswith(kind):
            found |= {name: code for code, name in section.items()}
    return found


@cache
def _sections() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif not line.startswith("#"):
            section |= {entry[:2]: entry[3:] for entry in line.split("|")}
    return found
