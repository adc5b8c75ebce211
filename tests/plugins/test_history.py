"""Tests of what your own dossiers say of a client."""

import pytest

from intake.api import Client, Confidence
from intake.model.finding import SourceReport, Status
from intake.vetting.shelf import PAST
from plugins.sources import facts, report

SAME = {"relation": "same", "firm": True, "by": "the domain acme.example", "dossier": "acme-1", "stage": "sealed"}
RIVAL = {"relation": "rival", "firm": True, "by": "the domain beta.example", "dossier": "beta-1", "current": True}


def past(*matches: object, dossiers: int = 3, unread: int = 0, named: bool = True) -> SourceReport:
    """The report where your dossiers say this."""
    answer = {"dossiers": dossiers, "unread": unread, "named": named, "matches": list(matches)}
    return report("history", Client("Acme"), {PAST: answer})


def test_dealings_are_told_with_what_came_of_them() -> None:
    found = past(SAME | {"late": 2, "short": 0, "incidents": None}, named=False)
    assert facts(found) == {"past.dealings": True}
    assert "acme-1 (sealed), by the domain acme.example: 2 payments late" in found.findings[0].statement
    assert found.findings[0].quote == "acme-1"


def test_a_name_alone_makes_a_candidate_and_clears_nothing() -> None:
    found = past(SAME | {"firm": False, "by": "the name Acme"}, RIVAL | {"firm": False})
    assert {finding.name: finding.confidence for finding in found.findings} == {
        "past.candidate": Confidence.WEAK,
        "conflict.candidate": Confidence.WEAK,
    }


def test_a_competitor_of_a_current_client_is_a_conflict() -> None:
    """Practice 000#14: conflicts of interest are looked for among your own clients."""
    assert facts(past(RIVAL))["conflict.with_client"] is True
    assert facts(past(RIVAL | {"current": False}))["conflict.with_client"] is False


def test_that_there_is_no_conflict_is_said_only_when_it_was_asked_and_all_could_be_read() -> None:
    assert facts(past()) == {"past.dealings": False, "conflict.with_client": False}
    assert facts(past(named=False)) == {"past.dealings": False}
    assert past(unread=1).status is Status.NOT_FOUND
    assert past(dossiers=0, named=False).status is Status.NOT_FOUND


@pytest.mark.parametrize("match", ["acme-1", {"relation": "friend", "dossier": "a"}, {"relation": "same"}])
def test_an_answer_of_another_shape_tells_nothing(match: object) -> None:
    assert past(match).status is Status.UNREACHABLE
