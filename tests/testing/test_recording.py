"""Tests of exchanges kept from a live answer: they answer again as they came, and hold no secret."""

import asyncio
import json
from datetime import date
from pathlib import Path

from intake.canonical import digest
from intake.testing.recorded import RecordedWeb
from intake.testing.recording import RecordingWeb
from intake.vetting.door import Request
from intake.vetting.web import Endpoint, LiveWeb
from vetting.test_web import nowhere, serving

MOVED = b"HTTP/1.1 302 Found\r\nLocation: /there?q=1\r\nSet-Cookie: id=SECRET\r\nConnection: close\r\n\r\n"
THERE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nX-Key: SECRET\r\nConnection: close\r\n\r\nM\xf6bel"


def test_what_came_live_answers_again(tmp_path: Path) -> None:
    async def work() -> RecordingWeb:
        async with serving(MOVED, THERE) as (port, _):
            live = LiveWeb(keep=digest, endpoints=[Endpoint("a.example", 80, "127.0.0.1", port)], resolve=nowhere)
            web = RecordingWeb(live, date(2026, 9, 1))
            await web.send(Request("http://a.example/"), lambda _: True)
            return web

    asyncio.run(work()).write(tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text("utf-8")
    assert "SECRET" not in text
    assert [exchange["status"] for exchange in json.loads(text)] == [302, 200]
    again = asyncio.run(RecordedWeb.from_folder(tmp_path).send(Request("http://a.example/"), lambda _: True))
    assert (again.url, again.body.decode(), again.hops) == (
        "http://a.example/there?q=1",
        "Möbel",
        ("http://a.example/",),
    )
