"""Tests of the recorded web."""

import asyncio
import json
from pathlib import Path

import pytest

from intake.api import Blocked, Unreachable
from intake.errors import BadFile
from intake.testing.recorded import RecordedWeb


def recording(folder: Path, name: str, *exchanges: object) -> Path:
    """A folder with one more file of exchanges."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(exchanges[0] if len(exchanges) == 1 else exchanges), encoding="utf-8")
    return folder


def get(web: RecordedWeb, url: str) -> bytes:
    """The recorded body."""
    return asyncio.run(web.get(url, lambda _: True)).body


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
