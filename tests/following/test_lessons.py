"""Every lesson becomes a rule that the policy file takes as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import bundled, deciding
from intake.agreeing import read_clauses
from intake.conditions import kind_of_question
from intake.following.lessons import KINDS, proposed_rule
from intake.interviewing.reading import read_questionnaire
from intake.model.policy import Policy, Section
from intake.model.text import clean

SOLO = next(path for path in bundled.files("policies") if path.stem == "solo").read_text("utf-8")
WEB = next(path for path in bundled.files("questionnaires") if path.stem == "web")
ANSWERS = {q.id: kind_of_question(q) for q in read_questionnaire(WEB.read_bytes(), "web").questions()}
CLAUSES = read_clauses(bundled.files("clauses"))


def pasted(section: Section, rule: str) -> Policy:
    text = SOLO.replace(f"\n{section.value}:", f"\n{section.value}:\n{rule}#", 1)
    return deciding.read_policy(text.encode(), "policy.yaml", answers=ANSWERS, findings={})


@pytest.mark.parametrize("kind", KINDS)
def test_a_proposed_rule_is_read_without_a_fault(kind: str) -> None:
    """Practice 000#17."""
    section, text = proposed_rule(kind, "They: never # again {x}")
    rule = pasted(section, text).rule(f"lesson-{kind.replace('_', '-')}")
    assert rule is not None
    assert (rule.section, rule.say) == (section, "They: never # again {x}")
    assert rule.practice
    if rule.attach:
        clause = CLAUSES[rule.attach.clause]
        assert set(rule.attach.parameters) <= set(clause.parameters)


@given(st.text(min_size=1))
def test_whatever_is_written_stays_text(lesson: str) -> None:
    rule = pasted(*proposed_rule("silence", lesson)).rule("lesson-silence")
    assert rule is not None
    assert rule.say == (clean(lesson) or KINDS["silence"].means)


def test_an_id_that_is_taken_is_not_given_again() -> None:
    assert "id: lesson-silence-3\n" in proposed_rule("silence", "x", ("lesson-silence", "lesson-silence-2"))[1]


def test_without_words_the_kind_speaks() -> None:
    assert "say: insults, threats or harassment\n" in proposed_rule("abuse", "")[1]
    assert "override: never" in proposed_rule("abuse", "")[1]
