"""What the guide to questionnaires shows can be read."""

import re
from pathlib import Path

from intake.interviewing.reading import read_questionnaire

GUIDE = Path(__file__).parents[2] / "docs" / "write-a-questionnaire.md"


def test_the_first_example_is_a_questionnaire() -> None:
    (example, *_) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert read_questionnaire(example.encode(), "guide.yaml").languages == ("en", "de")


def test_bounds_and_rows_within_rows_can_be_read() -> None:
    _, bounds, example, _ = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    head = "intake: questionnaire/1\nid: g\nversion: 1\ntitle: G\nlanguages: [en]\nsections:\n- id: a\n  title: A\n  questions:\n"
    rate = "  - {id: hourly_rate, type: money, ask: Rate}\n"
    rows = "".join(f"  {line}\n" for line in (bounds + example).splitlines())
    asked = read_questionnaire((head + rate + rows).encode(), "guide.yaml")
    assert {"founded", "moved", "phases"} <= {question.id for question in asked.questions()}


def test_every_key_is_in_the_table() -> None:
    from intake.interviewing.question_form import _KEYS

    table = GUIDE.read_text("utf-8")
    assert [key for key in _KEYS if f"`{key}" not in table] == []
