"""What is answered at once is answered as the command group answers it."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.cli import at_once, checking, interview, main
from intake.desk import Desk
from intake.model.client import Client
from intake.signing import accepting, keys, offering, sealing
from intake.signing.accepting import Acceptor
from signing import sample

NOW = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
AT_ONCE = """--version
verify sealed.pdf
verify --seal-only sealed.pdf
verify sealed.pdf --json
verify --json --seal-only --json sealed.pdf
verify --seal-only offer.pdf
verify --seal-only altered.pdf
verify --seal-only altered.pdf --json
verify --seal-only folder/000.pdf"""
LEFT = """verify
verify folder
verify none.txt
verify log.jsonl
verify sealed.pdf altered.pdf
verify ./sealed.pdf
verify folder//000.pdf
verify folder.pdf
verify --help
verify -h sealed.pdf
verify --seal sealed.pdf
verify --seal-only=yes sealed.pdf
verify --home elsewhere sealed.pdf
verify --second-opinion sealed.pdf
verify -- sealed.pdf
verify -
verify missing.pdf
verify sealed.pdf missing.pdf
--version verify sealed.pdf
--help
verif sealed.pdf
--quiet verify sealed.pdf"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed brief, its offer, an altered copy, and files that are none."""
    found = tmp_path_factory.mktemp("signed")
    key = keys.create(tmp_path_factory.mktemp("keys"), "Ann Field", None, now=NOW)
    brief = sample.raw(sample.brief())
    offer = offering.offer(brief, key, at=NOW)
    sealed = sealing.seal(
        brief, offer, accepting.accept(brief, offer, Acceptor("Åsa Bergström"), key, at=NOW), key, at=NOW
    )
    for name, content in (
        ("sealed.pdf", sealed),
        ("offer.pdf", offer),
        ("altered.pdf", sealed.replace(b"/Count", b"/count", 1)),
        ("none.txt", b"nothing"),
        ("log.jsonl", b"{}\n"),
    ):
        (found / name).write_bytes(content)
    (found / "folder.pdf").mkdir()
    (found / "folder").mkdir()
    (found / "folder" / "000.pdf").write_bytes(sealed)
    return found


@pytest.fixture(autouse=True)
def inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files stand where the command is called."""
    monkeypatch.chdir(folder)


def answered(
    run: Callable[[Sequence[str]], int | None], line: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> tuple[int | None, bytes, bytes]:
    """The exit code, and what was written to stdout and stderr."""
    code = run(line.split())
    return code, *capfdbinary.readouterr()


@pytest.mark.parametrize("line", AT_ONCE.splitlines())
def test_it_answers_as_the_command_group_does(line: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    here = answered(at_once.run, line, capfdbinary)
    assert here == answered(main.run, line, capfdbinary)
    assert here[0] is not None


@pytest.mark.parametrize("pins", ["no pins", "[]"])
def test_it_reads_the_same_pins(pins: str, home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "pins.json").write_text(pins)
    line = "verify --seal-only sealed.pdf"
    here = answered(at_once.run, line, capfdbinary)
    assert here == answered(main.run, line, capfdbinary)
    assert here[0] == (0 if pins == "[]" else 65)


@pytest.mark.parametrize("line", LEFT.splitlines())
def test_it_leaves_every_other_command_line_alone(line: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert answered(at_once.run, line, capfdbinary) == (None, b"", b"")


def test_what_may_not_be_read_is_left_to_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command group refuses it before anything is read; root may read everything, so that the answer is put in."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert at_once.run(["verify", "sealed.pdf"]) is None


@pytest.mark.parametrize("fault", [ValueError("no"), KeyboardInterrupt()])
def test_it_ends_alike(
    fault: BaseException, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object, **named: object) -> int:
        raise fault

    monkeypatch.setattr(checking, "check", fail)
    monkeypatch.setattr(checking, "check_pdf", fail)
    ended = [(run(["verify", "sealed.pdf"]), capfd.readouterr().err.split("\n")[0]) for run in (at_once.run, main.run)]
    assert ended[0] == ended[1]
    assert ended[0][0] in (70, 130)


ON_SCREEN = (
    "",
    "interview {id}",
    "--home {home}",
    "--home {home} interview {id}",
    "--home {home} interview nobody",
    "--home {new}",
)
NOT_ON_SCREEN = """interview
interview {id} --language de
interview --help
--home {home} interview {id} --answers -
--home {file} interview {id}
--home
--home {home} list
--home --plain
--quiet interview {id}"""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the app was opened with, on a terminal where nobody does anything."""
    from intake.tui.app import IntakeApp

    opened: list[tuple[object, ...]] = []

    def note(app: IntakeApp) -> None:
        opened.append((app.desk.home, app._open_dossier, app._step, app.interview_language, app.web))

    monkeypatch.setattr(IntakeApp, "run", note)
    for module in (at_once, main, interview):
        monkeypatch.setattr(module, "is_terminal", lambda: True)
    return opened


@pytest.mark.parametrize("line", ON_SCREEN)
def test_it_opens_the_screens_as_the_command_group_does(
    line: str, home: Path, tmp_path: Path, shown: list[tuple[object, ...]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    dossier = Desk(home).new(Client("Acme")).id
    line = line.format(id=dossier, home=home, new=tmp_path / "new")
    here = answered(at_once.run, line, capfdbinary)
    assert here == answered(main.run, line, capfdbinary)
    assert here[0] == (66 if "nobody" in line else 0)
    assert shown[::2] == shown[1::2]
    assert len(shown) == (0 if "nobody" in line else 2)


@pytest.mark.parametrize("line", NOT_ON_SCREEN.splitlines())
def test_it_opens_no_screen_for_any_other_line(
    line: str, home: Path, tmp_path: Path, shown: list[tuple[object, ...]]
) -> None:
    (tmp_path / "file").write_text("")
    dossier = Desk(home).new(Client("Acme")).id
    assert at_once.run(line.format(id=dossier, home=home, file=tmp_path / "file").split()) is None
    assert not shown


@pytest.mark.parametrize("code", [1, 130, 143])
def test_the_screens_end_alike(code: int, monkeypatch: pytest.MonkeyPatch, shown: list[tuple[object, ...]]) -> None:
    from intake.tui.app import IntakeApp

    def leave(_: IntakeApp) -> None:
        raise SystemExit(code)

    monkeypatch.setattr(IntakeApp, "run", leave)
    assert not shown
    assert at_once.run([]) == main.run([]) == (code if code > 1 else 0)


@pytest.mark.parametrize("environment", [{}, {"PYTHONIOENCODING": "ascii"}])
@pytest.mark.parametrize(
    ("line", "code"), [("verify --seal-only sealed.pdf", 0), ("verify --seal-only altered.pdf", 1)]
)
def test_whole_processes_say_the_same(line: str, code: int, environment: dict[str, str]) -> None:
    """Also where the locale knows no letters but those of ASCII, and where the reader of the answer has left."""
    ways = (["-m", "intake"], ["-c", "import sys; from intake.cli.main import run; sys.exit(run(sys.argv[1:]))"])
    said = []
    for way in ways:
        command = [sys.executable, *way, *line.split()]
        done = subprocess.run(command, capture_output=True, env={**os.environ, **environment})
        said.append((done.returncode, done.stdout, done.stderr))
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as unheard:
            assert unheard.stdout is not None
            unheard.stdout.close()
            assert (unheard.stderr.read() if unheard.stderr else b"") == b""
        assert unheard.returncode == code
    assert said[0] == said[1]
    assert said[0][0] == code
