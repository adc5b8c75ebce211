"""What can be taken back and given again is told by the journal alone."""

from dataclasses import replace

from intake import canonical
from intake.model.answers import Answer, State
from intake.model.values import Json
from intake.store.chain import Entry
from intake.store.retracing import Change, Trail, trail
from store.sample import NOW, later

FIRST = Answer("name", State.ANSWERED, NOW, "me", "Lind")
SECOND = replace(FIRST, value="Lind AB", at=later(5))
OTHER = Answer("country", State.ANSWERED, NOW, "me", "SE")


def told(*events: Answer | str | tuple[str, Json]) -> Trail:
    """The trail of answers that are given, or taken back by the name of their question, or of other entries."""
    entries = []
    for seq, event in enumerate(events, 1):
        match event:
            case Answer():
                kind, body = "answered", canonical.encode(event)
            case str():
                kind, body = "undone", {"question": event}
            case kind, body:
                pass
        entries.append(Entry(seq, later(seq), "me", kind, body, ""))
    return trail(entries)


def test_answers_are_taken_back_in_the_reverse_order() -> None:
    assert told() == Trail(None, None)
    assert told(FIRST, OTHER).back == Change("country", None)
    assert told(FIRST, OTHER, "country").back == Change("name", None)
    assert told(FIRST, OTHER, "country", "name").back is None


def test_an_answer_that_replaced_another_gives_way_to_it() -> None:
    assert told(FIRST, SECOND).back == Change("name", FIRST)
    assert told(FIRST, SECOND, FIRST) == Trail(Change("name", None), Change("name", SECOND))
    assert told(FIRST, SECOND, FIRST, "name") == Trail(None, Change("name", FIRST))


def test_what_was_taken_back_is_given_again_in_its_order() -> None:
    assert told(FIRST, OTHER, "country", "name").again == Change("name", FIRST)
    assert told(FIRST, OTHER, "country", "name", FIRST) == Trail(Change("name", None), Change("country", OTHER))
    assert told(FIRST, OTHER, "country", "name", FIRST, OTHER) == Trail(Change("country", None), None)


def test_another_answer_ends_what_could_be_given_again() -> None:
    assert told(FIRST, OTHER, "country", SECOND) == Trail(Change("name", FIRST), None)


def test_the_way_back_ends_at_another_version_and_at_what_was_erased() -> None:
    assert told(FIRST, ("migrated", {}), OTHER, "country") == Trail(None, Change("country", OTHER))
    assert told(FIRST, ("answered", None)) == Trail(None, None)
    assert told(FIRST, ("noted", {"text": "a call"})).back == Change("name", None)
