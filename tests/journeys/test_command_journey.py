"""The real command on a real terminal, from `new` to `verify`; only the network is recorded."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import pexpect
import pytest

from intake.cli.main import run
from journeys.terminal import INTAKE, PATIENCE

SAMPLE = Path(str(resources.files("intake.testing") / "sample"))
README = Path(__file__).parents[2] / "README.md"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A person at a terminal who runs one command after another and reads what is on it."""

    def __init__(self, home: Path, *recorded: Path) -> None:
        self.arguments = ["--home", str(home)]
        for folder in recorded:
            self.arguments += ["--recorded", str(folder)]

    def run(self, *arguments: str, expect: int = 0) -> str:
        """What the command printed, on stdout and stderr as they come; its exit code must be the expected one."""
        child = pexpect.spawn(
            INTAKE, [*self.arguments, *arguments], encoding="utf-8", timeout=PATIENCE, dimensions=(24, 100)
        )
        child.expect(pexpect.EOF)
        child.close()
        shown: str = child.before or ""
        assert child.exitstatus == expect, shown
        return shown

    def json(self, *arguments: str, expect: int = 0) -> dict[str, object]:
        """What the command says with `--json`."""
        done = subprocess.run(
            [INTAKE, *self.arguments, *arguments, "--json"], capture_output=True, text=True, check=False
        )
        assert done.returncode == expect, done.stderr
        found: dict[str, object] = json.loads(done.stdout)
        return found


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with the sample client interviewed, to be copied."""
    home = tmp_path_factory.mktemp("answered") / "home"
    terminal = Terminal(home)
    dossier = str(terminal.json("new", "Lindqvist Möbel AB", "--country", "SE")["id"])
    terminal.run("interview", dossier, "--answers", str(SAMPLE / "answers.web.yaml"))
    return home, dossier


@pytest.fixture
def interviewed(home: Path, answered: tuple[Path, str]) -> str:
    """The sample client in this home, interviewed."""
    shutil.copytree(answered[0], home)
    return answered[1]


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a demo put its signed brief; nothing there is changed."""
    folder = tmp_path_factory.mktemp("demo")
    Terminal(folder / "home", SAMPLE / "exchanges").run("demo", "--to", str(folder / "out"))
    return folder / "out"


@pytest.fixture
def terminal(home: Path) -> Terminal:
    """A terminal whose sources answer from the sample's exchanges."""
    return Terminal(home, SAMPLE / "exchanges")


def test_from_new_to_verify_on_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    shown = terminal.run("new", "Lindqvist Möbel AB", "--website", "https://www.lindqvist-mobel.example")
    dossier = shown.split()[0]
    assert dossier.startswith("lindqvist-mobel-ab-")
    assert "next: intake vet" in terminal.run("interview", dossier, "--answers", str(SAMPLE / "answers.web.yaml"))
    vetted = terminal.run("vet", dossier)
    for source in ("contact", "gleif", "mail_dns", "rdap", "vies", "website"):
        assert f"{source}: checked" in vetted
    decided = terminal.run("decide", dossier, expect=10)
    assert "verdict: conditional" in decided
    assert "payment" in decided.split("not checked")[1]
    assert "replayed to equal bytes" in terminal.run("record", dossier, "--replay")
    assert "written_only" not in terminal.run("agree", dossier)
    terminal.run("sign", dossier, "--as", "client", "--name", "Anna Lindqvist", "--consent", expect=77)
    terminal.run("sign", dossier, "--as", "supplier", "--name", "Studio Birch")
    terminal.run("sign", dossier, "--as", "client", "--name", "Anna Lindqvist", expect=64)
    terminal.run("sign", dossier, "--as", "client", "--name", "Anna Lindqvist", "--consent")
    assert "signed already" in terminal.run("agree", dossier, expect=77)
    folder = terminal.run("export", dossier, "--to", str(tmp_path / "out")).split()[0]
    verified = terminal.run("verify", folder)
    assert "valid, BR-" in verified
    assert "PRACTICE" in verified
    assert not ESCAPES.search(verified)
    assert "sealed" in terminal.run("list")


def test_with_every_source_unreachable_the_verdict_is_never_go(home: Path, interviewed: str, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    terminal = Terminal(home, nothing)
    terminal.run("vet", interviewed)
    decision = terminal.json("decide", interviewed, expect=30)
    assert decision["verdict"] == "open"
    assert decision["worst"] == "no-go"
    assert "go" not in (decision["best"], decision["verdict"])
    unchecked = {entry["name"] for entry in _rows(decision["not_checked"])}
    assert {"findings.domain.registered", "sanctions", "gleif", "rdap", "vies", "website", "mail_dns"} <= unchecked


def test_a_register_that_says_dissolved_makes_it_no_go_and_closes_the_gate(home: Path, interviewed: str) -> None:
    terminal = Terminal(home, SAMPLE / "exchanges", SAMPLE.parent / "sample_dissolved" / "exchanges")
    dossier = interviewed
    terminal.run("vet", dossier)
    decision = terminal.json("decide", dossier, expect=20)
    fired = {rule["id"] for rule in _rows(decision["rules"]) if rule["result"] == "fired"}
    assert "dissolved" in fired
    assert "no-go (dissolved, lei-lapsed)" in terminal.run("agree", dossier, expect=77)
    terminal.run("decide", dossier, "--override", "dissolved", expect=64)
    overruled = terminal.run(
        "decide", dossier, "--override", "dissolved", "--reason", "They moved the seat", "--by", "Ada", expect=10
    )
    assert "overruled by Ada: They moved the seat" in overruled
    terminal.run("agree", dossier)


def test_f14_a_record_outlives_the_plugin_it_rests_on(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "plugins"
    folder.mkdir()
    (padlock,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    (folder / "padlock.py").write_text(padlock, encoding="utf-8")
    terminal.arguments += ["--plugins-dir", str(folder)]
    dossier = str(terminal.json("new", "Lindqvist Möbel AB", "--website", "https://www.lindqvist-mobel.example")["id"])
    terminal.run("interview", dossier, "--answers", str(SAMPLE / "answers.web.yaml"))
    assert "padlock: checked" in terminal.run("vet", dossier)
    terminal.run("decide", dossier, expect=10)
    terminal.run("agree", dossier)
    terminal.run("sign", dossier, "--as", "supplier", "--name", "Studio Birch")
    terminal.run("sign", dossier, "--as", "client", "--name", "Anna Lindqvist", "--consent")
    exported = terminal.run("export", dossier, "--to", str(tmp_path / "out")).split()[0]
    record = terminal.json("record", dossier)
    held = record["isolation"]
    assert isinstance(held, dict)
    assert "process" in held["padlock"]
    (folder / "padlock.py").unlink()
    assert "valid, BR-" in terminal.run("verify", exported)
    assert terminal.json("record", dossier) == record
    assert "padlock" in terminal.run("evidence", dossier)
    assert "is not installed" in terminal.run("record", dossier, "--replay", expect=2)


def test_a_changed_answer_needs_a_new_decision(terminal: Terminal, interviewed: str, tmp_path: Path) -> None:
    dossier = interviewed
    terminal.run("vet", dossier)
    terminal.run("decide", dossier, expect=10)
    changed = tmp_path / "changed.yaml"
    changed.write_text("pay_days: 25\n", encoding="utf-8")
    terminal.run("interview", dossier, "--answers", str(changed))
    assert "the answers changed" in terminal.run("agree", dossier, expect=77)


def test_no_changed_byte_of_the_sealed_brief_passes(demonstrated: Path, tmp_path: Path) -> None:
    (sealed,) = demonstrated.glob("BR-*/000.pdf")
    good = sealed.read_bytes()
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(good)
    assert run(["verify", str(copy)]) == 0
    step = len(good) // 200
    for position in range(step // 2, len(good), step):
        copy.write_bytes(good[:position] + bytes([good[position] ^ 0x01]) + good[position + 1 :])
        assert run(["verify", str(copy)]) == 1, position


BAD_PLUGINS = {
    "raises.py": "raise RuntimeError('cannot start')\n",
    "misspelt.py": "from intake.api import hookimpl\n\n\n@hookimpl\ndef intake_sauces():\n    return []\n",
    "leaves.py": "import sys\n\nsys.exit(3)\n",
    "taken.py": (Path(__file__).parents[2] / "plugins" / "intake_contact" / "__init__.py").read_text("utf-8"),
}


def test_bad_plugins_are_refused_and_the_rest_work(terminal: Terminal, interviewed: str, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for name, text in BAD_PLUGINS.items():
        (folder / name).write_text(text, encoding="utf-8")
    example = Path(__file__).parents[2] / "examples" / "plugin" / "src"
    terminal.arguments += ["--plugins-dir", str(folder), "--plugins-dir", str(example)]
    found = terminal.json("plugins", "list")
    refused = {str(refusal["name"]): str(refusal["reason"]) for refusal in _rows(found["refusals"])}
    assert set(refused) == {"raises", "misspelt", "leaves", "taken"}
    assert "cannot start" in refused["raises"]
    assert "intake_sauces" in refused["misspelt"]
    sources = {source for plugin in _rows(found["plugins"]) for source in _words(plugin["sources"])}
    assert {"contact", "gleif", "mail_dns", "rdap", "vies", "website", "wayback", "wikidata"} <= sources
    shown = terminal.run("vet", interviewed)
    for name in refused:
        assert f"plugin refused: {name}" in shown
    for source in sources - {"gdelt"}:  # asked only by name
        assert f"{source}: " in shown


def test_an_interrupted_home_is_not_needed_to_verify(demonstrated: Path, tmp_path: Path) -> None:
    (folder,) = demonstrated.glob("BR-*")
    elsewhere = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    done = subprocess.run(
        [INTAKE, "verify", str(elsewhere), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "INTAKE_HOME": "/nonexistent", "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "valid"


def _rows(data: object) -> Sequence[dict[str, object]]:
    assert isinstance(data, list)
    return data


def _words(data: object) -> Sequence[str]:
    assert isinstance(data, list)
    return data
