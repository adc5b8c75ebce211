"""Every practice is carried and tested, and the count of it tells when one is not."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIST = """\
intake: practices/1
practices:
- {id: "999#1", advice: Be kind, wants: [clause, rule], by: {history: [%s]}}
"""
CLAUSES = "intake: clauses/1\nclauses:\n- {id: kindness, title: {en: K}, text: {en: K}, practice: %s}\n"


def count(*arguments: str) -> tuple[int, str]:
    """The exit code of the count and what it prints."""
    command = [sys.executable, str(ROOT / "docs" / "practices.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def project(root: Path, *, by: str = "", clause: str = "", test: str = "") -> str:
    """A small project with one practice."""
    for folder in ("docs", "clauses", "tests"):
        (root / folder).mkdir()
    (root / "docs" / "practices.yaml").write_text(LIST % by, encoding="utf-8")
    if clause:
        (root / "clauses" / "c.yaml").write_text(CLAUSES % clause, encoding="utf-8")
    (root / "tests" / "test_it.py").write_text(test, encoding="utf-8")
    return str(root)


def test_every_practice_is_carried_and_named_by_a_test() -> None:
    code, shown = count()
    assert code == 0, "\n".join(line for line in shown.splitlines() if "GAP" in line or "intake:" in line)
    assert shown.splitlines()[-1].startswith("83 practices: ")


@pytest.mark.parametrize(
    ("clause", "by", "test", "code", "says"),
    [
        ("", "", '"999#1"', 1, "GAP: nothing carries it"),
        ('"999#1"', "", "", 1, "GAP: no test names it"),
        ('"999#1"', "", "Practice 999#1.", 0, "missing: no rule"),
        (
            '["999#1"]',
            "letter, gleif, intake.letters.tone",
            '"999#1"',
            0,
            "history: letter, gleif, intake.letters.tone",
        ),
        ('"999#2"', "", '"999#1"', 65, "c.yaml:3:59: there is no practice '999#2'"),
        ('"999#1"', "lettre", '"999#1"', 65, "practices.yaml:3:3: there is no 'lettre'"),
        ('"999#1"', "intake.letters.tune", '"999#1"', 65, "practices.yaml:3:3: there is no 'intake.letters.tune'"),
    ],
)
def test_a_gap_fails_and_a_part_is_said(tmp_path: Path, clause: str, by: str, test: str, code: int, says: str) -> None:
    found, shown = count(project(tmp_path, by=by, clause=clause, test=test))
    assert found == code, shown
    assert says in shown
