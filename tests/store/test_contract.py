"""What any store has to hold, whatever it is made of; run on ours and on a second one.

Kills of a writer and cuts of the power belong to it: `test_crashes.py`, and `torture/test_power_cuts.py`.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import canonical
from intake.errors import NotFound, Refused, Usage
from intake.model.values import Json
from store.port import STORES, Open, Store
from store.sample import ANSWER, CLIENT, NOW, later

BODIES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), parts, max_size=3)
    ),
    max_leaves=10,
).filter(lambda body: body is not None)


@pytest.fixture(params=[*STORES.values()], ids=[*STORES])
def opened(request: pytest.FixtureRequest) -> Open:
    """A way to open the store; the same home may be opened many times."""
    return request.param  # type: ignore[no-any-return]


def begin(store: Store, number: str = "t1") -> str:
    return store.create(CLIENT, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token=number).id


def test_what_was_acknowledged_is_there_for_every_other_handle(home: Path, opened: Open) -> None:
    ours, theirs = opened(home), opened(home)
    dossier = begin(ours)
    after = ours.append(dossier, "answered", canonical.encode(ANSWER), actor="ana", at=later(1))
    assert theirs.load(dossier) == after == ours.load(dossier)
    assert after.answers == {"budget": ANSWER}
    again = theirs.append(dossier, "undone", {"question": "budget"}, actor="ana", at=later(2))
    assert ours.load(dossier) == again
    assert [entry.kind for entry in ours.entries(dossier)] == ["created", "answered", "undone"]
    assert again.head == ours.entries(dossier)[-1].digest


def test_each_entry_names_the_one_before_it_and_says_who_and_when(home: Path, opened: Open) -> None:
    store = opened(home)
    dossier = begin(store)
    store.append(dossier, "noted", {"text": "x"}, actor="ana", at=later(1))
    assert [(e.seq, e.actor, e.at) for e in store.entries(dossier)] == [(1, "me", NOW), (2, "ana", later(1))]
    assert len({entry.digest for entry in store.entries(dossier)}) == 2


def test_what_does_not_fit_is_refused_and_nothing_is_written(home: Path, opened: Open) -> None:
    store = opened(home)
    dossier = begin(store)
    before = store.load(dossier)
    with pytest.raises(Refused):
        begin(store)
    for kind, body in (("answered", {"question": "q"}), ("noted", None), ("created", {})):
        with pytest.raises(Usage):
            store.append(dossier, kind, dict(body) if body is not None else None, actor="me", at=NOW)
    with pytest.raises(NotFound):
        store.load("nobody")
    with pytest.raises(NotFound):
        store.append("nobody", "noted", {"text": "x"}, actor="me", at=NOW)
    assert opened(home).load(dossier) == before
    assert store.ids() == (dossier,)


def test_dossiers_do_not_touch_each_other(home: Path, opened: Open) -> None:
    store = opened(home)
    first, second = begin(store), begin(store, "t2")
    before = store.load(second)
    store.append(first, "client", canonical.encode(replace(CLIENT, name="Other")), actor="me", at=later(1))
    assert store.load(second) == before
    assert store.ids() == (first, second)


@pytest.mark.parametrize("store", STORES.values(), ids=[*STORES])
@settings(max_examples=25)
@given(bodies=st.lists(BODIES, max_size=5))
def test_any_body_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, store: Open, bodies: list[Json]
) -> None:
    home = tmp_path_factory.mktemp("contract") / "home"
    dossier = begin(store(home))
    for body in bodies:
        store(home).append(dossier, "noted", body, actor="me", at=NOW)
    assert [entry.body for entry in store(home).entries(dossier)[1:]] == bodies
    assert not store(home).load(dossier).damage


def test_several_writers_at_once_make_one_chain(home: Path, opened: Open) -> None:
    dossier = begin(opened(home))

    def write(number: int) -> None:
        store = opened(home)
        for each in range(5):
            store.append(dossier, "noted", {"by": number, "number": each}, actor="me", at=NOW)

    with ThreadPoolExecutor(4) as pool:
        assert all(done is None for done in pool.map(write, range(4)))
    entries = opened(home).entries(dossier)
    assert [entry.seq for entry in entries] == list(range(1, 22))
    said = [entry.body for entry in entries[1:]]
    assert all({"by": number, "number": each} in said for number in range(4) for each in range(5))
    assert not opened(home).load(dossier).damage
