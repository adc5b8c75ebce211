"""Tests of the conformance suite: our own sources and the example pass it, a careless source does not."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CARELESS = """
from intake.api import Finding, SourceInfo, Type, hookimpl

class Careless:
    info = SourceInfo(
        name="careless", publisher="p", hosts=("court.example",), topics=("insolvency",),
        facts={"insolvency.open": Type.BOOL}, licence="l", personal_data="none", cost="free", needs="a name",
    )
    def applies_to(self, client):
        return bool(client.name)
    async def ask(self, client, context):
        page = await context.fetch("https://court.example/notices", "the notices")
        return [Finding("insolvency", "open", client.name in page.text, "As the court says.", page.evidence)]

@hookimpl
def intake_sources():
    return [Careless()]
"""


def conformance(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A run of the suite as a plugin's author starts it, outside our checkout."""
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--pyargs", "intake.testing.conformance"]
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, cwd=path or Path("/"), env=environment, timeout=600
    )


def test_our_own_sources_pass() -> None:
    names = [folder.name.removeprefix("intake_") for folder in sorted((ROOT / "plugins").glob("intake_*"))]
    run = conformance(*[part for name in names for part in ("--intake-source", name)])
    assert run.returncode == 0, run.stdout
    assert len(names) >= 6


def test_a_careless_source_is_caught(tmp_path: Path) -> None:
    (tmp_path / "careless.py").write_text(CARELESS, encoding="utf-8")
    exchanges = tmp_path / "exchanges"
    exchanges.mkdir()
    (exchanges / "client.json").write_text('{"name": "Acme"}', encoding="utf-8")
    exchange = '{"url": "https://court.example/notices", "status": 200, "body": "Open: Acme. Closed: Beta."}'
    (exchanges / "notices.json").write_text(exchange, encoding="utf-8")
    run = conformance("--intake-source", "careless", "--intake-plugins-dir", str(tmp_path), path=tmp_path)
    assert run.returncode == 1
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    for fault in ("empty body", "truncated body", "captcha page"):
        assert any("test_silence_is_not_clearance" in line and fault in line for line in failed), fault
    assert any("test_one_silent_answer" in line and "captcha page" in line for line in failed)


def test_a_source_that_is_not_there_is_named() -> None:
    run = conformance("--intake-source", "nobody")
    assert run.returncode != 0
    assert "no source named nobody" in run.stdout + run.stderr


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example distribution, built and installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("example")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        *options,
        "--target",
        str(folder),
        str(ROOT / "examples" / "plugin"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_the_example_is_found_through_its_entry_point_beside_ours(example: Path) -> None:
    program = (
        "from intake.hooks.loading import load; print(*sorted(a.origin for a in load().admitted), load().refusals)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(example)}
    )
    assert "client-intake-wikidata 0.1.0" in run.stdout, run.stderr
    ours = [
        entry for entry in entry_points(group="intake.plugins") if entry.dist and entry.dist.name == "client-intake"
    ]
    assert run.stdout.count("client-intake 0.1.0") == len(ours) >= 6
    assert run.stdout.rstrip().endswith("()")


def test_the_example_passes(example: Path) -> None:
    run = conformance("--intake-source", "wikidata", path=example)
    assert run.returncode == 0, run.stdout
