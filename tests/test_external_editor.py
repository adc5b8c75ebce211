"""A long text in the person's own editor: what it leaves is the answer, and nothing stays behind."""

import sys
from pathlib import Path

import pytest

from intake.errors import Refused
from intake.external_editor import edited
from intake.locale import Words

SAY = Words("en")


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def editor(folder: Path, body: str) -> dict[str, str]:
    """An environment whose editor is that program; `path` is the file it works on."""
    script = folder / "an editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{body}\n", encoding="utf-8")
    return {"EDITOR": f"{sys.executable} '{script}' --wait"}


def test_the_answer_is_what_the_editor_leaves_and_its_file_is_gone(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    body = (
        f"Path({str(seen)!r}).write_text(f'{{path}} {{path.parent.stat().st_mode & 0o777:o}}')\n"
        "path.write_text(path.read_text('utf-8') + 'zwei – drei\\n', 'utf-8')"
    )
    assert edited("eins\n", editor(tmp_path, body), SAY) == "eins\nzwei – drei"
    path, mode = seen.read_text().rsplit(" ", 1)
    assert mode == "700"
    assert not Path(path).exists()


def test_visual_comes_before_editor(tmp_path: Path) -> None:
    environment = {"VISUAL": editor(tmp_path, "path.write_text('seen')")["EDITOR"], "EDITOR": "/no/such/editor"}
    assert edited("", environment, SAY) == "seen"


@pytest.mark.parametrize(
    ("body", "why"),
    [("sys.exit(3)", "ended with 3"), ("path.unlink()", "No such file"), ("path.unlink(); path.mkdir()", "directory")],
)
def test_an_editor_that_fails_changes_nothing_and_says_why(body: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=why):
        edited("kept", editor(tmp_path, body), SAY)


def test_what_is_no_text_in_utf_8_is_kept_and_told_where(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no text in UTF-8") as refused:
        edited("", editor(tmp_path, "path.write_bytes(b'a caf\\xe9 of many words')"), SAY)
    assert Path(refused.value.what.split()[-1]).read_bytes() == b"a caf\xe9 of many words"


def test_nothing_an_editor_leaves_can_draw_on_the_screen(tmp_path: Path) -> None:
    left = "\ufeffone\x1b[2J\r\ntwo \x9b1m\u202e\r\n".encode()
    assert edited("", editor(tmp_path, f"path.write_bytes({left!r})"), SAY) == "one[2J\ntwo 1m"


def test_no_room_for_its_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(Refused, match="did not do its work"):
        edited("kept", editor(tmp_path, ""), SAY)


def test_no_editor_and_one_that_is_not_there_say_what_to_set() -> None:
    for environment in ({}, {"EDITOR": " "}, {"EDITOR": "/no/such/editor"}):
        with pytest.raises(Refused) as refused:
            edited("kept", environment, SAY)
        assert "Set EDITOR" in refused.value.remedy
