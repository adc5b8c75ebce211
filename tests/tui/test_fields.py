"""Fields take what is pasted whole, choose by letters, and are answered by the keyboard or the mouse alone."""

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Button, Input, SelectionList, TextArea

from intake.desk import Desk
from intake.interviewing.entry import parse
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.model.client import Client
from intake.model.questionnaire import Type
from intake.model.values import Item
from intake.tui.choice_fields import ChoiceField, ChoicesField
from intake.tui.fields import PLACEHOLDERS, placeholder
from intake.tui.interview import InterviewScreen
from interviewing.questions import question
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_a_paste_of_several_lines_loses_nothing(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        person.app.post_message(events.Paste("Acme\nNordic\r\nAB\n"))
        seen = await person.settle()
        assert person.app.screen.query_one(Input).value == "Acme Nordic AB"
        assert "became spaces" in seen


async def test_letters_go_to_the_choice_that_begins_with_them(desk: Desk) -> None:
    choices = (("fixed", "Fixed price"), ("hourly", "By the hour"), ("both", "By both"))
    async with at(desk) as person:
        field = ChoiceField(choices, "hourly")
        await person.app.screen.mount(field)
        field.focus()
        await person.settle()
        assert field.entry == "hourly"
        await person.type("by b")
        assert field.entry == "both"
        await person.type("<up><up>f")
        assert field.entry == "fixed"


async def test_ticks_are_given_in_the_order_of_the_options(desk: Desk) -> None:
    async with at(desk) as person:
        field = ChoicesField((("a", "Apples"), ("b", "Pears"), ("c", "Plums")), frozenset({"c"}))
        await person.app.screen.mount(field)
        field.focus()
        await person.settle()
        await person.type("<home> ")
        assert isinstance(field, SelectionList)
        assert field.entry == ("a", "c")


async def test_a_choice_that_goes_with_no_other_takes_their_ticks_and_they_take_its(desk: Desk) -> None:
    async with at(desk) as person:
        field = ChoicesField(
            (("no", "None"), ("a", "Apples"), ("b", "Pears")), frozenset({"a", "b"}), frozenset({"no"})
        )
        await person.app.screen.mount(field)
        field.focus()
        await person.settle()
        await person.type("<home> ")
        assert field.entry == ("no",)
        assert field.selected == ["no"]
        await person.type("<down> <down> ")
        assert field.entry == ("a", "b")
        assert set(field.selected) == {"a", "b"}
        await person.type("none ")  # the filter hides what it takes the ticks of
        assert field.entry == ("no",)
        await person.type("<backspace><backspace><backspace><backspace><end> ")
        assert field.entry == ("b",)


async def test_a_paste_too_long_for_one_line_opens_an_editor_and_is_kept_once_it_is_shorter(
    desk: Desk, started: str
) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme ")
        person.app.post_message(events.Paste("word " * 3000))
        seen = await person.settle()
        assert "Too long for one answer" in seen
        assert "15004 characters, and an answer has at most 10000." in seen
        assert person.app.screen.query_one("#keep", Button).disabled
        assert "Too long for one answer" in await person.type("<ctrl+s>")
        person.app.screen.query_one(TextArea).text = "word " * 10
        await person.settle()
        await person.click("#keep")
        assert person.app.screen.query_one(Input).value == " ".join(["word"] * 10)
        person.app.post_message(events.Paste("x" * 20_000))
        assert "✗ Nothing was pasted: 20000 characters" in await person.settle()
        assert person.app.screen.query_one(Input).value == " ".join(["word"] * 10)


async def test_a_paste_into_a_form_or_a_filter_is_whole_or_refused_and_never_left_out_in_silence(
    desk: Desk, started: str
) -> None:
    async with at(desk) as person:
        line = person.app.screen.query_one("#filter", Input)
        person.app.post_message(events.Paste("x" * 20_000))
        assert "Nothing was pasted: 20000" in await person.settle()
        person.app.post_message(events.Paste("a\tb\n" + "word " * 40 + "end\r\n"))
        assert "word end" in await person.settle()  # the caret is in sight
        assert line.value == "a b " + "word " * 40 + "end"
        await person.type("<escape><ctrl+n>")
        person.app.post_message(events.Paste("Acme\n\x9b2JNordic \u202eAB\x07\n"))
        await person.settle()
        assert person.app.screen.query(Input).first().value == "Acme 2JNordic AB"
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("\t")
        person.app.post_message(events.Paste("Acme AB"))
        assert "what you pasted was not used" in " ".join((await person.settle()).replace("▌", " ").split())


async def test_a_joiner_that_is_typed_stands_in_the_name(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("می\u200cخواهم\r")
        assert desk.dossier(started).answers["legal_name"].typed == "می\u200cخواهم"


EVERY_KIND = """\
intake: questionnaire/1
id: kinds
version: 1
title: Kinds
languages: [en]
sections:
- id: one
  title: One
  questions:
  - {id: line, type: text, ask: A line, required: yes}
  - {id: long, type: long_text, ask: A text, required: yes}
  - {id: truth, type: bool, ask: Yes or no, required: yes}
  - {id: one, type: choice, ask: One, required: yes, options: [{value: a, label: Apples}, {value: b, label: Pears}]}
  - {id: many, type: choices, ask: Many, required: yes, options: [{value: a, label: Apples}, {value: b, label: Pears}]}
  - {id: day, type: date, ask: A day, required: yes, exact: yes}
  - {id: rows, type: repeat, ask: Rows, required: yes, min: 1, item: [{id: name, type: text, ask: Name, required: yes}]}
"""
ANSWERS = {
    "line": "Acme AB",
    "long": "Chairs",
    "truth": False,
    "one": "b",
    "many": ("b",),
    "day": date(2027, 2, 3),
    "rows": (Item.of({"name": "Chair"}),),
}


def answers(desk: Desk, dossier: str) -> dict[str, object]:
    """The value of every answer."""
    return {name: answer.value for name, answer in desk.dossier(dossier).answers.items()}


@pytest.fixture
def kinds(desk: Desk, tmp_path: Path) -> str:
    """A dossier with a question of every kind."""
    path = tmp_path / "kinds.yaml"
    path.write_text(EVERY_KIND, encoding="utf-8")
    return desk.new(Client("Acme"), questionnaire=str(path)).id


async def test_the_keyboard_alone_answers_every_kind_of_question(desk: Desk, kinds: str) -> None:
    async with at(desk, dossier=kinds, step="interview") as person:
        await person.type("Acme AB\r", "Chairs\r", "n\r", "<down>\r", "<down> \r", "3 February 2027\r", "aChair\r\t\r")
        assert answers(desk, kinds) == ANSWERS


async def test_the_mouse_alone_answers_every_kind_of_question_that_is_not_typed(desk: Desk, kinds: str) -> None:
    async with at(desk, dossier=kinds, step="interview") as person:
        for question in ("line", "long"):
            person.app.post_message(events.Paste(str(ANSWERS[question])))  # from the menu of the terminal
            await person.settle()
            await person.click("#continue")
        await person.click("ChoiceField", x=2, y=1)
        await person.click("ChoiceField", x=2, y=1)
        await person.click("ChoicesField", x=2, y=1)
        await person.click("#continue")
        person.app.post_message(events.Paste("03/02/2027"))
        await person.settle()
        await person.click("#continue")
        await person.click(".offers", x=2, y=0)
        await person.click("RowsTable", x=4, y=1)
        person.app.post_message(events.Paste("Chair"))
        await person.settle()
        await person.click("#save")
        await person.click("#continue")
        assert answers(desk, kinds) == ANSWERS


async def test_letters_leave_the_choices_that_have_them(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("values_fit")
        seen = await person.type("agree")
        field = person.app.screen.query_one("#place ChoiceField", ChoiceField)
        assert field.option_count == 1
        assert "only those with 'agree'; Backspace shows more" in seen
        await person.type("<backspace><backspace><backspace><backspace><backspace>")
        assert field.option_count == 3
        assert field.entry == "partly"
        assert "only those" not in person.read()


async def test_a_filter_hides_ticks_and_keeps_them(desk: Desk) -> None:
    async with at(desk) as person:
        field = ChoicesField((("a", "Apples"), ("b", "Pears"), ("c", "Plums")), frozenset({"c"}))
        await person.app.screen.mount(field)
        field.focus()
        await person.settle()
        await person.type("pear ")
        assert field.option_count == 1
        assert field.entry == ("b", "c")
        await person.type("<backspace><backspace><backspace><backspace>")
        assert field.option_count == 3
        assert set(field.selected) == {"b", "c"}


async def test_a_check_digit_is_judged_while_it_is_typed(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("register_number")
        assert "check digit" not in await person.type("<ctrl+u>559999-999")
        assert "! '559999-9992'" in await person.type("2")
        seen = await person.type("<backspace>1")
        assert "= 5599999991 ✓" in seen
        assert "!" not in seen


async def test_what_is_understood_is_told_in_the_language_of_the_interview(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview", language="de") as person:
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("start")
        assert "= 2027-03-09 (Dienstag)" in await person.type("<ctrl+u>9. März 2027")
        await person.app.screen.go_to("country")
        assert "= Deutschland (DE)" in await person.type("<ctrl+u>germany")


async def test_a_path_is_read_once_it_is_given_and_told_with_its_digest(desk: Desk, tmp_path: Path) -> None:
    asked = tmp_path / "files.yaml"
    asked.write_text(
        "intake: questionnaire/1\nid: files\nversion: 1\ntitle: Files\nlanguages: [en]\nsections:\n- id: one\n"
        "  title: One\n  questions:\n  - {id: logo, type: file, ask: Logo, required: yes}\n"
        "  - {id: name, type: text, ask: Name, required: yes}\n",
        encoding="utf-8",
    )
    for name in ("a", "ab"):
        (tmp_path / name).write_bytes(name.encode())
    dossier = desk.new(Client("Acme"), questionnaire=str(asked)).id
    before = set((desk.home / "blobs").glob("*/*"))
    async with at(desk, dossier=dossier, step="interview") as person:
        await person.type(f"{tmp_path}/ab")
        assert set((desk.home / "blobs").glob("*/*")) == before
        seen = await person.type("\r")
        assert len(set((desk.home / "blobs").glob("*/*")) - before) == 1
        assert "✓ Logo  ab, fb8e20fc2e4c" in seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_in_an_empty_field_is_taken_as_an_answer(language: str) -> None:
    in_words = {Type.COMPANY_ID, Type.PERSON, Type.CONTACT, Type.FILE}
    for kind in {*PLACEHOLDERS} - in_words:
        asked = question(kind.value)
        examples = placeholder(asked, Words(language)).removesuffix("…").strip(", ").split(", ")
        for example in examples if kind is not Type.URL else ():
            parse(asked, example, today=date(2026, 11, 23), language=language)


def test_a_field_for_one_kind_of_number_shows_one_of_that_kind() -> None:
    number = question(Type.COMPANY_ID.value, schemes=("lei",))
    assert parse(number, shown := placeholder(number, Words("en")), today=date(2026, 1, 1), language="en") == shown
    assert placeholder(question(Type.COMPANY_ID.value), Words("en")) == PLACEHOLDERS[Type.COMPANY_ID]
