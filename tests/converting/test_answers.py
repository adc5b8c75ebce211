"""Answers out and in again: the same values, by JSON, YAML and table, and no cell that a spreadsheet acts on."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.converting.answers import left_out, plain_answers, write_answers
from intake.converting.answers_table import as_table, read_table
from intake.converting.cells import guarded, unguarded
from intake.errors import BadFile
from intake.interviewing.answers_file import LeftOpen, read_answers
from intake.interviewing.reading import read_questionnaire
from intake.model.answers import Answer, State
from intake.model.money import Money
from intake.model.questionnaire import Questionnaire
from intake.model.values import Duration, Item, Percent, Quantity, Value

AT = datetime(2027, 1, 4, tzinfo=UTC)
FORMS = ("json", "yaml", "csv")
EVERYTHING = read_questionnaire(
    b"""
intake: questionnaire/1
id: everything
version: 1
title: Everything
languages: [en]
sections:
- id: all
  title: All
  questions:
  - {id: text, type: text, ask: T}
  - {id: lines, type: long_text, ask: L}
  - {id: number, type: number, ask: N}
  - {id: sure, type: bool, ask: B}
  - {id: one, type: choice, options: [red, 'null', '3'], ask: O}
  - {id: some, type: choices, options: [mail, phone, '7'], ask: S}
  - {id: day, type: date, ask: D}
  - {id: money, type: money, ask: M}
  - {id: share, type: percent, ask: P}
  - {id: volume, type: quantity, units: [page, working hour], ask: V}
  - {id: time, type: duration, ask: T}
  - {id: boss, type: person, ask: B}
  - {id: file, type: file, ask: F}
  - id: rows
    type: repeat
    ask: R
    item:
    - {id: name, type: text}
    - {id: count, type: number}
    - {id: open, type: bool}
    - {id: means, type: choices, options: [mail, phone]}
    - {id: boss, type: person}
""",
    "everything.yaml",
)
DECIMALS = st.decimals(-(10**6), 10**6, places=3, allow_nan=False).map(
    lambda d: int(d) if d == int(d) else d.normalize()
)
TEXTS = st.text(
    st.characters(codec="ascii", categories=["L", "N", "P", "S"]) | st.sampled_from("=+-@'\",;é "), min_size=1
)
TEXTS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
PEOPLE = st.builds(
    lambda name, phone: Item.of({"name": name, **({"phone": phone} if phone else {})}),
    st.sampled_from(["Anna Lind", "=Bob", "O'Neil, Jr"]), st.sampled_from(["", "+46701740605"]),
)  # fmt: skip
ROWS = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={"count": DECIMALS, "open": st.booleans(), "means": st.just(("mail", "phone")), "boss": PEOPLE},
).map(lambda parts: Item(tuple((n, parts[n]) for n in ("name", "count", "open", "means", "boss") if n in parts)))
ANSWERS: dict[str, st.SearchStrategy[Value | LeftOpen]] = {
    "text": TEXTS,
    "lines": st.lists(TEXTS, min_size=1, max_size=3).map("\n".join),
    "number": DECIMALS,
    "sure": st.booleans(),
    "one": st.sampled_from(["red", "null", "3"]),
    "some": st.sampled_from([("mail",), ("mail", "7"), ("mail", "phone", "7")]),
    "day": st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    "money": st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(["EUR", "JPY", "KWD"])),
    "share": DECIMALS.map(lambda number: Percent(Decimal(number))),
    "volume": st.builds(Quantity, DECIMALS.map(Decimal), st.sampled_from(["page", "working hour"])),
    "time": st.builds(Duration, st.integers(0, 999), st.booleans()),
    "boss": PEOPLE,
    "rows": st.lists(ROWS, max_size=3).map(tuple),
}
GIVEN = st.fixed_dictionaries({}, optional={name: value | TEXTS.map(LeftOpen) for name, value in ANSWERS.items()})


def answers_of(given: dict[str, Value | LeftOpen]) -> dict[str, Answer]:
    """The answers as a dossier has them."""
    return {
        name: Answer(name, State.DEFERRED, AT, "a", reason=value.reason)
        if isinstance(value, LeftOpen)
        else Answer(name, State.ANSWERED, AT, "a", value)
        for name, value in given.items()
    }


def read_back(text: str, form: str, questionnaire: Questionnaire = EVERYTHING) -> dict[str, Value | LeftOpen]:
    """The values that the file of answers is read to."""

    def take(raw: bytes, name: str) -> dict[str, Value | LeftOpen]:
        return dict(read_answers(raw, name, questionnaire, today=date(2027, 1, 4), language="en"))

    return as_table(text.encode(), "a.csv", take) if form == "csv" else take(text.encode(), f"a.{form}")


@pytest.mark.parametrize("form", FORMS)
@given(GIVEN)
def test_answers_come_back_as_they_went(form: str, given: dict[str, Value | LeftOpen]) -> None:
    text = write_answers(plain_answers(EVERYTHING, answers_of(given)), form)
    assert read_back(text, form) == given


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("brief", ["web", "writing", "generic"])
def test_the_sample_answers_of_the_shipped_briefs_come_back(brief: str, form: str) -> None:
    root = Path(__file__).parents[2]
    questionnaire = read_questionnaire((root / "questionnaires" / f"{brief}.yaml").read_bytes(), brief)
    sample = (root / "src/intake/testing/sample" / f"answers.{brief}.yaml").read_text("utf-8")
    values = read_back(sample, "yaml", questionnaire)
    text = write_answers(plain_answers(questionnaire, answers_of(values)), form)
    assert read_back(text, form, questionnaire) == values


def test_files_are_left_out_and_said() -> None:
    file = Item.of({"name": "a.pdf", "sha256": "00", "size": 3})
    answers = answers_of({"file": file, "text": "x"})
    assert plain_answers(EVERYTHING, answers) == {"text": "x"}
    assert left_out(EVERYTHING, answers) == ("file",)


@given(st.text(st.sampled_from("=+-@'\t\r\n,;|ab \uff1d"), max_size=12))
def test_no_cell_starts_a_formula_and_every_cell_comes_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    for part in re.split(r"[,;|\t\r\n]", cell):
        assert not part.startswith(("=", "+", "-", "@", "\uff1d"))


def test_what_was_written_by_hand_is_read_as_it_stands() -> None:
    assert [unguarded(text) for text in ("-5", "+46 70", "'twas", "a, -b", "'=1")] == [
        "-5",
        "+46 70",
        "'twas",
        "a, -b",
        "=1",
    ]


def test_every_row_of_a_table_of_answers_has_its_three_cells() -> None:
    text = write_answers({"text": "=1+1", "rows": [{"name": "-x"}], "some": []}, "csv")
    assert list(csv.reader(io.StringIO(text))) == [
        ["question", "part", "answer"], ["text", "", "'=1+1"], ["rows", "1.name", "'-x"], ["some", "0", ""],
    ]  # fmt: skip


def test_the_faults_of_a_table_stand_at_its_cells() -> None:
    raw = 'question;part;answer\ntext;;"a\nb"\nnumber;;many\nrows;1.name;x\nrows;1.count;lots\nghost;;1\n'
    with pytest.raises(BadFile) as refused:
        read_back(raw, "csv")
    assert [(fault.place.line, fault.place.column) for fault in refused.value.faults] == [(4, 3), (6, 3), (7, 3)]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"a,b\n1,2\n", "not a table of answers"),
        (b"question,part,answer\ntext,,a\ntext,,b\n", "'text' stands twice, or has parts elsewhere"),
        (b"question,part,answer\ntext,,a\ntext,name,b\n", "'text.name' stands twice, or has parts elsewhere"),
        (b"\xff", "not UTF-8 text"),
    ],
)
def test_a_table_that_is_none_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_table(raw, "a.csv")
    assert refused.value.faults[0].message == message
