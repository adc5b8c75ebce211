"""Each question of the shipped briefs takes what the practice behind it wants, and refuses what it warns of."""

from datetime import UTC, datetime

import pytest

from intake import bundled
from intake.interviewing.engine import Interview, Invalid
from intake.interviewing.entry import EntryFault
from intake.interviewing.reading import read_questionnaire
from intake.model.questionnaire import Audience, Question, Questionnaire, Required

AT = datetime(2026, 11, 23, tzinfo=UTC)


def briefs() -> dict[str, Questionnaire]:
    """The shipped briefs by file name."""
    return {path.stem: read_questionnaire(path.read_bytes(), path.name) for path in bundled.files("questionnaires")}


def carriers(practice: str) -> list[Question]:
    """The questions that carry a practice, in all briefs."""
    return [question for brief in briefs().values() for question in brief.questions() if practice in question.practice]


def interview(brief: str = "web", **answers: str) -> Interview:
    """An interview after these answers."""
    found = Interview.start(briefs()[brief], {}, today=AT.date(), language="en")
    for question, typed in answers.items():
        found, _, _ = found.give(question, typed, by="anna", at=AT)
    return found


@pytest.mark.parametrize(
    ("practice", "question"),
    [
        ("000#1", "prepay"),
        ("000#6", "revisions"),
        ("000#7", "revision_means"),
        ("000#8", "revision_means"),
        ("001#4", "pay_days"),
        ("001#10", "extra_rate"),
        ("002#1", "legal_name"),
        ("002#2", "former_contractor"),
        ("002#3", "former_contractor"),
        ("003#3", "deliverables"),
        ("003#5", "goal"),
        ("003#6", "former_contractor"),
        ("003#7", "test_task"),
        ("003#8", "deadline"),
        ("003#9", "prepay"),
        ("003#10", "source_before_payment"),
        ("004#5", "deliverables"),
    ],
)
def test_every_brief_asks_it_and_takes_no_silence_for_an_answer(practice: str, question: str) -> None:
    for brief in briefs().values():
        asked = brief.question(question)
        assert asked is not None, brief.id
        assert practice in asked.practice, brief.id
        assert asked.required is not Required.NO, brief.id


@pytest.mark.parametrize(
    ("practice", "question", "vague"),
    [
        ("003#8", "deadline", "ASAP"),
        ("003#8", "deadline", "next month"),
        ("003#8", "start", "in spring"),
        ("000#1", "prepay", "some of it"),
        ("003#9", "prepay", "later"),
        ("000#6", "revisions", "as many as it takes"),
        ("001#4", "pay_days", "as usual"),
        ("003#10", "source_before_payment", "perhaps"),
        ("003#7", "test_task", "maybe"),
        ("003#5", "goal", "a nice site"),
    ],
)
def test_what_is_vague_is_not_taken(practice: str, question: str, vague: str) -> None:
    assert any(carrier.id == question for carrier in carriers(practice))
    with pytest.raises((EntryFault, Invalid)):
        interview(**{question: vague})


def test_work_by_the_hour_asks_for_rate_tracking_and_last_payment() -> None:
    opened = {"hourly_rate", "hours_capped", "invoicing", "tracking_method", "final_payment"}
    by_hour = {step.question.id: step.question for step in interview(billing_model="hourly").steps}
    assert opened <= set(by_hour)
    assert not opened & {step.question.id for step in interview(billing_model="fixed").steps}
    for question in opened:
        assert by_hour[question].required is Required.YES
        assert "000#9" in by_hour[question].practice
    assert "000#10" in by_hour["tracking_method"].practice


def test_a_deliverable_needs_its_day_its_volume_and_how_it_is_known_to_be_done() -> None:
    for practice in ("002#7", "003#3", "003#8", "004#5"):
        for question in carriers(practice):
            if question.id == "deliverables":
                parts = {part.id: part for part in question.item}
                assert {"name", "volume", "due", "done_when"} <= {
                    name for name, part in parts.items() if part.required is Required.YES
                }
                assert parts["due"].exact
                assert "price" in parts


@pytest.mark.parametrize(
    ("practice", "question"),
    [
        ("000#14", "values_fit"),
        ("000#14", "conflict_of_interest"),
        ("000#16", "talks"),
        ("000#18", "values_fit"),
        ("001#12", "values_fit"),
        ("001#14", "abusive"),
        ("001#14", "unlawful"),
        ("001#18", "enjoy"),
        ("001#18", "skill_fit"),
        ("001#20", "can_refer"),
        ("001#22", "own_hours"),
        ("001#22", "free_hours"),
        ("003#4", "goodwill_hours"),
        ("004#1", "talks"),
        ("004#8", "own_hours"),
        ("004#9", "friend"),
        ("004#11", "slowest_answer"),
        ("004#12", "abusive"),
        ("004#13", "talks"),
        ("004#14", "abusive"),
    ],
)
def test_what_you_alone_can_judge_is_asked_of_you_alone(practice: str, question: str) -> None:
    for brief in briefs().values():
        asked = brief.question(question)
        assert asked is not None, brief.id
        assert asked.audience is Audience.SUPPLIER, brief.id
        assert practice in asked.practice, brief.id
