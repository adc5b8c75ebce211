"""Tests of obeying robots.txt (RFC 9309)."""

import asyncio
import contextlib
import time

import pytest

from intake.api import Blocked
from intake.vetting.addresses import Target, judge_url
from intake.vetting.door import Answer, Request
from intake.vetting.robots import MOST_RULES, Robots

PAGE = "https://www.acme.example/about?x=1"


def permitted(
    rules: bytes, status: int = 200, *, site: str = "acme.example", url: str = PAGE
) -> tuple[float, list[str]]:
    """The seconds apart that the rules ask for, and what was fetched to know them."""
    fetched: list[str] = []

    async def fetch(target: Target, _: Request) -> Answer:
        fetched.append(target.url)
        return Answer(target.url, status, {}, rules)

    async def twice() -> float:
        robots, request = Robots(), Request(url, site=site)
        await robots.permit(judge_url(url), request, lambda _: True, fetch)
        return await robots.permit(judge_url(url), request, lambda _: True, fetch)

    return asyncio.run(twice()), fetched


@pytest.mark.parametrize(
    "rules",
    [
        b"User-agent: *\nDisallow: /",
        b"User-agent: Client-Intake\nDisallow: /about",
        b"User-agent: client-intake/0.1 # ours\nDisallow: /*x=1$",
        b"User-agent: other\nUser-agent: client-intake\nDisallow: /",
        b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /",
    ],
)
def test_what_is_disallowed_is_not_read(rules: bytes) -> None:
    with pytest.raises(Blocked, match=r"robots\.txt"):
        permitted(rules)


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        (b"", 200),
        (b"User-agent: other\nDisallow: /", 200),
        (b"User-agent: client\nDisallow: /", 200),
        (b"User-agent: *\nDisallow: /\nUser-agent: client-intake\nAllow: /", 200),
        (b"User-agent: *\nDisallow: /", 404),
        (b"User-agent: *\nDisallow: /", 403),
        (b"\x00\xff<html>", 200),
    ],
)
def test_what_is_not_disallowed_may_be_read(rules: bytes, status: int) -> None:
    assert permitted(rules, status) == (0.0, ["https://www.acme.example/robots.txt"])


@pytest.mark.parametrize("status", [429, 500, 503, 599])
def test_rules_that_cannot_be_had_allow_nothing(status: int) -> None:
    with pytest.raises(Blocked, match=r"robots\.txt"):
        permitted(b"", status)


def test_only_the_client_s_own_site_is_crawled_and_only_its_rules_are_read() -> None:
    rules = b"User-agent: *\nDisallow: /"
    for site, url in (
        ("", PAGE),
        ("acme.example", "https://register.example/"),
        ("acme.example", "https://xacme.example/"),
    ):
        assert permitted(rules, site=site, url=url) == (0.0, [])


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("3", 3), ("2.5", 2.5), ("1e308", 10), ("99", 10), ("-1", 0), ("nan", 0), ("inf", 0), ("x", 0)],
)
def test_a_delay_is_kept_up_to_ten_seconds(said: str, seconds: float) -> None:
    assert permitted(f"User-agent: *\nCrawl-delay: {said}".encode())[0] == seconds


@pytest.mark.parametrize(
    "rules",
    [
        b"User-agent: *\n" + b"Disallow: /no\n" * 50_000,
        b"".join(b"User-agent: a%d\n" % number for number in range(12_000)) + b"Disallow: /x\n" * 20_000,
        b"User-agent: *\n" + b"Disallow: /" + b"*a" * 200_000 + b"\n",
        b"User-agent: *\n" + (b"Disallow: /" + b"*a" * 400 + b"b\n") * 600,
        b"#" * 5_000_000,
        b"User-agent: *\nDisallow: " + b"$" * 500_000,
    ],
)
def test_rules_made_to_be_slow_are_read_quickly(rules: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(Blocked):
        permitted(rules, url=f"https://www.acme.example/{'a' * 1900}")
    assert time.process_time() - began < 5


def test_rules_beyond_the_cap_are_not_read() -> None:
    assert permitted(b"#" * MOST_RULES + b"\nUser-agent: *\nDisallow: /")[0] == 0


def test_rules_too_many_to_be_read_allow_nothing() -> None:
    with pytest.raises(Blocked, match="too many rules"):
        permitted(b"User-agent: *\n" + b"Allow: /\n" * 50_000)
