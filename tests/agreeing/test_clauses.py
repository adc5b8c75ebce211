"""Clauses are read strictly and filled without surprises."""

import re
from pathlib import Path

import pytest

from intake import bundled
from intake.agreeing import Template, read_clauses
from intake.errors import BadFile
from intake.locale.days import LANGUAGES

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


@pytest.mark.parametrize("template", read_clauses(bundled.files("clauses")).values(), ids=lambda each: each.id)
def test_every_clause_says_the_same_in_all_languages_that_come_along(template: Template) -> None:
    """Each has its words in each language, and none leaves out what is filled in."""
    assert tuple(template.title) == tuple(template.text) == LANGUAGES
    slots = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in template.text.items()}
    assert all(found == slots["en"] for found in slots.values()), slots
    assert all(
        language in default or "" in default for default in template.parameters.values() for language in LANGUAGES
    )
    for language, text in template.text.items():
        assert text.count(".") >= template.text["en"].count(". "), language
        assert "{" not in template.filled({}, language).text


def test_what_a_policy_says_of_a_parameter_is_said_in_the_language_of_the_brief() -> None:
    prepayment = read_clauses(bundled.files("clauses"))["prepayment"]
    assert "(je Etappe)" in prepayment.filled({"per": "iteration"}, "de").text
    assert "per iteration" in prepayment.filled({"per": "iteration"}, "en").text
