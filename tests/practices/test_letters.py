"""Each letter says what the practice behind it advises."""

import pytest

from intake.letters import SLOTS, fill, known
from letters.sample import PAID, TODAY, book, record

LETTERS = [
    ("000#2", "refund", "The difference, [refund], comes back to you"),
    ("000#5", "new-project", "It deserves a plan of its own, with its own dates and price"),
    ("000#7", "new-project", "leads away from what we agreed on and approved"),
    ("000#10", "time-report", "the list by day and task is attached"),
    ("000#12", "dispute-reply", "Let me put in my words what I have understood"),
    ("000#13", "dispute-reply", "I would like to settle it this way: [remedy]"),
    ("000#15", "dispute-reply", "This is what the record says: [facts]"),
    ("000#18", "decline", "will not take on this work"),
    ("001#1", "exit", "Thank you for the work we did together"),
    ("001#5", "reminder-1", "was due on [due_date] under our agreement [brief], and has not arrived yet"),
    ("001#6", "reminder-3", "I will add the interest that the law provides"),
    ("001#8", "many-changes", "We have reached them"),
    ("001#9", "many-changes", "talk with you now about how to go on"),
    ("001#11", "extra-price", "It costs [price]. Please answer yes or no"),
    ("001#12", "referral", "I will introduce you"),
    ("001#13", "exit", "Should you need [strength] one day"),
    ("001#13", "referral", "What I do well is [strength]"),
    ("001#14", "cut-ties", "I end our work together today"),
    ("001#16", "cut-ties", "please write to me about nothing else"),
    ("001#17", "refund", "comes back to you by"),
    ("001#19", "exit", "with the [notice_days] days' notice that it provides; the last day is [last_day]"),
    ("001#20", "exit", "To take over I would ask [referral]"),
    ("001#21", "partial-exit", "It is [keep], and I would like to go on with that"),
    ("001#23", "exit-interview", "What should I have said or asked sooner?"),
    ("002#3", "reference-request", "Would you work for them again?"),
    ("002#6", "extra-price", "without an answer I go on with what is agreed"),
    ("002#8", "suspend", "the [grace_days] days of grace are over. As agreed in [brief], work pauses from today"),
    ("002#10", "arrangement", "please confirm in writing by"),
    ("002#12", "suspend", "It resumes without delay once the account is settled"),
    ("002#12", "resume", "the account is settled. Work goes on today"),
    ("002#14", "final-notice", "to a lawyer, a collection agency"),
    ("002#15", "final-notice", "or the court for small claims"),
    ("003#2", "complaint", "What exactly differs from what was agreed as done?"),
    ("003#3", "complaint", "Which deliverable is it about?"),
    ("003#4", "dispute-reply", "If I have misunderstood something, or you see a better way"),
    ("003#7", "no-test-task", "let us agree on a small paid piece"),
    ("003#10", "sources-later", "pass to you with the last instalment"),
    ("004#3", "in-writing", "becomes part of our agreement [brief] once we have both signed that"),
    ("004#4", "in-writing", "I have noted it as a wish and not yet planned it"),
    ("004#10", "exit", "I am ending our agreement"),
    ("004#12", "cut-ties", "I end our work together today"),
]


@pytest.mark.parametrize(("practice", "kind", "says"), LETTERS)
def test_a_letter_says_what_its_practice_advises(practice: str, kind: str, says: str) -> None:
    template = book()[kind]
    assert practice in template.practice
    assert says in fill(template, {slot: f"[{slot}]" for slot in SLOTS}, today=TODAY, language="en").text


def test_no_letter_names_a_practice_that_none_of_these_looks_at() -> None:
    looked_at = {(practice, kind) for practice, kind, _ in LETTERS}
    elsewhere = {"001#7", "002#9", "002#13", "003#1", "004#6", "004#7"}
    for template in book().values():
        for practice in set(template.practice) - elsewhere:
            assert any(practice == named for named, _ in looked_at), (practice, template.id)


@pytest.mark.parametrize("practice", ["000#15", "001#7", "004#6", "004#7"])
def test_the_statement_answers_with_what_was_signed_due_and_paid(practice: str) -> None:
    template = book()["statement"]
    text = fill(template, known(record(PAID)), today=TODAY, language="en").text
    assert practice in template.practice
    for fact in (
        "sha256 abab",
        "Start page, 1 page, 2027-03-19",
        "2027-04-02 (Friday): 1\N{NO-BREAK SPACE}200.00 EUR",
        "In all: 1\N{NO-BREAK SPACE}200.00 EUR",
    ):
        assert fact in text
