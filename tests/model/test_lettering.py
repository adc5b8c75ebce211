"""Letters that no page can show are told of by name; honest text in the scripts that come along is not."""

import pytest

from intake.model.lettering import undrawn
from model.test_text import HONEST

GREEK_AND_OTHERS = ("Ελληνικά", "Ромашка", "Հայերեն", "ქართული", "中文 ㄅ", "한국어", "日本語カナ", "10 € – „so“ → ½ ²")


@pytest.mark.parametrize("text", [*GREEK_AND_OTHERS, *HONEST])
def test_what_the_page_can_show_is_not_told_of(text: str) -> None:
    assert undrawn(text).startswith("👩") or not undrawn(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("বাংলা", "ব া ং ল (Bengali)"),
        ("நன்றி Ltd", "ந ன ் ற ி (Tamil)"),
        ("አማርኛ", "አ ማ ር ኛ (Ethiopic)"),
        ("👍 done", "👍"),
        ("abcde ১২৩৪৫৬", "১ ২ ৩ ৪ ৫ …"),
    ],
)
def test_what_it_cannot_show_is_told_with_its_script(text: str, told: str) -> None:
    assert undrawn(text) == told
