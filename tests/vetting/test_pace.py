"""Tests of how politely sources ask together."""

import asyncio
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from intake.vetting.pace import MOST_AT_ONCE, Pace
from vetting.fakes import QuickClock


def starts(places: Sequence[Sequence[str]], apart: float = 1.0) -> list[float]:
    """When each request to its places began, asked one after the other."""
    clock = QuickClock()
    pace = Pace(clock)
    began: list[float] = []

    async def all_of_them() -> None:
        for asked in places:
            await pace.turn(asked, apart)
            began.append(clock.time())

    asyncio.run(all_of_them())
    return began


def test_a_domain_is_asked_once_a_second_or_as_its_source_says() -> None:
    assert starts([["a.example"]] * 3) == [0, 1, 2]
    assert starts([["a.example"]] * 3, apart=5) == [0, 5, 10]


def test_another_domain_waits_for_nothing_unless_it_is_at_the_same_address() -> None:
    assert starts([["a.example", "1.1.1.1"], ["b.example", "1.1.1.2"]]) == [0, 0]
    assert starts([["a.example", "1.1.1.1"], ["b.example", "1.1.1.1"]]) == [0, 1]


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True), max_size=12))
def test_no_place_is_ever_asked_twice_within_a_second(places: list[list[str]]) -> None:
    last: dict[str, float] = {}
    for asked, began in zip(places, starts(places), strict=True):
        assert all(began - last.get(place, -1) >= 1 for place in asked)
        last.update(dict.fromkeys(asked, began))


def test_two_are_asked_at_once_and_a_slow_domain_holds_up_no_other() -> None:
    pace = Pace(QuickClock())
    within: list[str] = []
    most: list[int] = []

    async def ask(place: str, until: asyncio.Event) -> None:
        async with pace.slot(place):
            within.append(place)
            most.append(within.count(place))
            await until.wait()
            within.remove(place)

    async def all_of_them() -> None:
        slow, quick = asyncio.Event(), asyncio.Event()
        quick.set()
        waiting = [asyncio.create_task(ask("slow", slow)) for _ in range(9)]
        await asyncio.wait_for(asyncio.gather(*(ask("quick", quick) for _ in range(9))), 5)
        slow.set()
        await asyncio.gather(*waiting)

    asyncio.run(all_of_them())
    assert max(most) == MOST_AT_ONCE
