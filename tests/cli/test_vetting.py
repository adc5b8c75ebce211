"""Vetting on the command line: live progress, an interruption that keeps what arrived, candidates, and steps shown."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.desk import Desk

NEVER = """
import asyncio
from intake.api import SourceInfo, Type, hookimpl

class Never:
    info = SourceInfo(
        name="never", publisher="the test", hosts=(), topics=("never",), facts={"never.known": Type.BOOL},
        licence="none", personal_data="none", cost="free", needs="nothing",
    )

    def applies_to(self, client):
        return True

    async def ask(self, client, context):
        await asyncio.Event().wait()

@hookimpl
def intake_sources():
    return [Never()]
"""
SIREN = "303265045"
SEARCH = "https://recherche-entreprises.api.gouv.fr/search?q={}&minimal=true&include=siege,finances&page=1&per_page=10"


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Recorded answers of the French directory, by name and by number."""
    entry = {
        "siren": SIREN,
        "nom_complet": "ACME",
        "nom_raison_sociale": "AUTRE CHOSE",
        "statut_diffusion": "O",
        "etat_administratif": "A",
    }
    found = {"results": [entry], "total_results": 1}
    folder = tmp_path / "exchanges"
    folder.mkdir()
    exchanges = [{"url": SEARCH.format(each), "status": 200, "json": found} for each in (SIREN, "Acme")]
    (folder / "fr.json").write_text(json.dumps(exchanges), "utf-8")
    return folder


def test_an_interruption_keeps_what_arrived_and_says_what_was_not_asked(home: Path, tmp_path: Path) -> None:
    plugins, empty = tmp_path / "more", tmp_path / "empty"
    plugins.mkdir()
    empty.mkdir()
    (plugins / "never.py").write_text(NEVER, "utf-8")
    assert run(["new", "Acme", "--website", "https://acme.example"]) == 0
    dossier = Desk(home).rows()[0].id
    command = [sys.executable, "-m", "intake", "vet", dossier, "--plugins-dir", str(plugins), "--recorded", str(empty)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=os.environ
    ) as asked:
        assert asked.stderr is not None
        told = ""
        while "rdap:" not in told:
            line = asked.stderr.readline()
            assert line, told
            told += line
        asked.send_signal(signal.SIGINT)
        told += asked.stderr.read()
    assert asked.returncode == 130
    kept = next(line for line in told.splitlines() if line.startswith("stopped; kept: "))
    assert "rdap" in kept
    missing = next(line for line in told.splitlines() if line.startswith("not asked to the end: "))
    assert "never" in missing
    reports = Desk(home).dossier(dossier).reports
    assert "rdap" in reports
    assert "never" not in reports


def test_a_candidate_is_listed_chosen_and_asked_about(
    home: Path, recorded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "Acme", "--country", "FR"]) == 0
    dossier = Desk(home).rows()[0].id
    run(["vet", dossier, "--recorded", str(recorded)])
    shown = capsys.readouterr()
    assert f"intake choose {dossier} fr.siren:{SIREN}" in shown.err
    assert "fr_entreprises: checked" in shown.err
    assert run(["choose", dossier]) == 0
    assert f"fr.siren:{SIREN}" in capsys.readouterr().out
    assert run(["choose", dossier, f"fr.siren:{SIREN}", "--by", "Ada"]) == 0
    assert f"Ada says that the client is fr.siren:{SIREN}" in capsys.readouterr().out
    run(["vet", dossier, "--recorded", str(recorded)])
    out = capsys.readouterr().out
    assert "claim legal_name 'Acme': contradicted (fr_entreprises says AUTRE CHOSE: another name; " in out
    run(["choose", dossier, "--json"])
    assert json.loads(capsys.readouterr().out) == []
