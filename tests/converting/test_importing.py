"""Importing never crashes and never writes what our reader does not take, whatever a form holds."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converting.walking import questionnaire_of
from intake.converting.carrying import Carried
from intake.converting.dialects import SURVEYJS, XPATH
from intake.converting.form import Form
from intake.converting.formulas import Untranslatable
from intake.converting.importing import Imported, import_file, import_form
from intake.converting.scope import Dialect
from intake.converting.settling import settle
from intake.converting.surveyjs import read_surveyjs
from intake.converting.xlsform import read_xlsform
from intake.errors import BadFile, Fault, NotFound, Place, Usage

PLACE = Place("form.json", 3, 1)
TYPES = "text comment radiogroup checkbox boolean rating paneldynamic matrixdynamic matrix panel html expression file x".split()
KEYS = """
    type name title visibleIf choices elements templateElements columns rows defaultValue isRequired min max rateValues
    validators expression html valueName requiredIf showOtherItem items keyName minPanelCount value text cellType locale
    pages calculatedValues
""".split()
EXPRESSIONS = (
    "{a} > 1|{b} = 'x' and {c} notempty|{a|iif(1)|{a} + {b} > {c}|sumInArray({a}, 'b') > 1|!{a}|{a} contains [1]|true"
)
WORDS = st.sampled_from(
    [*TYPES, *EXPRESSIONS.split("|"), "a", "b", "c", "", "null", "-1", "1.5", "yes", "x: [y]", "# 'z'"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False) | WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)  # fmt: skip
ELEMENTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8).flatmap(
    lambda more: st.sampled_from(TYPES).map(lambda kind: {"name": "a", **more, "type": kind})
)


def carried_or_refused(read: Callable[[], Form]) -> Imported | None:
    """What a form becomes; None where it is refused."""
    try:
        return import_form(read(), "a form", "a format")
    except BadFile:
        return None


@settings(max_examples=150)
@given(st.lists(ELEMENTS, max_size=5), VALUES, VALUES)
def test_any_json_is_carried_or_refused(elements: list[object], title: object, calculated: object) -> None:
    form = {"title": title, "elements": elements, "calculatedValues": calculated}
    imported = carried_or_refused(lambda: read_surveyjs(json.dumps(form).encode(), "form.json"))
    assert imported is None or questionnaire_of(imported.text).sections


CELLS = st.sampled_from(
    ["text", "integer", "select_one a", "select_multiple a or_other", "begin group", "end group", "begin repeat", "end repeat",
     "calculate", "note", "a", "b", "c", "${a} > 1", "selected(${b}, 'x')", "sum(${c})", ". > 1", "", "yes", "-", "1", "x y"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=8), max_size=12))
def test_any_table_is_carried_or_refused(rows: list[list[str]]) -> None:
    head = ["type", "name", "label", "relevant", "constraint", "calculation", "required", "default"]
    lines = [
        "survey,",
        "," + ",".join(head),
        *("," + ",".join(row) for row in rows),
        "choices,",
        ",list_name,name",
        ",a,x",
    ]
    imported = carried_or_refused(lambda: read_xlsform("\n".join(lines).encode(), "form.csv"))
    assert imported is None or questionnaire_of(imported.text).sections


@given(st.sampled_from([XPATH, SURVEYJS]), st.text("${}abc.'\"()[]=!<>+-*/% 01andort,~\n", max_size=60))
def test_any_text_is_an_expression_or_refused(dialect: Dialect, text: str) -> None:
    with suppress(Untranslatable):
        dialect.parse(text)


def test_what_our_reader_refuses_is_left_out_until_it_takes_the_rest() -> None:
    carried = Carried(
        data={
            "intake": "questionnaire/1", "id": "form", "version": 1, "title": "Form", "languages": ["en"],
            "sections": [
                {"id": "one", "title": "One", "questions": [
                    {"id": "a", "type": "number", "ask": "A", "min": 3, "default": "many", "when": "b > 1"},
                    {"id": "b", "type": "nonsense", "ask": "B", "when": "a > 1"},
                    {"id": "c", "type": "text", "ask": "C", "when": "b is known", "valid": [
                        {"check": "c = 'x'", "say": "X"}, {"check": "c > 1", "say": "One"}]},
                    {"id": "d", "type": "repeat", "ask": "D", "item": [{"id": "n", "type": "note", "ask": "N"}]},
                ]},
                {"id": "two", "title": "Two", "questions": [{"id": "e", "type": "choice", "ask": "E"}]},
            ],
        },
        places={"c": PLACE},
    )  # fmt: skip
    settled = settle(carried, "form.json")
    found = questionnaire_of(settled.text)
    assert [question.id for question in found.questions()] == ["a", "c"]
    assert [check.holds.text for question in found.questions() for check in question.valid] == ["c = 'x'"]
    told = [(fault.place, fault.message.split(":")[0]) for fault in settled.lost]
    assert (PLACE, "'when' of 'c' is not carried over") in told
    assert (PLACE, "'valid' of 'c' is not carried over") in told
    assert (Place("form.json", 1, 1), "'d' is not carried over") in told


def test_a_form_of_which_nothing_is_left_is_refused() -> None:
    with pytest.raises(BadFile) as refused:
        settle(Carried(data={"intake": "questionnaire/1", "sections": []}), "form.json")
    assert Fault(Place("form.json", 1, 1), "a questionnaire needs sections") in refused.value.faults


def test_the_ending_tells_the_format(tmp_path: Path) -> None:
    with pytest.raises(Usage):
        import_file(tmp_path / "form.docx")
    with pytest.raises(NotFound):
        import_file(tmp_path / "form.docx", "xlsform")
