"""Forms of SurveyJS in: pages, panels, dynamic panels and tables, options, checks; and what has no counterpart."""

import json
from datetime import date
from typing import Any

import pytest

from converting.walking import questionnaire_of
from intake.converting.importing import Imported, import_form
from intake.converting.surveyjs import read_surveyjs
from intake.errors import BadFile
from intake.model.questionnaire import Moving, Question, Questionnaire, Required, Type

FORM: dict[str, Any] = {
    "title": {"default": "Order", "de": "Auftrag"},
    "logoPosition": "right",
    "pages": [
        {
            "name": "who",
            "title": "Who 😀",
            "elements": [
                {"type": "text", "name": "first name", "title": {"default": "Name", "de": "Ihr <b>Name</b>"}, "isRequired": True},
                {"type": "text", "name": "mail", "validators": [{"type": "email"}, {"type": "text", "minLength": 5}]},
                {"type": "text", "inputType": "number", "name": "age", "min": 18, "max": 99, "visibleIf": "{first name} notempty"},
                {"type": "text", "inputType": "date", "name": "due", "requiredIf": "{age} > 20"},
                {"type": "text", "inputType": "week", "name": "week"},
                {"type": "boolean", "name": "sure", "valueTrue": "Yes", "valueFalse": "No", "enableIf": "{age} > 3"},
                {"type": "rating", "name": "stars", "defaultValue": 3},
                {"type": "rating", "name": "scale", "rateMax": 9, "rateMin": 0},
            ],
        },
        {
            "name": "what",
            "visibleIf": "{sure} = 'Yes'",
            "elements": [
                {"type": "radiogroup", "name": "size", "valueName": "howBig", "showOtherItem": True, "defaultValue": 2,
                 "choices": [{"value": 1, "text": {"default": "Small", "de": "Klein"}}, {"value": 2, "text": "Big"}, "huge"]},
                {"type": "checkbox", "name": "parts", "choices": ["a", "b", {"value": "c", "visibleIf": "{age} > 1"}],
                 "maxSelectedChoices": 2, "showNoneItem": True, "defaultValue": ["a", "b"]},
                {"type": "dropdown", "name": "city", "choicesByUrl": {"url": "cities.json"}},
                {"type": "panel", "name": "more", "title": "More", "visibleIf": "{howBig} > 1", "elements": [
                    {"type": "comment", "name": "why", "visibleIf": "{parts} contains 'a' and {week} contains 'x'"},
                    {"type": "html", "name": "said", "html": "<p>Thank&nbsp;you</p>"},
                ]},
                {"type": "paneldynamic", "name": "rows", "minPanelCount": 1, "keyName": "what", "templateElements": [
                    {"type": "text", "name": "what", "isRequired": True},
                    {"type": "text", "name": "price", "inputType": "number", "visibleIf": "{panel.what} = 'x'"},
                ]},
                {"type": "matrixdynamic", "name": "table", "choices": [1, 2], "columns": [
                    {"name": "one"}, {"name": "two", "cellType": "text", "visibleIf": "{row.one} = 2"}]},
                {"type": "matrix", "name": "rate", "title": "Rate", "columns": ["bad", "good"], "rows": ["food", "room"]},
                {"type": "multipletext", "name": "texts", "items": [{"name": "x"}, {"name": "y", "isRequired": True}]},
                {"type": "expression", "name": "sum", "expression": "sumInArray({rows}, 'price') * 2"},
                {"type": "text", "name": "last", "visibleIf": "{sum} > {half} and {rate.food} = 'bad'",
                 "validators": [{"type": "expression", "expression": "{last} != 'no'", "text": "Not that"}]},
                {"type": "signaturepad", "name": "signed"},
                {"type": "text", "name": "gone", "visible": False},
            ],
        },
    ],
    "calculatedValues": [{"name": "half", "expression": "{age} / 2"}, {"name": "never", "expression": "iif({age} > 1, 1, 2)"}],
    "triggers": [{"type": "complete", "expression": "{age} = 1"}],
}  # fmt: skip


def imported_form(form: object) -> Imported:
    return import_form(read_surveyjs(json.dumps(form, indent="\t").encode(), "form.json"), "form.json", "surveyjs")


@pytest.fixture(scope="module")
def imported() -> Imported:
    return imported_form(FORM)


@pytest.fixture(scope="module")
def found(imported: Imported) -> Questionnaire:
    return questionnaire_of(imported.text)


def asked(found: Questionnaire, name: str) -> Question:
    question = found.question(name)
    assert question is not None
    return question


def when(question: Question) -> str:
    return question.when.text if question.when else ""


def test_pages_become_sections_in_every_language(found: Questionnaire) -> None:
    assert found.title == {"en": "Order", "de": "Auftrag"}
    assert [(section.id, section.title["en"]) for section in found.sections] == [("who", "Who 😀"), ("what", "what")]
    assert asked(found, "first_name").ask == {"en": "Name", "de": "Ihr Name"}
    assert found.sections[1].when is not None
    assert found.sections[1].when.text == "sure is known and sure"


def test_simple_questions_keep_their_type_and_bounds(found: Questionnaire) -> None:
    types = {name: asked(found, name).type for name in ("mail", "age", "due", "week", "sure", "stars", "why", "said")}
    assert types == {
        "mail": Type.EMAIL, "age": Type.NUMBER, "due": Type.DATE, "week": Type.TEXT, "sure": Type.BOOL,
        "stars": Type.NUMBER, "why": Type.LONG_TEXT, "said": Type.NOTE,
    }  # fmt: skip
    assert [(asked(found, n).minimum, asked(found, n).maximum) for n in ("age", "stars", "scale")] == [
        (18, 99),
        (1, 5),
        (0, 9),
    ]
    assert when(asked(found, "age")) == "first_name is known"
    assert asked(found, "due").required is Required.SOFT
    assert asked(found, "said").ask["en"] == "Thank you"


def test_days_between_which_an_answer_lies_are_carried_and_what_is_no_such_day_is_told() -> None:
    inside = [{"type": "text", "name": "then", "inputType": "date", "minValueExpression": "today()"}]
    questions = [
        {"type": "text", "name": "born", "inputType": "date", "min": "1900-01-01", "maxValueExpression": "today()"},
        {"type": "text", "name": "odd", "inputType": "date", "min": "2027-02-30", "maxValueExpression": "{born}"},
        {"type": "paneldynamic", "name": "rows", "templateElements": inside},
    ]
    imported = imported_form({"pages": [{"name": "one", "elements": questions}]})
    found = questionnaire_of(imported.text)
    assert (asked(found, "born").minimum, asked(found, "born").maximum) == (date(1900, 1, 1), Moving.TODAY)
    assert (asked(found, "odd").minimum, asked(found, "odd").maximum) == (None, None)
    assert asked(found, "rows").item[0].minimum is None
    told = [fault.message for fault in imported.lost]
    assert "'min' of 'odd' is not carried over" in told
    assert "'maxValueExpression' of 'odd' is not carried over" in told
    assert any("'min: today' cannot be held in a row" in message for message in told)


def test_options_keep_labels_defaults_and_their_own_word_for_others(found: Questionnaire) -> None:
    size = asked(found, "size")
    assert [option.value for option in size.options] == ["v1", "v2", "huge", "other"]
    assert (size.options[0].label["de"], size.default) == ("Klein", "v2")
    assert when(asked(found, "size_comment")) == "size is known and size = 'other'"
    parts = asked(found, "parts")
    assert ([option.value for option in parts.options], parts.default, parts.maximum) == (
        ["a", "b", "c", "none"],
        "a, b",
        2,
    )
    assert asked(found, "city").type is Type.TEXT


def test_panels_and_tables_become_questions_and_rows(found: Questionnaire) -> None:
    assert when(asked(found, "more_heading")) == "size is known and size = 'v2'"
    assert when(asked(found, "why")) == "size is known and size = 'v2' and parts is known and 'a' in parts"
    rows, table = asked(found, "rows"), asked(found, "table")
    assert (rows.minimum, rows.key, [part.id for part in rows.item]) == (1, ("what",), ["what", "price"])
    assert when(rows.item[1]) == "what is known and what = 'x'"
    assert ([part.type for part in table.item], when(table.item[1])) == (
        [Type.CHOICE, Type.TEXT],
        "one is known and one = 'v2'",
    )
    assert asked(found, "rate_food").ask["en"] == "Rate: food"
    assert asked(found, "texts_y").required is Required.YES


def test_calculations_stand_behind_what_they_read(found: Questionnaire) -> None:
    order = [question.id for question in found.questions()]
    assert order.index("half") == order.index("age") + 1
    total = asked(found, "sum").value
    assert total is not None
    assert total.text == "(sum(rows, price) * 2)"
    assert "rate_food = 'bad'" in when(asked(found, "last"))
    assert "sum > half" in when(asked(found, "last"))
    (check,) = asked(found, "last").valid
    assert (check.holds.text, check.say["en"]) == ("last != 'no' or last is unknown", "Not that")


def test_what_is_lost_is_told_with_its_place(imported: Imported, found: Questionnaire) -> None:
    lines = json.dumps(FORM, indent="\t").splitlines()
    told = {fault.message: lines[fault.place.line - 1][fault.place.column - 1 :] for fault in imported.lost}
    assert told["the check 'text' of 'mail' has no counterpart"].startswith("{")
    assert told["that 'due' is needed under a condition"].startswith('"requiredIf"')
    assert told["the input 'week' has no counterpart"].startswith('"inputType"')
    assert told["'enableIf' of 'sure' is not carried over"].startswith('"enableIf"')
    assert told["'visibleIf' of an option is not carried over"].startswith('"visibleIf"')
    assert told["'choicesByUrl' of 'city' is not carried over"].startswith('"choicesByUrl"')
    lost = "the condition of 'why' is not carried over: parts of a text cannot be looked for"
    assert told[lost].startswith("{week} contains")
    assert told["'triggers' of the form is not carried over"].startswith('"triggers"')
    assert "'signed' of the type 'signaturepad' has no counterpart" in told
    assert "'gone' is hidden for good" in told
    assert "the calculation 'never' is not carried over: there is nothing like 'iif'" in told
    assert len(told) == 12, told
    assert found.question("signed") is None


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"{", "not JSON: Expecting property name enclosed in double quotes"),
        (b"[1]", "there are neither 'pages' nor 'elements'"),
        (b'{"a": 1}', "there are neither 'pages' nor 'elements'"),
        (b"\xff", "not JSON that can be read"),
        (b'{"pages": ' + b"[" * 5000 + b"]" * 5000 + b"}", "not JSON that can be read"),
        (b'{"pages": [], "pages": []}', "the key 'pages' stands twice"),
        (b'{"elements": [{"type": "image", "name": "a"}]}', "a questionnaire needs sections"),
        (b'{"elements": 7}', "a questionnaire needs sections"),
    ],
)
def test_what_is_no_form_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(BadFile) as refused:
        import_form(read_surveyjs(raw, "form.json"), "form.json", "surveyjs")
    assert any(message in fault.message for fault in refused.value.faults), refused.value.faults


def test_nothing_in_a_form_breaks_out_of_the_file_that_is_written() -> None:
    wild = "'\"\n- id: x # {a} \u202e\x1b[31m: [&b] *c %d"
    form = {
        "title": wild,
        "elements": [{"type": "radiogroup", "name": wild, "title": wild, "choices": [wild, wild + "2"]}],
    }
    found = questionnaire_of(imported_form(form).text)
    (question,) = found.questions()
    assert question.options[0].label["en"] == "'\" - id: x # {a} [31m: [&b] *c %d"


def test_an_option_that_goes_with_no_other_stays_so() -> None:
    choices = ["cat", {"value": "dog", "isExclusive": True}]
    form = {
        "elements": [
            {"type": "checkbox", "name": "pets", "choices": choices, "showNoneItem": True, "showOtherItem": True},
            {"type": "radiogroup", "name": "pet", "choices": ["cat"], "showNoneItem": True},
        ]
    }
    imported = imported_form(form)
    assert not imported.lost
    pets, _, pet = questionnaire_of(imported.text).questions()
    assert {option.value for option in pets.options if option.exclusive} == {"dog", "none"}
    assert not any(option.exclusive for option in pet.options)
