"""Tests of what each source says of itself to people."""

import tomllib
from pathlib import Path

import pytest

from plugins.sources import source

FOLDERS = sorted((Path(__file__).parents[2] / "plugins").glob("intake_*"))
KEYS = {"terms_read_on", "terms_note", "legal_basis", "licence", "limits", "known_from"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_source_says_what_only_a_person_can_judge(folder: Path) -> None:
    found = tomllib.loads((folder / "quality.toml").read_text("utf-8"))
    assert found.keys() == KEYS
    assert all(found.values())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_page_of_a_source_explains_every_fact_it_tells(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    for fact in source(folder.name.removeprefix("intake_")).info.facts:
        assert f"`{fact}`" in page, fact
