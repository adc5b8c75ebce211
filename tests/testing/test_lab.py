"""Tests of the lab itself: what stands in it, and that nothing leaves it."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from intake.testing.lab import Lab, hostile
from intake.testing.lab.names import SERVFAIL
from vetting.fakes import Told, info


def test_a_server_of_the_lab_answers_by_its_name(intake_lab: Lab) -> None:
    server = intake_lab.serve("shop.example", hostile.whole(b"hello", "Content-Type: text/plain"))
    outcome = intake_lab.ask("http://shop.example/a")
    assert outcome.answer is not None, outcome
    assert (outcome.answer.body, outcome.answer.ip, outcome.answer.recorded) == (b"hello", server.ip, False)
    assert server.requests[0].startswith(b"GET /a HTTP/1.1\r\n")


def test_a_server_of_the_lab_speaks_tls(intake_lab: Lab) -> None:
    intake_lab.serve("safe.example", hostile.whole(b"hello"), certificate="good")
    outcome = intake_lab.ask("https://safe.example/")
    assert outcome.answer is not None, outcome
    assert len(outcome.answer.certificate) == 64


def test_a_name_nobody_put_up_does_not_exist(intake_lab: Lab) -> None:
    assert "does not exist" in intake_lab.ask("http://nobody.example/").silence
    intake_lab.name("failing.example", SERVFAIL)
    assert "name server failed" in intake_lab.ask("http://failing.example/").silence


def test_a_canary_sees_every_connection_to_what_was_not_put_up(intake_lab: Lab) -> None:
    for address, port in (
        ("127.0.0.1", 80),
        ("169.254.169.254", 80),
        ("10.1.2.3", 443),
        ("::1", 8080),
        ("fd00:ec2::254", 80),
    ):
        with socket.create_connection((address, port)) as connection:
            assert connection.recv(1) == b""
    assert len(intake_lab.touched) == 5
    intake_lab.touched.clear()


def test_the_sample_of_the_documentation_holds(intake_lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "write-a-plugin.md").read_text("utf-8")
    sample = guide.partition("<!-- lab sample")[2].partition("```python\n")[2].partition("```")[0]
    plugin = ModuleType("my_plugin")
    vars(plugin)["Register"] = lambda: Told(stated=info(hosts=("register.example",)))
    monkeypatch.setitem(sys.modules, "my_plugin", plugin)
    found: dict[str, Callable[[Lab], None]] = {}
    exec(sample, found)  # noqa: S102 - our own documentation
    found["test_a_register_that_never_ends_is_unknown"](intake_lab)
