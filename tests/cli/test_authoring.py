"""The commands for those who write plugins."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.testing.lab import Lab, hostile


@pytest.fixture
def harbour(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder of a new plugin."""
    assert run(["plugins", "new", "harbour", "--to", str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "harbour")
    return tmp_path / "harbour"


def change(folder: Path, old: str, new: str) -> None:
    """Changes the source of the plugin."""
    file = folder / "src" / "intake_harbour" / "__init__.py"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_plugin_passes_its_checks_at_once(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (harbour, harbour / "src", harbour / "src" / "intake_harbour"):
        assert run(["plugins", "check", str(place)]) == 0
    shown = capsys.readouterr().out
    assert "holds  silence is not clearance, with 12 faults" in shown
    assert "FAILS" not in shown
    assert run(["plugins", "new", "harbour", "--to", str(harbour.parent)]) == 77
    assert run(["plugins", "new", "Har-bour", "--to", str(harbour.parent)]) == 64


def test_what_does_not_hold_is_said_in_words(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(harbour, 'if text_at(record, "number") != number:', "if False:")
    change(
        harbour,
        "if status not in _ACTIVE:\n            raise Unreachable",
        'if status == "?":\n            raise Unreachable',
    )
    change(harbour, "_ACTIVE[status]", "_ACTIVE.get(status, True)")
    (harbour / "src" / "intake_harbour" / "quality.toml").unlink()
    assert run(["plugins", "check", str(harbour), "--json"]) == 1
    checks = json.loads(capsys.readouterr().out)["checks"]
    failed = {(check["check"], check["fault"]) for check in checks if check["outcome"] == "fails"}
    assert {
        ("an answer about another client is not taken", ""),
        ("it says what only a person can judge", ""),
        ("silence is not clearance", "JSON of another shape"),
        ("silence is not clearance", "200 with an error in it"),
    } <= failed
    assert run(["plugins", "check", str(harbour)]) == 1
    shown = capsys.readouterr().out
    assert "FAILS  it says what only a person can judge\n      there is no quality.toml" in shown


def test_an_exempt_check_shows_its_reason(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(harbour, 'if text_at(record, "number") != number:', "if False:")
    with (harbour / "src" / "intake_harbour" / "quality.toml").open("a", encoding="utf-8") as file:
        file.write('[exempt]\n"an answer about another client is not taken" = "its answers carry no number"\n')
    assert run(["plugins", "check", str(harbour)]) == 0
    assert "an answer about another client is not taken: exempt: its answers carry no number" in capsys.readouterr().out


def test_a_plugin_that_cannot_be_loaded_says_why(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(harbour, "@hookimpl\n", "")
    assert run(["plugins", "check", str(harbour)]) == 66
    assert "not marked with @hookimpl" in capsys.readouterr().err
    assert run(["plugins", "check", "nobody"]) == 66


def test_record_asks_live_and_writes_what_came_without_secrets(
    intake_lab: Lab, harbour: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against a server of the lab, in place of the made-up exchanges."""
    exchanges = harbour / "src" / "intake_harbour" / "exchanges"
    made_up = json.loads((exchanges / "harbour.json").read_text("utf-8"))
    host, path = made_up["url"].removeprefix("https://").split("/", 1)
    change(harbour, f"https://{host}", f"http://{host}")
    body = json.dumps(made_up["json"] | {"extra": "only a real answer has this"}).encode()
    server = intake_lab.serve(
        host, hostile.whole(body, "Content-Type: application/json", "Set-Cookie: id=SECRET", "X-Key: SECRET")
    )
    assert run(["--home", str(home), "plugins", "record", str(harbour), "--to", str(exchanges)]) == 0
    assert "harbour.json: 1 exchanges; checked" in capsys.readouterr().out
    assert server.requests[0].startswith(f"GET /{path} HTTP/1.1\r\n".encode())
    written = (exchanges / "harbour.json").read_text("utf-8")
    assert "SECRET" not in written
    (exchange,) = json.loads(written)
    assert exchange["url"] == f"http://{host}/{path}"
    assert json.loads(exchange["body"])["extra"] == "only a real answer has this"
    (exchanges / "client.json").unlink()
    assert run(["--home", str(home), "plugins", "record", str(harbour), "--to", str(exchanges)]) == 66
    assert "client.json" in capsys.readouterr().err
