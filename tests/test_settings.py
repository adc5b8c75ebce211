"""Settings are written whole and read back, and a mistake in them is shown with its place."""

from pathlib import Path

import pytest

from intake import settings
from intake.errors import BadFile
from intake.model.party import Party


def test_settings_survive_writing(tmp_path: Path) -> None:
    mine = settings.Settings(
        Party('O\'Neill & Søn: "Studio" #1', "DK", "a@b.example"), policy="agency", vat="DK12345674"
    )
    settings.save(tmp_path / "home", mine)
    assert settings.load(tmp_path / "home") == mine


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == settings.Settings()


def test_mistakes_are_shown_with_their_places(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text("suplier: {name: x}\npolicy: [solo]\n", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        settings.load(tmp_path)
    assert [str(f).split("settings.yaml:")[1] for f in caught.value.faults] == [
        "1:1: the settings file has no key 'suplier' (did you mean 'supplier'?)",
        "2:9: 'policy' must be a single value",
    ]
