"""Tests of holding the client against sanctions lists."""

from collections.abc import Mapping
from typing import Any

import pytest

from intake.api import Client, Confidence
from intake.model.finding import SourceReport, Status
from plugins.sources import facts, report


def asked(*matches: Mapping[str, object], stale: bool = False, **parts: object) -> SourceReport:
    """The report where one name was screened, with these matches."""
    answer: dict[str, Any] = {
        "lists": [{"name": "un", "date": "2026-08-20", "sha256": "0", "stale": stale}],
        "missing": [],
        "screened": [{"name": "Acme", "matches": [*matches]}],
    }
    return report("sanctions", Client("Acme"), {"screen:client": answer | parts})


def match(**parts: object) -> dict[str, object]:
    """A match by name alone, changed by the parts."""
    whole = {
        "list": "un",
        "entity": "X.1",
        "name": "ACME",
        "explanation": "acme = acme",
        "settled": False,
        "judged": "",
    }
    return whole | parts


def test_a_name_alone_is_possible_and_never_a_hit() -> None:
    found = asked(match())
    assert facts(found) == {"sanctions.possible": True, "sanctions.candidate": "un:X.1"}
    assert found.findings[-1].confidence is Confidence.WEAK
    assert "not verified" in found.findings[-1].statement


@pytest.mark.parametrize("parts", [{"settled": True}, {"judged": "them"}])
def test_an_identifier_or_a_person_makes_it_a_hit(parts: Mapping[str, object]) -> None:
    assert facts(asked(match(**parts))) == {"sanctions.hit": True, "sanctions.possible": False}


def test_what_a_person_cleared_is_none() -> None:
    assert facts(asked(match(judged="not them"))) == {"sanctions.hit": False, "sanctions.possible": False}
    assert facts(asked()) == {"sanctions.hit": False, "sanctions.possible": False}


def test_a_list_that_is_missing_clears_nobody_and_hides_nobody() -> None:
    assert asked().findings[0].statement == "Acme is not on the lists: un of 2026-08-20."
    silent = asked(missing=["eu"])
    assert silent.status is Status.UNREACHABLE
    assert "not held against eu" in silent.note
    assert "intake lists update eu" in silent.note
    assert facts(asked(match(), missing=["eu"]))["sanctions.possible"] is True
    assert facts(asked(match(settled=True), missing=["eu"]))["sanctions.hit"] is True
    assert asked(missing="eu").status is Status.UNREACHABLE


def test_an_old_list_names_people_and_clears_nobody() -> None:
    assert asked(stale=True).status is Status.UNREACHABLE
    assert facts(asked(match(), stale=True))["sanctions.possible"] is True
    assert facts(asked(match(settled=True), stale=True))["sanctions.hit"] is True


@pytest.mark.parametrize(
    "parts",
    [
        {"lists": []},
        {"screened": []},
        {"screened": "x"},
        {"screened": [{"name": "Acme"}]},
        {"screened": [{"matches": [1]}]},
    ],
)
def test_an_answer_that_is_not_understood_clears_nobody(parts: Mapping[str, object]) -> None:
    assert asked(**parts).status is Status.UNREACHABLE  # type: ignore[arg-type]
