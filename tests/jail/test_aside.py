"""Tests of the work that is done beside the event loop."""

import asyncio
import threading

import pytest

from intake.hooks.page import Page
from intake.jail.aside import aside
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import ask
from vetting.fakes import CLIENT, REGISTER, Told, clock, info, web


def test_work_is_done_in_another_thread_one_after_the_other() -> None:
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return threading.get_ident()

    async def run() -> list[int]:
        return await asyncio.gather(*(aside(work, number) for number in range(20)))

    threads = set(asyncio.run(run()))
    assert done == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_fault_of_the_work_is_raised_where_it_is_awaited() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        asyncio.run(aside(int, "x"))


def test_a_page_is_kept_beside_the_loop() -> None:
    threads: list[int] = []

    def keep(_: bytes) -> str:
        threads.append(threading.get_ident())
        return "0" * 64

    (report,) = asyncio.run(ask(CLIENT, [Told()], RecordedWeb(web().answers, keep), clock=clock))
    assert [each.url for each in report.evidence] == [REGISTER]
    assert threads
    assert threading.get_ident() not in threads


def test_what_sources_found_is_checked_beside_the_loop_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []

    def says(_: Page, __: str) -> bool:
        threads.append(threading.get_ident())
        return True

    monkeypatch.setattr(Page, "says", says)
    sources = [Told(stated=info(f"register_{place}")) for place in range(5)]
    reports = asyncio.run(ask(CLIENT, sources, web(), clock=clock))
    assert [len(report.findings) for report in reports] == [1] * 5
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
