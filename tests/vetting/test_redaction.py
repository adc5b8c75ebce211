"""Tests that a source's key stays where it is kept: a canary key is looked for in all that is written and said."""

import asyncio
import logging
from pathlib import Path

import pytest

from intake.api import Blocked, Client, Credential
from intake.desk import Desk
from intake.settings import KEYS, save_key
from intake.testing.lab import Asked, Lab, hostile
from intake.vetting.door import Request

PLUGIN = """
from intake.api import Credential, Finding, SourceInfo, Type, Unreachable, hookimpl


class Keyed:
    info = SourceInfo(
        name="keyed", publisher="you", hosts=("api.keyed.example",), topics=("keyed",), facts={"keyed.says": Type.TEXT},
        licence="none", personal_data="none", cost="free", needs="nothing",
        credentials=(Credential("keyed", "api.keyed.example", "SENT_AS", "https://keyed.example/"),),
    )

    def applies_to(self, client):
        return True

    async def ask(self, client, context):
        found = []
        for number in range(3):
            try:
                page = await context.fetch(f"https://api.keyed.example/{number}", "the entry", credential="keyed")
                found.append(Finding("keyed", "says", page.text, f"It says {page.text}", page.evidence, page.text))
            except Unreachable as why:
                found.append(Finding("keyed", "says", str(why), str(why), context.claimed(str(why))))
        return found


@hookimpl
def intake_sources():
    return [Keyed()]
"""
KEY = "CANARY-key-4711/+="
HOST = "api.keyed.example"


def credential(sent_as: str) -> Credential:
    """The credential of the source."""
    return Credential("keyed", HOST, sent_as, "https://keyed.example/")


@pytest.mark.parametrize("sent_as", ["query:key", "header:X-Key", "basic"])
def test_g01_a_key_that_the_server_repeats_is_in_no_file_log_or_report(
    intake_lab: Lab, home: Path, sent_as: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said = f"your key {KEY} CANARY-key-4711%2F%2B%3D"
    redirect = hostile.redirect(f"https://{HOST}/next?key={KEY}", f"https://{HOST}/next?key={KEY}")
    answers = [hostile.whole(said.encode(), f"X-Key: {KEY}"), redirect, b"HTTP/1.1 200 " + KEY.encode() + b"\0\r\n\r\n"]
    server = intake_lab.serve(HOST, answers, certificate="good")
    key_file = save_key(home, "keyed", KEY)
    (home / "plugins").mkdir()
    (home / "plugins" / "keyed.py").write_text(PLUGIN.replace("SENT_AS", sent_as))
    desk = Desk(home)
    web = intake_lab.web(Asked("", keys=home / KEYS))
    web.keep = desk.dossiers.blobs.put
    dossier = desk.new(Client("Acme"))
    dossier = asyncio.run(desk.vet(dossier.id, names=["keyed"], web=web))
    assert len(server.requests) == 3
    written = {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and path != key_file}
    out, err = capfd.readouterr()
    told = f"{out}{err}{caplog.text}{dossier}".encode()
    for trace in (b"CANARY-key", b"Q0FOQVJZLWtle"):
        assert not [path for path, content in written.items() if trace in content]
        assert trace not in told


def test_a_key_does_not_cross_a_redirect(intake_lab: Lab, home: Path) -> None:
    save_key(home, "keyed", KEY)
    intake_lab.serve(HOST, hostile.redirect("https://other.keyed.example/x"), certificate="good")
    other = intake_lab.serve("other.keyed.example", hostile.whole(b"x"), certificate="good")
    asked = Asked(f"https://{HOST}/", credential=credential("basic"), keys=home / KEYS)
    outcome = intake_lab.ask(asked)
    assert outcome.answer is not None, outcome
    assert outcome.answer.hops == (f"https://{HOST}/",)
    assert b"authorization" not in other.requests[0].lower()


def test_who_wants_to_know_who_asks_is_told_or_not_asked(intake_lab: Lab) -> None:
    server = intake_lab.serve("shy.example", hostile.whole(b"x"))
    assert "supplier in settings.yaml" in intake_lab.ask(Asked("http://shy.example/", introduces=True)).silence
    assert server.requests == []
    assert intake_lab.ask(Asked("http://shy.example/", introduces=True, contact="me@birch.example")).answer
    assert b"; me@birch.example)" in server.requests[0]
    intake_lab.ask("http://shy.example/")
    assert b"birch" not in server.requests[1]


def test_a_contact_that_would_break_a_header_is_not_sent(intake_lab: Lab) -> None:
    web = intake_lab.web(Asked("", contact="me@birch.example\r\nX-Evil: 1"))
    with pytest.raises(Blocked, match=r"settings\.yaml"):
        asyncio.run(web.send(Request("http://shy2.example/", introduces=True), lambda _: True))
