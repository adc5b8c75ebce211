"""XLSForms in: groups, repeats, options, languages, calculations; and what has no counterpart, with its cell."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from converting.walking import questionnaire_of
from intake.converting.importing import Imported, import_file
from intake.errors import BadFile
from intake.model.questionnaire import Question, Questionnaire, Required, Type

SURVEY = [
    ["type", "name", "label::English (en)", "label::German", "hint", "relevant", "constraint", "constraint_message",
     "required", "calculation", "default", "appearance", "choice_filter", "parameters", "readonly", "repeat_count"],
    ["start", "began"],
    ["text", "FullName", "Your name", "Ihr Name", "As on invoices", "", "", "", "yes"],
    ["text", "story", "Tell us", "", "", "", "", "", "", "", "", "multiline"],
    ["begin_group", "home", "At home", "Zu Hause", "", "${FullName} != ''"],
    ["select_one yes_no", "kids", "Children?", "Kinder?", "", "", "", "", "true()", "", "no"],
    ["range", "many", "How many", "", "", "${kids} = 'yes'", "", "", "", "", "", "", "", "start=1 end=12 step=1"],
    ["begin group", "inner", "Animals", "", "", "not(${kids} = 'yes')"],
    ["select_multiple pets or_other", "pets", "Pets", "", "", "", "count-selected(.) >= 1 and count-selected(.) < 3"],
    ["end group"],
    ["end_group"],
    ["begin repeat", "orders", "Orders"],
    ["text", "what", "What", "", "", "", "", "", "yes"],
    ["decimal", "price", "Price", "", "", "${what} != ''", ". > 0 and regex(., 'x')", "Above zero"],
    ["end repeat"],
    ["calculate", "total", "", "", "", "", "", "", "", "sum(${price})"],
    ["date", "due", "By when", "", "", "${total} > 100", ". >= today()"],
    ["calculate", "odd", "", "", "", "", "", "", "", "if(${total} > 1, 1, 2)"],
    ["note", "bye", "Thanks ${FullName}", "", "", "${odd} = 1"],
    ["geopoint", "where", "Where", "", "", "", "", "", "${total} > 1"],
    ["select_one cities", "city", "City", "", "", "", "", "", "", "", "", "", "land=${where}"],
    ["acknowledge", "fine", "Fine?"],
    ["text", "seen", "Seen", "", "", "${fine} = 'OK'"],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::German"],
    ["yes_no", "yes", "Yes", "Ja"],
    ["yes_no", "no", "No", "Nein"],
    ["pets", "1", "Cat", "Katze"],
    ["pets", "2", "Dog", "Hund"],
    ["cities", "B", "Berlin", ""],
    ["cities", "b", "Bonn", ""],
]
SETTINGS: list[list[object]] = [
    ["form_title", "form_id", "version", "default_language"],
    ["My Form", "My-Form", 7, "English (en)"],
]


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    path = tmp_path_factory.mktemp("forms") / "form.xlsx"
    path.write_bytes(workbook(survey=SURVEY, choices=CHOICES, settings=SETTINGS))
    return import_file(path)


@pytest.fixture(scope="module")
def found(imported: Imported) -> Questionnaire:
    return questionnaire_of(imported.text)


def asked(found: Questionnaire, name: str) -> Question:
    question = found.question(name)
    assert question is not None
    return question


def when(question: Question) -> str:
    return question.when.text if question.when else ""


def test_the_form_keeps_its_name_version_and_languages(found: Questionnaire) -> None:
    assert (found.id, found.version, found.title["en"]) == ("my_form", 7, "My Form")
    assert found.languages == ("en", "de")
    assert asked(found, "fullname").ask == {"en": "Your name", "de": "Ihr Name"}
    assert asked(found, "fullname").hint == {"en": "As on invoices"}


def test_outer_groups_become_sections_and_inner_ones_headings(found: Questionnaire) -> None:
    assert [section.id for section in found.sections] == ["questions", "home", "questions_2"]
    assert found.sections[1].when is not None
    assert found.sections[1].when.text == "fullname is known"
    assert asked(found, "inner_heading").type is Type.NOTE
    assert when(asked(found, "inner_heading")) == "kids = 'no' or kids is unknown"
    assert when(asked(found, "pets")) == when(asked(found, "inner_heading"))


def test_types_options_and_bounds_are_carried(found: Questionnaire) -> None:
    assert asked(found, "story").type is Type.LONG_TEXT
    kids = asked(found, "kids")
    assert (kids.type, kids.required, kids.default) == (Type.CHOICE, Required.YES, "no")
    assert [(option.value, option.label["de"]) for option in kids.options] == [("yes", "Ja"), ("no", "Nein")]
    assert (asked(found, "many").minimum, asked(found, "many").maximum) == (1, 12)
    assert [option.value for option in asked(found, "pets").options] == ["v1", "v2", "other"]
    assert (asked(found, "pets").minimum, asked(found, "pets").maximum) == (1, 2)
    assert when(asked(found, "pets_other")).endswith("pets is known and 'other' in pets")
    assert [option.value for option in asked(found, "city").options] == ["b", "b_2"]
    assert asked(found, "due").exact
    assert asked(found, "due").valid[0].holds.text == "due >= today()"


def test_repeats_and_what_is_calculated_over_them_are_carried(found: Questionnaire) -> None:
    what, price = asked(found, "orders").item
    assert (what.required, when(price)) == (Required.YES, "what is known")
    assert [check.holds.text for check in price.valid] == ["price > 0"]
    assert price.valid[0].say == {"en": "Above zero"}
    total = asked(found, "total").value
    assert total is not None
    assert total.text == "sum(orders, price)"
    assert when(asked(found, "due")) == "total is known and total > 100"
    assert when(asked(found, "seen")) == "fine is known and fine"


def test_what_is_lost_is_told_with_its_cell(imported: Imported, found: Questionnaire) -> None:
    told = {fault.place.line: (fault.place.column, fault.message) for fault in imported.lost}
    assert all(fault.place.file.endswith("form.xlsx[survey]") for fault in imported.lost)
    assert told[2] == (1, "'began' is not asked of anybody")
    assert told[14] == (7, "a check of 'price' is not carried over: there is nothing like 'regex'")
    assert told[18] == (10, "the calculation 'odd' is not carried over: there is nothing like 'if'")
    assert told[19][1] in (
        "a text that names an answer stays as it is written",
        "the condition of 'bye' is not carried over: 'odd' could not be carried over",
    )
    assert told[21] == (13, "the options of 'city' are not narrowed")
    assert asked(found, "bye").when is None  # what cannot be told is always asked
    assert asked(found, "where").required is Required.SOFT
    assert found.question("odd") is None
    for fault in imported.lost:
        assert fault.message in imported.text


def test_the_same_form_as_a_table_comes_to_the_same(tmp_path: Path, found: Questionnaire) -> None:
    path = tmp_path / "form.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        sheets: dict[str, Sequence[Sequence[object]]] = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}
        for title, rows in sheets.items():
            writer.writerow([title])
            writer.writerows(["", *row] for row in rows)
    table = questionnaire_of(import_file(path).text)
    assert [question.id for question in table.questions()] == [question.id for question in found.questions()]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["type", "name", "label"], ["begin group", "g", "G"], ["text", "a", "A"]], "this group does not end"),
        ([["type", "name", "label"], ["text", "a", "A"], ["end repeat"]], "no repeat begins that could end here"),
        ([["type", "name", "label"], ["start", "began"]], "a questionnaire needs sections"),
        ([], "there is no sheet 'survey' with questions"),
    ],
)
def test_a_form_that_is_none_is_refused(rows: list[list[object]], message: str, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(survey=rows))
    with pytest.raises(BadFile) as refused:
        import_file(path)
    assert message in [fault.message for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("constraint", "least"),
    [
        ("not(selected(., 'none') and count-selected(.) > 1)", None),
        ('count-selected(.) >= 1 and not(count-selected(.)>1 and selected(.,"none"))', 1),
    ],
)
def test_an_option_that_goes_with_no_other_is_known_by_its_constraint(
    constraint: str, least: int | None, tmp_path: Path
) -> None:
    survey = [["type", "name", "label", "constraint"], ["select_multiple pets", "pets", "Pets", constraint]]
    choices = [["list_name", "name", "label"], ["pets", "cat", "Cat"], ["pets", "none", "None of these"]]
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(survey=survey, choices=choices))
    imported = import_file(path)
    assert not imported.lost
    (pets,) = questionnaire_of(imported.text).questions()
    assert [(option.value, option.exclusive) for option in pets.options] == [("cat", False), ("none", True)]
    assert pets.minimum == least
