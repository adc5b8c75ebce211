"""Clauses are read strictly and filled without surprises."""

from pathlib import Path

import pytest

from intake import bundled
from intake.agreeing import read_clauses
from intake.errors import BadFile

TEXT = """\
intake: clauses/1
clauses:
- id: one
  title: {en: One}
  text: {en: "{days} days, {dais} days"}
  parameters: {days: 3}
  alwys: yes
- id: one
  title: {en: Again}
"""


def test_every_fault_of_a_clause_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_clauses([path])
    messages = [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]
    assert messages == [
        "3:3: '{dais}' is no parameter of clause 'one' (did you mean 'days'?)",
        "7:3: a clause has no key 'alwys' (did you mean 'always'?)",
        "8:3: a clause has no 'text'",
        "8:3: the clause 'one' stands twice",
    ]


def test_a_parameter_is_text_and_never_a_format() -> None:
    template = read_clauses(bundled.files("clauses"))["prepayment"]
    clause = template.filled({"percent": "{per.__class__}", "per": "{percent}"}, "en")
    assert "{per.__class__}" in clause.text
    assert clause.text.count("{percent}") == 2


def test_every_shipped_clause_carries_a_practice_and_fills() -> None:
    for template in read_clauses(bundled.files("clauses")).values():
        assert template.practice
        assert "{" not in template.filled({}, "en").text
