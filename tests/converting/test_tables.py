"""Tables and workbooks from strangers: read as text, or refused, and never more than the bounds."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converting.test_xlsform import workbook
from intake.converting import tables
from intake.errors import BadFile

SHEETS = ("survey", "choices")
GOOD = workbook(survey=[["type", "name"], ["text", "a"], ["integer", 3.0], ["", ""], ["date", True]])


def refusal(raw: bytes) -> str:
    with pytest.raises(BadFile) as refused:
        tables.read_sheets(raw, "form.xlsx", SHEETS)
    return refused.value.faults[0].message


def repacked(raw: bytes, **parts: bytes) -> bytes:
    """The workbook with further parts, or others in their place."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return packed.getvalue()


def test_cells_are_text_with_their_row_and_column() -> None:
    (first, number, truth) = tables.read_sheets(GOOD, "form.xlsx", SHEETS)["survey"]
    assert (first.text("name"), str(first.place("name"))) == ("a", "form.xlsx[survey]:2:2")
    assert (number.text("name"), truth.text("name")) == ("3", "True")
    assert truth.line == 5
    assert str(truth.place("nothing")) == "form.xlsx[survey]:5:1"


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert "unpacks to" in refusal(repacked(GOOD, **{"xl/bomb.bin": bytes(tables.MOST_UNPACKED)}))
    assert "unpacks to" in refusal(repacked(GOOD, **{f"xl/{n}.xml": b"x" for n in range(tables.MOST_PARTS)}))
    assert "bytes" in refusal(b"PK" + bytes(tables.MOST_BYTES))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_part_may_define_entities(encoding: str) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert "document type" in refusal(repacked(GOOD, **{"xl/styles.xml": part}))


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_workbook_is_read_or_refused(at: int, noise: bytes) -> None:
    with suppress(BadFile):
        tables.read_sheets(GOOD[:at] + noise + GOOD[at + len(noise) :], "form.xlsx", SHEETS)


@settings(max_examples=40)
@given(st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]), st.data())
def test_a_damaged_part_is_read_or_refused(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        part = archive.read(name)
    at = data.draw(st.integers(0, len(part) - 1))
    noise = data.draw(st.sampled_from([b"<", b">", b'"', b"9999999999", b"-1", b"", b"A0", b"\xff", b"<sheet/>"]))
    with suppress(BadFile):
        tables.read_sheets(repacked(GOOD, **{name: part[:at] + noise + part[at + 1 :]}), "form.xlsx", SHEETS)


def test_sheets_below_each_other_are_read_from_a_table() -> None:
    raw = b'survey;;\n;type;name\n;text;"a\nb"\n;date;c\nchoices\n;list_name;name\n'
    sheets = tables.read_sheets(raw, "form.csv", SHEETS)
    assert [(row.line, row.text("name")) for row in sheets["survey"]] == [(3, "a\nb"), (5, "c")]
    assert sheets["choices"] == []


@pytest.mark.parametrize("raw", [b"\xff\xfe", b'a,"b', b'"a"b,c', b"a," * 500 + b"\n"])
def test_a_table_that_is_none_is_refused(raw: bytes) -> None:
    assert refusal(raw).startswith(("not UTF-8", "not a table", "more rows or columns"))
