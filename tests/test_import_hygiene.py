"""What a command loads, seen in fresh processes: a linter cannot see deferred imports."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.model.client import Client
from intake.signing import jws, keys, offering, suffixes
from signing import sample
from signing.conftest import agree

LOADED = """
import json, sys
from intake.cli.main import run
code = run({arguments!r})
print(json.dumps([code, sorted({{name.split(".")[0] for name in sys.modules}})]))
"""


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of a command, and the top-level packages it loaded."""
    program = LOADED.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    code, names = json.loads(done.stdout.splitlines()[-1])
    return code, set(names)


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_the_first_answer_loads_nothing_heavy(argument: str) -> None:
    _, names = loaded(argument)
    assert not names & {"textual", "httpx", "bs4", "tinydb", "pyhanko", "typst", "lark", "pluggy", "cryptography"}


def test_verifying_needs_no_store_network_screen_or_plugin(tmp_path: Path) -> None:
    path = tmp_path / "not-a-brief.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing")
    code, names = loaded("verify", str(path))
    assert code in (1, 2)
    assert not names & {"textual", "httpx", "tinydb", "pluggy", "bs4", "stdnum", "typst", "pyhanko", "asn1crypto"}


AT_ONCE = """
import json, sys
from intake.cli import at_once
print(json.dumps([at_once.run(sys.argv[1:]), sorted(sys.modules)]))
"""
SLOW_TO_LOAD = {
    *"base64 click dataclasses hashlib importlib.resources inspect pathlib platformdirs shutil tempfile".split(),
    *"asn1crypto httpx intake.desk intake.signing.document pyhanko textual typst yaml".split(),
    *"intake.cli.options intake.model.client intake.model.rendition intake.signing.pins".split(),
}
"""What a plain check can do without; each took its share of the start (decision 35)."""


@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize("arguments", [["--version"], ["verify", "--seal-only"], ["verify", "--seal-only", "--json"]])
def test_what_is_answered_at_once_loads_nothing_slow(arguments: list[str], is_sealed: bool, tmp_path: Path) -> None:
    now = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    path = tmp_path / "000.pdf"
    key = keys.create(tmp_path / "keys", "Ann Field", None, now=now)
    raw = sample.raw(sample.brief())
    path.write_bytes(agree(raw, key).sealed if is_sealed else offering.offer(raw, key, at=now))
    program = [sys.executable, "-c", AT_ONCE, *arguments, *([str(path)] if "verify" in arguments else [])]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code == (2 if "verify" in arguments and not is_sealed else 0), done.stdout
    assert not SLOW_TO_LOAD & {*names}
    assert ("cryptography" in names) == ("verify" in arguments)


@pytest.mark.parametrize("arguments", [[], ["interview", "{id}"]])
def test_the_screens_open_without_command_lines_openssl_or_looking_for_garbage(
    arguments: list[str], tmp_path: Path
) -> None:
    program = """
import gc, sys
from intake.cli import at_once
from intake.tui.app import IntakeApp
at_once.is_terminal = lambda: True
IntakeApp.run = lambda app: print("opened", "click" in sys.modules, "hashlib" in sys.modules, gc.isenabled())
print(at_once.run(sys.argv[1:]))
"""
    dossier = Desk(tmp_path).new(Client("Acme")).id
    given = ["--home", str(tmp_path), *(each.format(id=dossier) for each in arguments)]
    done = subprocess.run([sys.executable, "-c", program, *given], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("opened False False False\n"), done.stdout
    assert done.stdout.endswith("\n0\n")


def test_a_document_in_its_folder_loads_nothing_slow_and_no_reader_of_mail(tmp_path: Path) -> None:
    key = keys.create(tmp_path / "keys", "Ann Field", None, now=datetime(2027, 1, 15, 9, 0, tzinfo=UTC))
    agreement = agree(sample.raw(sample.brief()), key)
    path = agreement.write(tmp_path / "folder") / "000.pdf"
    (path.parent / f"000{suffixes.JWS}").write_bytes(jws.sign(key, agreement.brief))
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, "verify", "--seal-only", str(path)], capture_output=True, text=True, check=True
    )
    assert "is signed with the same key, too (JWS)" in done.stdout
    _, names = json.loads(done.stdout.splitlines()[-1])
    assert not {"email.message", "html.parser", "socket", "intake.signing.dkim", *SLOW_TO_LOAD} & {*names}


def test_data_classes_are_the_frugal_ones() -> None:
    for path in (Path(__file__).parents[1] / "src" / "intake").rglob("*.py"):
        if path.name != "frugal.py":
            assert "from dataclasses import" not in path.read_text("utf-8"), path


def test_nothing_that_we_run_needs_pyhanko() -> None:
    """It signs and judges in the tests, beside us; a user may ask for its opinion where they installed it."""
    for path in (Path(__file__).parents[1] / "src" / "intake").rglob("*.py"):
        if path.name == "second_opinion.py":
            continue
        assert "import pyhanko" not in path.read_text("utf-8"), path
        assert "from pyhanko" not in path.read_text("utf-8"), path


def test_a_plugin_imports_the_public_face_alone() -> None:
    for path in (Path(__file__).parents[1] / "plugins").rglob("*.py"):
        imports = [
            line.split()[1] for line in path.read_text("utf-8").splitlines() if line.startswith(("import ", "from "))
        ]
        ours = {name for name in imports if name.split(".")[0] == "intake"}
        assert ours <= {"intake.api"}, path


def test_the_core_knows_no_plugin_by_name() -> None:
    for path in (Path(__file__).parents[1] / "src" / "intake").rglob("*.py"):
        assert "import intake_" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["--version"]])
def test_what_asks_no_source_starts_no_process(arguments: list[str], home: Path) -> None:
    program = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event in ("os.posix_spawn", "os.fork", "subprocess.Popen") else None)
from intake.cli.main import run
run(sys.argv[1:])
sys.exit(", ".join(started) or 0)
"""
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


OFFLINE = """
import os, sys
touched = []

def note(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        touched.append(arguments[0])
    elif event.split(".")[0] in ("socket", "subprocess", "ctypes") or event in ("os.mkdir", "os.rename", "os.remove"):
        touched.append(event)

sys.addaudithook(note)
from intake.cli.main import run
code = run(["verify", *sys.argv[1:]])
sys.exit(f"{touched}" if touched else code)
"""


def test_verifying_writes_nothing_and_asks_nobody(tmp_path: Path) -> None:
    """A client who was sent a brief has no home of ours, and need not have any of their own that can be written."""
    now = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    key = keys.create(tmp_path / "keys", "Ann Field", None, now=now)
    (tmp_path / "signed").mkdir()
    offered = tmp_path / "signed" / "000-offer.pdf"
    offered.write_bytes(offering.offer(sample.raw(sample.brief()), key, at=now))
    for path in (offered, offered.parent):
        bare = {"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, "-c", OFFLINE, str(path)], capture_output=True, text=True, env=bare)
        assert (done.returncode, done.stderr) == (2, ""), done.stdout
        assert "printed again from the data inside and are the same" in done.stdout


FIRST_SCREEN = """
import asyncio, json, sys
from pathlib import Path
from intake.desk import Desk
from intake.tui.app import IntakeApp

async def look(home, *dossier):
    app = IntakeApp(Desk(Path(home)), open_dossier=dossier[0] if dossier else None, step="interview")
    async with app.run_test(size=(80, 24)) as person:
        while not app.is_settled:
            await person.pause()
        print(json.dumps(sorted(sys.modules)))

asyncio.run(look(*sys.argv[1:]))
"""
LATER = {
    *("tinydb", "httpx", "bs4", "pluggy", "filelock", "holidays", "stdnum", "cryptography", "statistics"),
    *("intake.hooks", "intake.vetting", "intake.deciding", "intake.agreeing", "intake.following", "intake.signing"),
    *("intake.store.catalogue", "intake.store.projection", "intake.library", "intake.tui.dialogs"),
    *(f"intake.model.{name}" for name in ("brief", "checklist", "decision", "finding", "outcome", "policy")),
    *(f"intake.conditions.{name}" for name in ("parsing", "checking", "evaluating", "program")),
    *(
        f"intake.interviewing.entry.{name}"
        for name in ("amounts", "choices", "company_ids", "contacts", "dates", "numbers")
    ),
    *("intake.interviewing.reviewing", "intake.interviewing.migrating"),
}
"""What the first screen shows nothing of; each took its share of the start (decision 32)."""


NEEDED = {"generic": {f"intake.conditions.{name}" for name in ("parsing", "checking", "evaluating", "program")}}


@pytest.mark.parametrize("where", ["desk", "short", "generic"])
def test_the_first_screen_loads_only_what_it_shows(where: str, tmp_path: Path) -> None:
    questions = tmp_path / "short.yaml"
    asked = "- {id: one, title: One, questions: [{id: q, type: text, ask: What is it?}]}"
    questions.write_text(
        f"intake: questionnaire/1\nid: short\nversion: 1\ntitle: Short\nsections:\n{asked}\n", encoding="utf-8"
    )
    home = tmp_path / "home"
    asked_with = {"short": str(questions), "generic": "generic"}
    given = [Desk(home).new(Client("Acme"), questionnaire=asked_with[where]).id] if where in asked_with else []
    done = subprocess.run(
        [sys.executable, "-c", FIRST_SCREEN, str(home), *given], capture_output=True, text=True, check=True
    )
    names = json.loads(done.stdout.splitlines()[-1])
    late = LATER - NEEDED.get(where, set())
    assert [name for name in names if any(f"{name}.".startswith(f"{each}.") for each in late)] == []
