"""Reads the terms back from the clauses as they were signed, so that a letter names what holds and not what is usual."""

import re
from collections.abc import Iterable, Mapping

from intake.letters.slots import SLOT
from intake.model.checklist import Clause
from intake.model.questionnaire import Wording


def signed_terms(clauses: Iterable[Clause], wordings: Mapping[str, Wording]) -> dict[str, str]:
    """The parameters behind these clauses, by name; a clause whose wording has changed since tells nothing.

    `wordings` holds the clause book's texts with their `{parameters}`, by clause and language.
    """
    found: dict[str, str] = {}
    for clause in clauses:
        for wording in wordings.get(clause.id, {}).values():
            if match := re.fullmatch(_pattern(wording), clause.text):
                found.update(match.groupdict())
    return found


def _pattern(wording: str) -> str:
    """A pattern with a group for each parameter; a second mention must say the same."""
    seen: set[str] = set()
    parts = []
    for i, part in enumerate(SLOT.split(wording)):
        if i % 2 == 0:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>.+?)")
            seen.add(part)
    return "".join(parts)
