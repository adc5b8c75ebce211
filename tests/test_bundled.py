"""What comes along is found in the checkout; the wheel's own test is in `.ci/wheel`."""

from pathlib import Path

import pytest

from intake import bundled, library
from intake.errors import NotFound


@pytest.mark.parametrize("kind", ["questionnaires", "policies", "clauses"])
def test_every_kind_comes_along(kind: str) -> None:
    assert list(bundled.files(kind))


def test_the_package_wins_over_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = tmp_path / "policies"
    packaged.mkdir()
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path)
    assert bundled.folder("policies") == packaged
    assert bundled.folder("clauses") != tmp_path / "clauses"


def test_your_own_files_win_and_are_found_by_id_or_name(tmp_path: Path) -> None:
    own = tmp_path / "questionnaires"
    own.mkdir()
    (own / "mine.yaml").write_text("intake: questionnaire/1\nid: web-brief\n", encoding="utf-8")
    assert library.find("questionnaires", "web-brief", tmp_path) == own / "mine.yaml"
    assert library.find("questionnaires", "mine", tmp_path) == own / "mine.yaml"
    assert library.find("questionnaires", str(own / "mine.yaml"), tmp_path) == own / "mine.yaml"


def test_a_near_name_is_suggested(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        library.find("questionnaires", "web-breif", tmp_path)
    assert "did you mean 'web-brief'?" in caught.value.remedy
    with pytest.raises(NotFound, match="no such file"):
        library.find("policies", "./none.yaml", tmp_path)
