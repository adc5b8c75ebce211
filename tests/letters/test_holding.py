"""A draft waits, and is not handed out before its time."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.errors import Refused
from intake.letters import fill, hold, release
from letters.sample import TODAY, book

NOW = datetime(2027, 4, 15, 10, 0, tzinfo=UTC)
TEMPLATE = book()["dispute-reply"]


def test_a_draft_is_refused_until_its_time_and_handed_out_then() -> None:
    letter = fill(TEMPLATE, {}, today=TODAY, language="en")
    draft = hold(TEMPLATE, letter, at=NOW, last=None)
    assert draft.earliest == NOW + timedelta(minutes=20)
    with pytest.raises(Refused, match=r"10:20 UTC \(1 more minutes\)"):
        release(draft, at=draft.earliest - timedelta(seconds=1))
    assert release(draft, at=draft.earliest).text == letter.text


def test_the_same_words_do_not_wait_anew_but_other_words_do() -> None:
    letter = fill(TEMPLATE, {}, today=TODAY, language="en")
    draft = hold(TEMPLATE, letter, at=NOW, last=None)
    later = NOW + timedelta(minutes=15)
    assert hold(TEMPLATE, letter, at=later, last=draft) is draft
    other = fill(TEMPLATE, {"claim": "the start page is late"}, today=TODAY, language="en")
    assert hold(TEMPLATE, other, at=later, last=draft).earliest == later + timedelta(minutes=20)
