"""Tests of what each source says of itself to people."""

from pathlib import Path

import pytest

from intake.testing.quality import FILE, read_quality
from plugins.sources import source

FOLDERS = sorted((Path(__file__).parents[2] / "plugins").glob("intake_*"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_source_says_what_only_a_person_can_judge(folder: Path) -> None:
    quality, faults = read_quality(folder / FILE)
    assert quality is not None, faults


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_page_of_a_source_explains_every_fact_it_tells(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    for fact in source(folder.name.removeprefix("intake_")).info.facts:
        assert f"`{fact}`" in page, fact
