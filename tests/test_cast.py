"""The recorded session is what it says: asciicast v2, a whole practice run, and nothing of the machine it was made on."""

import json
from pathlib import Path

import pyte
import pytest

CASTS = sorted((Path(__file__).parents[1] / "docs" / "pictures").glob("*.cast"))


@pytest.fixture(params=CASTS, ids=lambda path: path.name)
def cast(request: pytest.FixtureRequest) -> list[str]:
    """The lines of one recording."""
    path: Path = request.param
    return path.read_text("utf-8").splitlines()


def test_there_is_a_recording() -> None:
    assert CASTS


def test_each_line_is_what_asciicast_2_says(cast: list[str]) -> None:
    """https://docs.asciinema.org/manual/asciicast/v2/: a header object, then [seconds, code, data] in the order of time."""
    header, *events = map(json.loads, cast)
    assert header["version"] == 2
    assert isinstance(header["width"], int)
    assert isinstance(header["height"], int)
    assert events
    assert all(len(event) == 3 and event[1] == "o" and isinstance(event[2], str) for event in events)
    seconds = [event[0] for event in events]
    assert seconds == sorted(seconds)
    assert seconds[0] >= 0
    assert seconds[-1] < 120


def test_played_it_ends_with_the_verified_brief(cast: list[str]) -> None:
    header, *events = map(json.loads, cast)
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.Stream(screen)
    seen = set()
    for _, _, shown in events:
        stream.feed(shown)
        seen |= {mark for mark in ("PRACTICE 1/4", "PRACTICE 4/4") if any(mark in line for line in screen.display)}
    assert seen == {"PRACTICE 1/4", "PRACTICE 4/4"}
    assert any("Verified: valid" in line for line in screen.display)


def test_it_names_no_machine_and_no_person(cast: list[str]) -> None:
    whole = "\n".join(cast)
    for named in ("/home/", "/root", "/work/", "/Users/", str(Path(__file__).parents[1])):
        assert named not in whole
