"""The book of referrals keeps one entry a name, and says when it cannot be read."""

from pathlib import Path

import pytest

from intake.errors import CannotTell, NotFound
from intake.model.referral import Referral
from intake.store.referrals import FILE, Referrals

MAJA = Referral("Maja Berg", ("web", "print"), "maja@berg.example")
IVO = Referral("Ivo", ("web",))


def test_the_book_outlasts_the_process_and_is_sorted_by_name(tmp_path: Path) -> None:
    book = Referrals(tmp_path / "home")
    assert book.all() == ()
    book.add(MAJA)
    book.add(IVO)
    assert Referrals(tmp_path / "home").all() == (IVO, MAJA)
    assert book.of("Print") == (MAJA,)
    assert book.of("law") == ()


def test_a_name_stands_once(tmp_path: Path) -> None:
    book = Referrals(tmp_path)
    book.add(MAJA)
    book.add(Referral("Maja Berg", ("law",)))
    assert book.all() == (Referral("Maja Berg", ("law",)),)
    book.remove("Maja Berg")
    assert book.all() == ()


def test_who_is_not_in_the_book_cannot_be_taken_out(tmp_path: Path) -> None:
    book = Referrals(tmp_path)
    book.add(MAJA)
    with pytest.raises(NotFound, match="Maya Berg") as refused:
        book.remove("Maya Berg")
    assert refused.value.remedy == "did you mean 'Maja Berg'?"


@pytest.mark.parametrize("raw", [b"[]", b'{"entries": [{"name": 3}]}', b"\xff"])
def test_a_damaged_book_is_said_and_not_written_over(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / FILE).write_bytes(raw)
    with pytest.raises(CannotTell, match="cannot be read"):
        Referrals(tmp_path).add(IVO)
    assert (tmp_path / FILE).read_bytes() == raw
