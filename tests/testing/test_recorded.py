"""Tests of the recorded web."""

import asyncio
import json
from pathlib import Path

import pytest

from intake.api import Blocked, Credential, Unreachable
from intake.errors import BadFile
from intake.testing.recorded import RecordedWeb
from intake.vetting.addresses import Target
from intake.vetting.door import Answer, Request, follow


def recording(folder: Path, name: str, *exchanges: object) -> Path:
    """A folder with one more file of exchanges."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(exchanges[0] if len(exchanges) == 1 else exchanges), encoding="utf-8")
    return folder


def get(web: RecordedWeb, url: str) -> bytes:
    """The recorded body."""
    return asyncio.run(web.send(Request(url), lambda _: True)).body


def test_exchanges_answer_by_url_and_redirects_are_followed(tmp_path: Path) -> None:
    folder = recording(
        tmp_path,
        "a.json",
        {"url": "https://a.example", "status": 301, "headers": {"Location": "/b"}},
        {"url": "https://a.example/b", "status": 200, "json": {"name": "Möbel"}},
    )
    web = RecordedWeb.from_folder(folder)
    assert json.loads(get(web, "https://a.example/")) == {"name": "Möbel"}
    assert web.asked == ["https://a.example/", "https://a.example/b"]


def test_what_is_posted_is_part_of_what_was_recorded(tmp_path: Path) -> None:
    exchange = {"url": "https://a.example/", "method": "POST", "post": {"number": "1"}, "status": 200, "body": "one"}
    web = RecordedWeb.from_folder(recording(tmp_path, "a.json", exchange))
    asked = asyncio.run(web.send(Request("https://a.example/", {"number": "1"}), lambda _: True))
    assert (asked.url, asked.body) == ("https://a.example/", b"one")
    for other in (Request("https://a.example/", {"number": "2"}), Request("https://a.example/")):
        with pytest.raises(Unreachable):
            asyncio.run(web.send(other, lambda _: True))


def test_a_redirect_takes_no_credential_along_and_posts_nothing_again() -> None:
    sent: list[tuple[str, bool]] = []

    async def once(target: Target, request: Request) -> Answer:
        sent.append((target.url, request.credential is not None))
        status = 302 if target.path == "/" else 200
        return Answer(target.url, status, {"location": "/next"}, b"")

    key = Credential("key", "a.example", "basic", "there")
    answer = asyncio.run(follow(Request("https://a.example/", credential=key), lambda _: True, once))
    assert sent == [("https://a.example/", True), ("https://a.example/next", False)]
    assert answer.hops == ("https://a.example/",)
    with pytest.raises(Unreachable, match="redirect of what was posted"):
        asyncio.run(follow(Request("https://a.example/", {"number": "1"}), lambda _: True, once))


def test_what_was_not_recorded_is_unreachable_and_what_is_not_public_is_refused(tmp_path: Path) -> None:
    web = RecordedWeb.from_folder(tmp_path)
    with pytest.raises(Unreachable):
        get(web, "https://a.example/")
    with pytest.raises(Blocked):
        get(web, "http://127.0.0.1/")


def test_a_later_folder_replaces_and_the_client_file_is_no_exchange(tmp_path: Path) -> None:
    first = recording(tmp_path / "first", "a.json", {"url": "https://a.example", "status": 200, "body": "old"})
    second = recording(tmp_path / "second", "a.json", {"url": "https://a.example", "status": 200, "body": "new"})
    recording(second, "client.json", {"name": "Acme"})
    assert get(RecordedWeb.from_folder(first, second), "https://a.example/") == b"new"


@pytest.mark.parametrize("exchange", [{}, 1, {"url": "https://a.example"}, {"url": "https://a.example", "status": "1"}])
def test_a_file_that_is_no_exchange_is_named(tmp_path: Path, exchange: object) -> None:
    with pytest.raises(BadFile):
        RecordedWeb.from_folder(recording(tmp_path, "a.json", exchange))
