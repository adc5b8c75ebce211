"""Whatever is written as a policy, reading it ends in a policy or in faults with their places, and deciding in a record."""

import json
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deciding.cases import POLICIES, case_of, report
from intake import canonical
from intake.deciding import decide, read_policy, run_tests
from intake.errors import BadFile
from intake.model.answers import Answer, State
from intake.model.decision import Decision
from intake.model.facts import FINDINGS
from intake.model.policy import Policy

pytestmark = pytest.mark.fuzz
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(POLICIES.glob("*.yaml"))]
SPLICES = (
    *(
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "'",
        '"',
        "&a",
        "*a",
        "!!x",
        "<<: ",
        "\t",
        "\x00",
        "\ufeff",
        "é",
        "#",
        "|",
        "> ",
        "---\n",
    ),
    *(
        "points: 9999999999999999",
        "if: not not",
        "override: never",
        "signal: worst",
        "signal: ignore(x)",
        "snooze: 1 day",
    ),
    *(
        "expect: go",
        "given: {",
        "like: x",
        "known",
        "refused",
        "answers.prepay",
        "50%",
        "2000 USD",
        "today()",
        "approvals: 0",
    ),
)
KEYS = (
    "id",
    "if",
    "say",
    "points",
    "attach",
    "clause",
    "override",
    "by",
    "approvals",
    "practice",
    "given",
    "expect",
    "like",
)
HEADS = tuple(
    "intake id version currency thresholds unknowns deal_breakers signals conditions profile costs tests review snooze".split()
)
scalars = st.sampled_from(
    [*SPLICES, "policy/1", "EUR", 1, -1, True, None, "history.trusted", "findings.vat.valid", "a", "b"]
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)


def read(raw: bytes) -> Policy | None:
    """The policy, or None where its faults say what is wrong."""
    try:
        return read_policy(raw, "p.yaml", answers={}, findings=FINDINGS)
    except BadFile as bad:
        faults = bad.faults
    assert faults
    assert all(fault.place.line > 0 and str(fault) for fault in faults)
    return None


def use(policy: Policy) -> None:
    """Decides with it, with nothing known and with something known."""
    refused = Answer("decision_maker", State.REFUSED, case_of().as_of, "client")
    told = report("all", {"registry.active": False, "contact.email_valid": True})
    for case in (case_of(history={}), case_of({"test_task": True}, [told], left_open=[refused])):
        decision = decide(policy, case)
        written = canonical.encode(decision)
        assert canonical.encode(canonical.decode(Decision, written)) == written
    run_tests(policy, date(2027, 1, 15))


@given(st.randoms(use_true_random=False), st.sampled_from(SHIPPED), st.integers(1, 3))
def test_a_shipped_policy_with_damage_is_a_policy_or_has_faults(random: Random, text: str, cuts: int) -> None:
    lines = text.splitlines()
    for _ in range(cuts):
        place = random.randrange(len(lines))
        words = lines[place].split(" ")
        match random.randrange(4):
            case 0:
                lines[place] = " ".join(random.sample(words, len(words)))
            case 1:
                words[random.randrange(len(words))] = random.choice(("", *SPLICES))
                lines[place] = " ".join(words)
            case 2:
                lines[place] = lines[random.randrange(len(lines))]
            case _:
                del lines[place]
    if (policy := read("\n".join(lines).encode("utf-8", "surrogatepass"))) is not None:
        use(policy)


@given(st.dictionaries(st.sampled_from(HEADS), trees))
def test_any_shape_of_file_is_a_policy_or_has_faults(shape: Mapping[str, object]) -> None:
    head = {
        "intake": "policy/1",
        "id": "p",
        "version": 1,
        "currency": "EUR",
        "thresholds": {"conditional": 1, "no_go": 2},
    }
    for tree in (shape, {**head, **shape}, {**shape, **head}):
        if (policy := read(json.dumps(tree).encode())) is not None:
            use(policy)


@given(st.binary(max_size=300))
def test_any_bytes_are_no_policy_but_say_why(raw: bytes) -> None:
    assert read(raw) is None
