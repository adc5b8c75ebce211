"""From trouble to a rule: each kind of incident proposes what to write into the policy so that it does not happen twice."""

import json
import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from intake.frugal import dataclass
from intake.locale import worded
from intake.model.policy import Section
from intake.model.text import clean


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of incident, and the rule that would have met it: where it goes, when it fires, and what it does."""

    means: str
    section: Section
    condition: str
    does: str = ""
    practice: str = "000#17"


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "abuse": Kind(
            worded("insults, threats or harassment"),
            Section.DEAL_BREAKER,
            "history.incidents >= 1",
            "override: never",
            "004#12",
        ),
        "unethical": Kind(
            worded("asked for something unlawful or dishonest"),
            Section.DEAL_BREAKER,
            "history.incidents >= 1",
            "override: never",
            "001#14",
        ),
        "unpaid_extra": Kind(
            worded("got or demanded work that nobody paid for"),
            Section.CONDITION,
            "answers.revisions is unknown or answers.revisions > 2 or history.incidents >= 1",
            "attach: {clause: revision_cap, rounds: 2, extra_rate: answers.extra_rate}",
            "000#16",
        ),
        "scope_creep": Kind(
            worded("kept changing what had been agreed"),
            Section.CONDITION,
            "not history.trusted",
            "attach: {clause: change_orders}",
            "001#8",
        ),
        "status_pressure": Kind(
            worded("demanded reports far more often than agreed"),
            Section.CONDITION,
            "history.incidents >= 1",
            "attach: {clause: written_only}",
            "000#16",
        ),
        "silence": Kind(
            worded("did not answer for weeks"),
            Section.CONDITION,
            "answers.decision_maker is unknown or history.incidents >= 1",
            "attach: {clause: acceptance_period, acceptance_days: 10}",
            "004#11",
        ),
        "no_advance": Kind(
            worded("did not pay what was to be paid in advance"),
            Section.CONDITION,
            "answers.prepay < 50% and not history.trusted",
            "attach: {clause: prepayment, percent: 50%, per: iteration}",
            "003#9",
        ),
        "source_taken": Kind(
            worded("used work or sources that were not paid for"),
            Section.CONDITION,
            "not history.trusted",
            "attach: {clause: source_after_payment}",
            "003#10",
        ),
        "distrust": Kind(worded("doubted every step without cause"), Section.SIGNAL, "history.incidents >= 1", "points: 15", "004#13"),
        "missed_promise": Kind(
            worded("did not deliver what they had to, or late"), Section.SIGNAL, "history.incidents >= 1", "points: 20"
        ),
        "other": Kind(worded("anything else"), Section.SIGNAL, "history.incidents >= 1", "points: 20"),
    }
)  # fmt: skip
"""The kinds of incident by name; a late or short payment is none of them, since the payments themselves tell."""


def proposed_rule(kind: str, lesson: str, taken: Collection[str] = ()) -> tuple[Section, str]:
    """The rule that a lesson proposes, as text to paste under its section; its id is none of those taken.

    It is a proposal: the file is yours, and a back-test shows whom it would have met.
    """
    known = KINDS.get(kind, KINDS["other"])
    stem = re.sub(r"[^a-z0-9]+", "-", f"lesson-{kind or 'other'}".lower()).strip("-")
    id_ = next(name for name in (stem, *(f"{stem}-{i}" for i in range(2, len(taken) + 3))) if name not in taken)
    lines = [
        f"- id: {id_}",
        f"  if: {known.condition}",
        f"  say: {_quoted(lesson) if clean(lesson) else known.means}",
        f"  {known.does}",
        f'  practice: ["{known.practice}"]',
    ]
    return known.section, "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """The cleaned text as a double-quoted YAML scalar on one line."""
    return json.dumps(clean(text), ensure_ascii=False)
