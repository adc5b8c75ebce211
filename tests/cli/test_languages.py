"""An agreement in two languages from one set of answers, from the first version through a change to its verification."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from cli.conftest import Ready
from cli.test_changes import BANNERS, exported, said, told
from intake import canonical
from intake.errors import Refused
from intake.model.brief import Brief, Rendition
from intake.model.rendition import in_each_language
from intake.signing import document


def printed(pdf: Path) -> str:
    if (pdftotext := shutil.which("pdftotext")) is None:
        pytest.skip("pdftotext is not installed")
    shown = subprocess.run([pdftotext, "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(shown.split())


@pytest.fixture
def both(ready: Ready) -> str:
    """The same agreement in English and German, with the English text ruling."""
    return ready(
        ("agree", "--languages", "en,de"),
        ("sign", "--as", "supplier", "--name", "Studio Birch"),
        ("sign", "--as", "client", "--name", "Anna", "--consent"),
    )


def brief_in(folder: Path) -> Brief:
    return canonical.decode(Brief, canonical.from_bytes((folder / "brief.json").read_bytes()))


def test_both_languages_stand_on_the_page_and_in_the_copies(
    both: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = exported(capsys, both, tmp_path, "--format", "pdf,json,md,html,ics,csv")
    page, copy = printed(folder / "000.pdf"), (folder / "brief.md").read_text(encoding="utf-8")
    for words in (
        "Late payment",
        "Zahlungsverzug",
        "What will be delivered",
        "Was geliefert wird",
        "12 pages",
        "12 Seiten",
    ):
        assert words in page, words
        assert words in copy, words
    assert "Where its two languages differ, the first one rules." in page
    assert "Friday, 26 March 2027" in page
    assert "Freitag, 26. März 2027" in page
    assert '<article lang="de">' in (folder / "brief.html").read_text(encoding="utf-8")
    assert told(capsys, 0, "verify", str(folder))["outcome"] == "valid"


def test_a_change_is_told_in_both_and_follows_the_first_version(
    both: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, 0, "change", both, *BANNERS, "--price", "600 EUR")
    said(capsys, 0, "sign", both, "--as", "supplier")
    said(capsys, 0, "sign", both, "--as", "client", "--name", "Anna", "--consent")
    folder = exported(capsys, both, tmp_path)
    english, german = in_each_language(brief_in(folder))
    assert any(change.startswith("New task “Banners”: 3 pieces") for change in english.changes)
    assert any(change.startswith("Neue Aufgabe „Banners“: 3 Stück") for change in german.changes)
    assert [part.due for part in english.checklist.instalments] == [part.due for part in german.checklist.instalments]
    assert any("bei Lieferung von Banners" in part.trigger for part in german.checklist.instalments)
    assert told(capsys, 0, "verify", str(folder))["outcome"] == "valid"


def test_an_answer_changed_in_the_data_is_changed_in_no_language_unseen(
    both: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = exported(capsys, both, tmp_path)
    raw = (folder / "brief.json").read_bytes()
    (folder / "brief.json").write_bytes(raw.replace(b"Zahlungsverzug", b"Zahlungsvorzug"))
    found = told(capsys, 1, "verify", str(folder))
    assert "brief.json is not what 000.pdf holds." in json.dumps(found)


def test_a_second_language_that_words_something_else_is_no_brief(
    both: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = brief_in(exported(capsys, both, tmp_path))
    smuggled = replace(brief, renditions=(Rendition("de", {"clauses.none.text": "Gilt nicht."}),))
    with pytest.raises(Refused, match="words what the brief does not say"):
        document.render(canonical.to_bytes(canonical.encode(smuggled)))


def test_a_language_that_does_not_come_along_is_said(both: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not written in xx" in said(capsys, 64, "agree", both, "--languages", "en,xx")
