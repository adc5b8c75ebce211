"""No byte of a journal changes unnoticed, and an erased body leaves the chain whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import canonical
from intake.model.values import Json
from intake.store import chain
from intake.store.chain import Log
from store.sample import NOW, later


def journal(*events: tuple[str, Json]) -> bytes:
    raw, log = b"", Log()
    for number, (kind, body) in enumerate(events):
        entry, line = chain.link(log, kind, body, actor="ana", at=later(number), salt=f"salt-{number}")
        raw, log = raw + line, Log((*log.entries, entry), log.size + len(line))
    return raw


RAW = journal(("created", {"name": "Ácme"}), ("answered", ["q1", 5]), ("noted", {"text": "called"}))


def lines(raw: bytes) -> list[dict[str, Json]]:
    return [json.loads(line) for line in raw.splitlines()]


def joined(changed: list[dict[str, Json]]) -> bytes:
    return b"".join(canonical.to_bytes(line) + b"\n" for line in changed)


def erase(raw: bytes, seq: int) -> bytes:
    changed = lines(raw)
    changed[seq - 1] = {name: part for name, part in changed[seq - 1].items() if name not in ("actor", "body", "salt")}
    return joined(changed)


def test_a_journal_is_read_as_it_was_written() -> None:
    log = chain.read(RAW)
    assert (log.remark, log.size, log.head) == ("", len(RAW), log.entries[-1].digest)
    assert [(e.seq, e.at, e.actor, e.kind, e.body) for e in log.entries] == [
        (1, NOW, "ana", "created", {"name": "Ácme"}),
        (2, later(1), "ana", "answered", ["q1", 5]),
        (3, later(2), "ana", "noted", {"text": "called"}),
    ]


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80, 0xFF])
def test_every_flipped_byte_is_noticed(mask: int) -> None:
    sound = chain.read(RAW).entries
    for position in range(len(RAW)):
        log = chain.read(RAW[:position] + bytes([RAW[position] ^ mask]) + RAW[position + 1 :])
        assert log.damage or log.torn, position
        assert log.entries == sound[: len(log.entries)]
        assert len(log.entries) == RAW[:position].count(b"\n")


def test_every_cut_leaves_the_entries_before_it() -> None:
    sound = chain.read(RAW).entries
    for position in range(len(RAW)):
        log = chain.read(RAW[:position])
        assert log.entries == sound[: RAW[:position].count(b"\n")]
        assert log.torn == (position > 0 and RAW[position - 1 : position] != b"\n")
        assert not log.damage


def test_lines_that_change_places_or_go_missing_are_noticed() -> None:
    first, second, third = RAW.splitlines(keepends=True)
    for raw in (second + first + third, first + third, first + first, second):
        assert "does not follow" in chain.read(raw).damage
    assert "line 2" in chain.read(first + third).damage


def test_a_whole_last_line_that_was_altered_is_damage_and_not_an_unfinished_line() -> None:
    log = chain.read(RAW.replace(b"called", b"failed"))
    assert "line 3 of the journal was altered" in log.damage
    assert not log.torn


def test_the_same_data_spaced_differently_are_not_an_entry() -> None:
    assert chain.read(RAW.replace(b'"seq":2', b'"seq": 2')).damage == "line 2 of the journal is not an entry"


def test_a_newer_version_is_named_and_nothing_of_it_is_guessed() -> None:
    log = chain.read(joined([*lines(RAW)[:2], lines(RAW)[2] | {"version": 2, "extra": True}]))
    assert "newer version" in log.damage
    assert log.remedy == "Update intake; nothing is lost."
    assert len(log.entries) == 2


def test_an_erased_body_that_a_later_entry_vouches_for_leaves_the_chain_whole() -> None:
    raw = journal(("created", {"name": "Ácme"}), ("noted", {"text": "secret"}), ("erased", {"entries": [2]}))
    log = chain.read(erase(raw, 2))
    assert not log.remark
    assert [entry.body for entry in log.entries] == [{"name": "Ácme"}, None, {"entries": [2]}]
    assert [entry.digest for entry in log.entries] == [entry.digest for entry in chain.read(raw).entries]
    assert b"secret" not in erase(raw, 2)


def test_a_body_that_went_missing_by_itself_is_damage() -> None:
    log = chain.read(erase(RAW, 2))
    assert "line 2 of the journal lost its body" in log.damage
    assert len(log.entries) == 1
    assert RAW.startswith(RAW[: log.size])
    assert RAW[: log.size].count(b"\n") == 1


def test_equal_bodies_have_unlike_commitments() -> None:
    twice = lines(journal(("noted", "yes"), ("noted", "yes")))
    assert twice[0]["commitment"] != twice[1]["commitment"]


_TEXTS = st.text(st.sampled_from('abc,"\\:{}[]é\uffee😀body commitment'), max_size=40) | st.just(
    ',"body":,"commitment":"'
)
_BODIES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXTS,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(_TEXTS, part, max_size=3),
    max_leaves=8,
)


@given(actor=_TEXTS, body=_BODIES)
def test_a_line_is_read_as_it_was_written_whatever_it_says(actor: str, body: Json) -> None:
    entry, line = chain.link(chain.Log(), "noted", body, actor=actor, at=NOW, salt="00")
    assert chain.read(line) == chain.Log((entry,), len(line))
