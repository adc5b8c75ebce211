"""What the terminal sends, in pieces of any size: a paste stays a paste, whatever stands in it."""

import pytest
from textual import events

from intake.tui.terminal import PasteParser

COLOURED = "\x1b[200~a\x1b[31mred\x07\x1b\r\x1b[A\x1b\x1b[200~b\x1b[201~"


def read(parser: PasteParser, *pieces: str) -> list[str]:
    """The keys by their names and the pastes by their text, of these pieces."""
    found = [event for piece in pieces for event in parser.feed(piece)]
    told = []
    for event in found:
        match event:
            case events.Key(key=key):
                told.append(key)
            case events.Paste(text=text):
                told.append(repr(text))
    return told


@pytest.mark.parametrize("size", range(1, 40))
def test_no_escape_in_a_paste_becomes_a_key(size: int) -> None:
    sent = f"x{COLOURED}y{COLOURED}z"
    pieces = [sent[place : place + size] for place in range(0, len(sent), size)]
    pasted = repr("a[31mred\x07\r[A[200~b")
    assert read(PasteParser(), *pieces) == ["x", pasted, "y", pasted, "z"]


def test_a_paste_that_never_ends_gives_way_to_a_key_after_a_while() -> None:
    seconds = [0.0]
    parser = PasteParser(lambda: seconds[0])
    assert read(parser, "\x1b[200~2000", " EUR") == []
    seconds[0] += 4
    assert read(parser, "!") == []
    seconds[0] += 60
    assert read(parser, "\r") == [repr("2000 EUR!"), "enter"]
    assert read(parser, "\x1b[A") == ["up"]


def test_a_paste_that_was_held_up_goes_on() -> None:
    seconds = [0.0]
    parser = PasteParser(lambda: seconds[0])
    assert read(parser, "\x1b[200~one ") == []
    seconds[0] += 60
    assert read(parser, "and two\rthree\x1b[201~", "x") == [repr("one and two\rthree"), "x"]
