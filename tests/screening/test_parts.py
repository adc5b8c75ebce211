"""Tests of finding the names within a name."""

from pathlib import Path

import pytest

from intake.screening.judging import Subject, screen
from intake.screening.matching import ALERT, REVIEW
from intake.screening.parts import quoted, versions
from screening.lists import entry, index


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("VTB Bank (Ukraine)", ["VTB Bank"]),
        ("Akrin Saleh (أقرين صالح)", ["Akrin Saleh", "أقرين صالح"]),
        ("ООО Ромашка Romashka", ["Romashka", "ООО Ромашка"]),
        ("Anna Lindqvist", []),
        ("Möbel AB", []),
        ("(ab)", []),
        ("", []),
    ],
)
def test_a_name_is_parted_by_brackets_and_scripts(name: str, within: list[str]) -> None:
    assert [*versions(name)] == within


def test_what_stands_in_quotation_marks_is_a_name() -> None:
    assert quoted('АО «Концерн „Алмаз“», JSC "Almaz"') == ["Алмаз", "Almaz"]


def test_a_long_official_name_meets_the_short_one_in_it_for_a_person_to_look(tmp_path: Path) -> None:
    listed = index(tmp_path, [entry("1", "ZARYA-POLYUS", kind="organisation"), entry("2", "OTHER NAME")])
    (match,) = screen(listed, Subject("Управление снабжения и сбыта области «Заря-Полюс» при администрации"))
    assert REVIEW <= match.score < ALERT
    assert match.band == "review"


def test_either_script_of_a_name_in_two_is_compared_by_itself(tmp_path: Path) -> None:
    listed = index(tmp_path, [entry("1", "QUREN, Salih"), entry("2", "أقرين صالح")])
    found = {match.entity: match.score for match in screen(listed, Subject("Quren Salih (أقرين صالح)"))}
    assert found == {"1": 1.0, "2": 1.0}
