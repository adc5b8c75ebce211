"""Which answers can be taken back, and which given again, as a journal tells: also those of days before.

An answer is taken back by an entry that says so, or, where it had replaced another, by the former answer word for word;
it is given again word for word too. So the entries alone say what was undone, whoever opens the dossier next.
"""

from collections.abc import Sequence
from typing import TypeAlias

from intake import canonical
from intake.frugal import dataclass
from intake.model.answers import Answer
from intake.model.values import Json
from intake.store.chain import Entry

_Kept: TypeAlias = "tuple[str, Json]"
"""A question, with the body of its answer; None where it had none."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question and what becomes of it: this answer, or none."""

    question: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Trail:
    """What would happen next: on taking back, and on giving again; None where there is nothing."""

    back: Change | None
    again: Change | None


def trail(entries: Sequence[Entry]) -> Trail:
    """How the answers came about, up to the last entry.

    Where a version of the questionnaire was changed, or an entry erased, the way back ends.
    """
    given: dict[str, Json] = {}
    back: list[_Kept] = []
    again: list[_Kept] = []
    for entry in entries:
        match entry.kind, entry.body:
            case (("answered" | "undone"), {"question": str(question)}):
                now = (question, entry.body if entry.kind == "answered" else None)
                before = (question, given.get(question))
                if back and back[-1] == now:
                    back.pop()
                    again.append(before)
                elif again and again[-1] == now:
                    again.pop()
                    back.append(before)
                else:
                    back.append(before)
                    again.clear()
                given[question] = now[1]
            case (("answered" | "undone" | "migrated"), _):
                back, again, given = [], [], {}
            case _:
                continue
    return Trail(_change(back), _change(again))


def _change(kept: Sequence[_Kept]) -> Change | None:
    if not kept:
        return None
    question, body = kept[-1]
    return Change(question, canonical.decode(Answer, body) if body is not None else None)
