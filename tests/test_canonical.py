"""Canonical bytes are one to one with what they say."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from intake import canonical
from intake.model import values
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.party import Identifier
from intake.model.values import Json

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    assert canonical.to_bytes({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()


plain = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text()
anything = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(anything)
def test_the_bytes_are_those_of_another_implementation(data: values.Json) -> None:
    try:
        expected = rfc8785.dumps(data)
    except rfc8785.CanonicalizationError:
        with pytest.raises(ValueError, match=r"."):
            canonical.to_bytes(data)
    else:
        assert canonical.to_bytes(data) == expected


def test_keys_are_sorted_by_code_units_and_not_by_characters() -> None:
    assert canonical.to_bytes({"\ue000": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ue000":1}'.encode()


@pytest.mark.parametrize("raw", [b'{"a":1,"a":2}', b"1.5", b"NaN", b"[1", b"\xff", b"[" * 100_000])
def test_what_has_two_readings_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.from_bytes(raw)


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError):
        canonical.to_bytes({"a": [1.5]})  # type: ignore[list-item]


def test_a_model_value_survives() -> None:
    client = Client("Acme", Kind.COMPANY, "SE", identifiers=(Identifier("lei", "5493"),))
    assert canonical.decode(Client, canonical.encode(client)) == client
    answer = Answer("due", State.ANSWERED, AT, "Ada", AT.date())
    assert canonical.decode(Answer, canonical.from_bytes(canonical.to_bytes(canonical.encode(answer)))) == answer


def test_times_are_written_in_utc() -> None:
    local = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert canonical.encode(local) == "2026-11-23T06:00:00Z"


def test_a_missing_field_is_named() -> None:
    with pytest.raises(ValueError, match="Client"):
        canonical.decode(Client, {"country": "SE"})
    with pytest.raises(ValueError, match=r"Client\.country"):
        canonical.decode(Client, {"name": "Acme", "country": 46})


def test_unknown_fields_of_a_newer_version_are_read_over() -> None:
    assert canonical.decode(Client, {"name": "Acme", "mood": "sunny"}) == Client("Acme")


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str


def test_a_digest_names_the_very_value() -> None:
    assert canonical.digest_of(_Holder("a")) != canonical.digest_of(_Holder("b"))
    assert canonical.digest(b"").startswith("sha256:e3b0c442")


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.0",
        b"9007199254740992",
        b"-9007199254740992",
        b"1" * 40,
        b"NaN",
    ],
)
def test_what_is_read_back_has_to_be_in_canonical_form(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.read_back(raw)


def test_names_are_in_the_order_of_their_code_units_when_they_are_read_back() -> None:
    data: Json = {"\uffee": 1, "😀": 2, "ö": [9007199254740991]}
    raw = canonical.to_bytes(data)
    assert raw.startswith('{"ö"'.encode())
    assert canonical.read_back(raw) == data
    with pytest.raises(ValueError, match="canonical"):
        canonical.read_back('{"\uffee":1,"😀":2}'.encode())
