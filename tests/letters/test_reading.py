"""Letters are read strictly; those that come along are short, without blame, and each carries a practice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.errors import BadFile
from intake.letters import SLOTS, fill, read_letters, remarks
from intake.model.questionnaire import said
from letters.sample import TODAY, book

TEXT = """\
intake: letters/1
opening: {en: "Dear {contact},"}
closing: {en: "Bye"}
letters:
- id: one
  title: {en: One}
  subject: {en: "{clent}"}
  body:
  - {only_with: referal, en: "Text"}
  - {only_with: referral}
  practise: ["000#1"]
  ladder: reminder
  hold_minutes: -3
- id: one
  title: {en: Again}
  subject: [en]
"""


def test_every_fault_of_a_file_of_letters_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "l.yaml"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_letters([path])
    assert [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults] == [
        "5:3: a letter on a ladder has no 'after_due' (the days after a missed payment)",
        "7:17: no letter knows '{clent}' (did you mean 'client'?)",
        "9:5: no letter knows 'referal' (did you mean 'referral'?)",
        "10:5: a paragraph has no text (for example {en: ...})",
        "11:3: a letter has no key 'practise' (did you mean 'practice'?)",
        "13:17: 'hold_minutes' must lie between 0 and 10000",
        "14:3: a letter has no 'body' (a list of paragraphs)",
        "14:3: the letter 'one' stands twice",
        "16:12: 'subject' must be a mapping of keys to values",
        "16:12: 'subject' has no text (for example {en: ...})",
    ]


def test_a_letter_of_your_own_replaces_the_one_that_comes_along(tmp_path: Path) -> None:
    own = "intake: letters/1\nopening: {en: Hi}\nclosing: {en: Bye}\nletters:\n"
    own += "- {id: decline, title: {en: No}, subject: {en: No}, body: [{en: No thanks.}]}\n"
    path = tmp_path / "own.yaml"
    path.write_text(own, encoding="utf-8")
    (mine,) = read_letters([path]).values()
    assert fill(mine, {}, today=TODAY, language="en").text == "Hi\n\nNo thanks.\n\nBye"


def test_the_letters_of_the_manual_are_read_and_every_slot_is_named_in_it(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "letters.md").read_text("utf-8")
    path = tmp_path / "manual.yaml"
    path.write_text(manual.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    assert list(read_letters([path])) == ["decline"]
    for name in SLOTS:
        assert f"`{name}`" in manual


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("letters") / "any.yaml"
    path.write_text("intake: letters/1\n" + text, encoding="utf-8", errors="replace")
    with pytest.raises(BadFile):
        read_letters([path])


def test_every_letter_carries_a_practice_and_says_when_to_use_it() -> None:
    for template in book().values():
        assert template.practice, template.id
        assert said(template.use, "en"), template.id


def test_every_letter_is_short_and_blames_nobody() -> None:
    for template in book().values():
        letter = fill(template, dict.fromkeys(SLOTS, "x"), today=TODAY, language="en")
        assert not remarks(letter.subject + "\n" + letter.text), template.id
        assert letter.words <= 130, template.id
        assert not letter.blanks


def test_letters_that_anger_could_write_are_held_for_at_least_a_quarter_of_an_hour() -> None:
    held = {template.id: template.hold_minutes for template in book().values() if template.hold_minutes}
    assert set(held) == {"complaint", "dispute-reply", "partial-exit", "exit", "cut-ties"}
    assert all(15 <= minutes <= 20 for minutes in held.values())
