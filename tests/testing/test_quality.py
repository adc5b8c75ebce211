"""Tests of the file that says what only a person can judge of a source."""

from datetime import date
from pathlib import Path

import pytest

from intake.testing.quality import FILE, TEXTS, read_quality

WHOLE = 'terms_read_on = "2026-09-01"\n' + "".join(f'{name} = "It says so."\n' for name in TEXTS)


def read(folder: Path, text: str) -> tuple[str, ...]:
    """The faults of a file with this text."""
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_quality(folder / FILE)[1]


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    exempt = '[exempt]\n"silence is not clearance" = "it asks nobody at all"\n'
    (tmp_path / FILE).write_text(WHOLE + exempt, encoding="utf-8")
    quality, faults = read_quality(tmp_path / FILE)
    assert not faults
    assert quality is not None
    assert quality.terms_read_on == date(2026, 9, 1)
    assert quality.exempt == {"silence is not clearance": "it asks nobody at all"}
    assert read(tmp_path, WHOLE.replace('"2026-09-01"', "2026-09-01")) == ()
    assert read(tmp_path, WHOLE.replace("2026-09-01", "never")) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (WHOLE.replace("2026-09-01", "last week"), "terms_read_on"),
        (WHOLE.replace('licence = "It says so."', 'licence = " "'), "licence must say something"),
        (WHOLE.replace('limits = "It says so."\n', ""), "limits must say something"),
        (WHOLE + 'licens = "x"\n', "there is no key licens"),
        (WHOLE + '[exempt]\n"silence is not clearance" = ""\n', "needs a reason"),
        (WHOLE + '[exempt]\n"silence is not clearance" = "no"\n', "needs a reason"),
        (WHOLE + "exempt = true\n", "must be a table"),
        ("a = [", "cannot be read"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert any(fault in each for each in read(tmp_path, text))


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert read_quality(tmp_path / FILE)[1] == ("there is no quality.toml beside the source",)
