"""Messages are read as they are, and answers are measured from what they answer."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.errors import Usage
from intake.following.messages import Told, answered, read_message, slowest_answer
from intake.model.message import Message

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
MAIL = b"""\
From: =?utf-8?q?Anna_M=C3=B6ller?= <Anna@Lind.example>
To: ada@studio.example
Date: Tue, 12 Jan 2027 09:30:00 +0100
Message-ID: <2@lind>
In-Reply-To: <1@studio>
References: <0@studio> <1@studio>
Subject: =?utf-8?q?Re=3A_Angebot?=

Can we have D too, by Sunday?
"""


def read(raw: bytes, told: Told = Told(), now: datetime = NOW) -> Message:  # noqa: B008
    return read_message(
        raw, "m.eml", "ab" * 32, told, yours={"ada@studio.example"}, theirs={"anna@lind.example"}, now=now
    )


def message(day: int, *, theirs: bool, id: str = "", answers: tuple[str, ...] = ()) -> Message:  # noqa: A002
    return Message(datetime(2027, 1, day, 9, tzinfo=UTC), "", "", theirs, f"{day:064}", id, answers)


def test_a_mail_tells_who_wrote_when_and_what_it_answers() -> None:
    """Practice 001#15."""
    found = read(MAIL)
    assert found.sender == "Anna Möller <Anna@Lind.example>"
    assert (found.subject, found.theirs, found.id) == ("Re: Angebot", True, "<2@lind>")
    assert found.at == datetime(2027, 1, 12, 8, 30, tzinfo=UTC)
    assert found.answers == ("<1@studio>", "<0@studio>", "<1@studio>")


def test_your_own_mail_is_yours_and_a_strangers_is_nobodys_until_you_say_so() -> None:
    own = MAIL.replace(b"Anna@Lind.example", b"ada@studio.example")
    assert not read(own).theirs
    stranger = MAIL.replace(b"Anna@Lind.example", b"x@elsewhere.example")
    with pytest.raises(Usage, match="neither yours nor known of the client"):
        read(stranger)
    assert read(stranger, Told(theirs=True)).theirs


def test_a_text_without_headers_needs_its_time_and_its_writer() -> None:
    at = datetime(2027, 2, 1, 10, tzinfo=UTC)
    with pytest.raises(Usage, match="does not say when"):
        read(b"We never agreed on that!", Told(theirs=True))
    with pytest.raises(Usage, match="from nobody"):
        read(b"We never agreed on that!", Told(at=at))
    found = read(b"We never agreed on that!", Told("Anna, by text", at, theirs=True))
    assert (found.at, found.sender, found.theirs) == (at, "Anna, by text", True)


def test_a_message_from_the_future_is_refused() -> None:
    with pytest.raises(Usage, match="has not come yet"):
        read(MAIL, now=datetime(2027, 1, 1, tzinfo=UTC))


def test_what_a_stranger_writes_cannot_draw_on_the_screen() -> None:
    found = read(MAIL.replace(b"Subject: =?utf-8?q?Re=3A_Angebot?=", b"Subject: \x1b[31mred\xff =?nonsense?q?x?="))
    assert "\x1b" not in found.subject


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_refused(raw: bytes) -> None:
    for text in (raw, b"From: " + raw + b"\nDate: " + raw + b"\nSubject: " + raw + b"\n\n"):
        with suppress(Usage):
            read(text)


def test_the_slowest_answer_is_measured_from_what_it_answers() -> None:
    """Practice 004#11."""
    talk = [
        message(1, theirs=False, id="<1>"),
        message(3, theirs=True, answers=("<1>",)),
        message(4, theirs=False, id="<2>"),
        message(6, theirs=False, id="<3>"),
        message(11, theirs=True, answers=("<2>", "<3>")),
        message(20, theirs=True, answers=("<elsewhere>",)),
    ]
    assert [(asked.day, answer.day) for asked, answer in answered(talk)] == [(1, 3), (6, 11)]
    assert slowest_answer(talk) == slowest_answer(list(reversed(talk))) == 3


def test_an_answer_that_names_nothing_answers_the_first_since_they_last_wrote() -> None:
    talk = [message(1, theirs=False), message(5, theirs=False), message(8, theirs=True), message(28, theirs=True)]
    assert [(asked.day, answer.day) for asked, answer in answered(talk)] == [(1, 8)]


@pytest.mark.parametrize(("asked", "answer", "days"), [(4, 5, 1), (1, 4, 1), (2, 3, 0), (4, 18, 10), (4, 4, 0)])
def test_weekends_do_not_count(asked: int, answer: int, days: int) -> None:
    assert slowest_answer([message(asked, theirs=False), message(answer, theirs=True)]) == days


def test_silence_is_no_measure() -> None:
    assert slowest_answer([]) is None
    assert slowest_answer([message(1, theirs=False)]) is None
    assert slowest_answer([message(1, theirs=True)]) is None
