"""Changes to what was signed, on the command line: classed, signed like the first version, exported, verified."""

import csv
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Ready
from intake.cli.main import run
from intake.desk import Desk

BANNERS = ["--add-task", "Banners", "--volume", "3 pieces", "--due", "2027-06-04", "--done-when", "approved in writing"]


@pytest.fixture
def dossier(ready: Ready) -> str:
    """An agreement that both sides have signed."""
    return ready(
        ("agree",),
        ("sign", "--as", "supplier", "--name", "Studio Birch"),
        ("sign", "--as", "client", "--name", "Anna", "--consent"),
    )


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert run(["--quiet", *arguments]) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def told(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> Any:
    return json.loads(said(capsys, code, *arguments, "--json"))


def exported(capsys: pytest.CaptureFixture[str], dossier: str, target: Path, *more: str) -> Path:
    return Path(said(capsys, 0, "export", dossier, "--to", str(target), *more).strip())


def test_a_paid_extra_is_signed_by_both_and_joins_the_chain(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Practices 002#6 and 004#4."""
    first = exported(capsys, dossier, tmp_path / "first")
    shown = said(capsys, 0, "change", dossier, *BANNERS, "--price", "600 EUR")
    assert "paid extra: the checklist names no such deliverable; costs 600.00 EUR" in shown
    assert "- New task “Banners”\\: 3 pieces, due 2027-06-04, 600.00 EUR; done when\\: approved in writing." in shown
    assert "- Total\\: “4\N{NO-BREAK SPACE}800.00 EUR” becomes “5\N{NO-BREAK SPACE}400.00 EUR”." in shown
    assert "New instalment" in shown
    assert exported(capsys, dossier, tmp_path / "meanwhile").joinpath("001.pdf").exists() is False
    said(capsys, 0, "sign", dossier, "--as", "supplier")
    said(capsys, 0, "sign", dossier, "--as", "client", "--name", "Anna", "--consent")
    both = exported(capsys, dossier, tmp_path / "both")
    assert {"000.pdf", "000-offer.pdf", "001.pdf", "001-offer.pdf"} <= {path.name for path in both.iterdir()}
    found = told(capsys, 0, "verify", str(both))
    assert [each["seq"] for each in found["results"][0]["documents"]] == [0, 1]
    differing = told(capsys, 1, "verify", str(both), str(first))
    assert "lacks 001.pdf" in differing["copies"][0]
    assert (both / "000.pdf").read_bytes() == (first / "000.pdf").read_bytes()


def test_an_altered_date_is_a_change_and_the_plan_stays(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Practice 004#4."""
    found = told(capsys, 0, "change", dossier, "--task", "Shop design", "--due", "2027-04-30")
    assert (found["kind"], found["seq"]) == ("paid extra", 1)
    assert any("due: “2027-" in change for change in found["changes"])
    assert not any("instalment" in change for change in found["changes"])


def test_many_extras_are_a_project_of_their_own_with_a_dossier_of_its_own(
    dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Practice 000#5."""
    found = told(capsys, 0, "change", dossier, *BANNERS, "--price", "4000 EUR", "--text", "A second shop")
    assert (found["kind"], found["seq"]) == ("new project", None)
    assert f"follows {dossier}" in said(capsys, 0, "show", found["project"])
    anyway = told(capsys, 0, "change", dossier, *BANNERS, "--price", "4000 EUR", "--reason", "Proven client")
    assert (anyway["kind"], anyway["seq"], anyway["project"]) == ("new project", 1, None)


def test_nothing_is_free_without_a_reason(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Practice 001#11."""
    assert "this takes more work than was agreed, and has no price" in said(capsys, 64, "change", dossier, *BANNERS)
    more = ("change", dossier, "--task", "Shop design", "--volume", "8 screens")
    assert "this takes more work than was agreed, and has no price" in said(capsys, 64, *more)
    assert "extra at no charge: it alters what was agreed" in said(capsys, 0, *more, "--reason", "Our mistake")
    found = told(capsys, 0, "change", dossier, *BANNERS, "--reason", "Our mistake")
    assert "New task “Banners”: 3 pieces, due 2027-06-04, 0.00 EUR; done when: approved in writing." in found["changes"]


def test_a_round_that_is_inside_the_cap_needs_no_signature(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 0, "outcome", dossier, "--shown", "Shop design")
    found = told(capsys, 0, "change", dossier, "--task", "Shop design", "--text", "Bluer")
    assert (found["kind"], found["because"], found["seq"]) == ("inside the cap", "round 1 of 2", None)


def test_other_answers_become_the_next_version(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("revisions: 3\n")
    found = told(capsys, 0, "change", dossier, "--answers", str(answers))
    assert any(change.startswith("Answer to") and "becomes “3”" in change for change in found["changes"])
    answers.write_text("revisions: many\nnothing: 2\n")
    assert "2 faults" in said(capsys, 65, "change", dossier, "--answers", str(answers))


def test_what_makes_no_sense_is_said(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, code, words in (
        ([], 64, "say one change at a time"),
        (["--add-task", "X", "--task", "Y"], 64, "say one change at a time"),
        (["--task", "Boat", "--due", "2027-06-01"], 66, "no deliverable 'Boat'"),
        (["--add-task", "X", "--price", "5 EUR"], 64, "exact date"),
        ([*BANNERS, "--price", "5 USD"], 64, "in EUR, the change in USD"),
        (["--add-task", "Shop design", *BANNERS[2:], "--price", "5 EUR"], 64, "on the checklist already"),
        ([*BANNERS[:2], "--volume", "three"], 64, "has no unit"),
        (["--answers", "nowhere.yaml"], 66, "cannot read"),
    ):
        assert words in said(capsys, code, "change", dossier, *arguments), arguments


def test_nothing_is_changed_before_both_have_signed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Early", "--country", "SE"])
    name = capsys.readouterr().out.strip()
    assert "both sides have not signed yet" in said(capsys, 77, "change", name, *BANNERS)


def test_the_client_signs_with_the_own_key_anywhere(
    ready: Ready, tmp_path: Path, capsys: pytest.CaptureFixture[str], ssh_keygen: str
) -> None:
    name = ready(("agree",), ("sign", "--as", "supplier", "--name", "Studio Birch"))
    key = tmp_path / "id"
    subprocess.run([ssh_keygen, "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    ask = ["sign", name, "--as", "client", "--name", "Anna", "--consent", "--to", str(tmp_path / "out")]
    assert "private key" in said(capsys, 64, *ask, "--ssh-key", str(key))
    folder = Path(said(capsys, 0, *ask, "--ssh-key", f"{key}.pub").strip())
    assert sorted(path.name for path in folder.iterdir()) == ["000-offer.pdf", "acceptance.json"]
    assert "cannot read" in said(capsys, 66, "sign", name, "--as", "client", "--received", str(folder))
    command = [
        ssh_keygen,
        "-q",
        "-Y",
        "sign",
        "-n",
        "intake.acceptance",
        "-f",
        str(key),
        str(folder / "acceptance.json"),
    ]
    subprocess.run(command, check=True)
    assert "sealed sha256:" in said(capsys, 0, "sign", name, "--as", "client", "--received", str(folder))
    kept = exported(capsys, name, tmp_path / "kept")
    assert "signed by the holder of the SSH key" in said(capsys, 0, "verify", str(kept))


def test_copies_for_reading_are_written_beside_what_was_signed(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = exported(capsys, dossier, tmp_path, "--format", "pdf,json,md,html,ics,csv")
    assert {"brief.md", "brief.html", "brief.ics", "brief.csv", "000.pdf"} <= {path.name for path in folder.iterdir()}
    assert "cannot write docx" in said(capsys, 64, "export", dossier, "--to", str(tmp_path), "--format", "docx")
    assert "valid" in said(capsys, 0, "verify", str(folder))


def test_a_folder_of_evidence_holds_what_happened_and_nothing_private(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Practices 001#7, 002#15 and 004#6."""
    mail = tmp_path / "mail.txt"
    mail.write_text("=cmd() You never said that")
    said(capsys, 0, "log", dossier, str(mail), "--theirs", "--from", "Anna", "--at", "2026-01-02 10:00")
    said(capsys, 0, "outcome", dossier, "--paid", "1000 EUR", "--due", "2027-03-01", "--note", "CANARY note")
    said(capsys, 0, "outcome", dossier, "--incident", "abuse", "--note", "CANARY shouted")
    said(capsys, 0, "outcome", dossier, "--shown", "Shop design")
    said(capsys, 0, "outcome", dossier, "--objected", "Shop design", "--note", "The menu is missing")
    said(capsys, 0, "outcome", dossier, "--change", "Never mind")
    said(capsys, 0, "outcome", dossier, "--take-back", "last")
    said(capsys, 0, "change", dossier, *BANNERS, "--price", "600 EUR", "--text", "Banners too")
    folder = exported(capsys, dossier, tmp_path / "out", "--dispute")
    assert "All " in said(capsys, 0, "verify", str(folder))
    held = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not any(b"CANARY" in content for content in held.values())
    assert b'"2027-03-01"' in held["payments.csv"]
    assert b"1 400.00 EUR".replace(b" ", "\N{NO-BREAK SPACE}".encode(), 1) in held["payments.csv"]
    assert b'"shown","Shop design"' in held["events.csv"]
    assert b'"objected to","Shop design","The menu is missing","",""' in held["events.csv"]
    assert b"Never mind" not in held["events.csv"]
    assert b"Banners too" in held["events.csv"]
    assert b'"payment recorded, for what fell due on 2027-03-01","","","1\xc2\xa0000.00 EUR"' in held["events.csv"]
    (message,) = (name for name in held if name.startswith("messages/"))
    assert message.encode() in held["messages.csv"]
    assert held[message] == mail.read_bytes()
    for name in ("payments.csv", message, "agreement/000.pdf", "manifest.json"):
        (folder / name).write_bytes(held[name] + b" ")
        assert "not so: " in said(capsys, 1, "verify", str(folder)), name
        (folder / name).write_bytes(held[name])
    (folder / "more.txt").write_text("x")
    assert "more.txt was put in later" in said(capsys, 1, "verify", str(folder))
    (folder / "more.txt").unlink()
    (folder / message).unlink()
    assert "is missing" in said(capsys, 1, "verify", str(folder))


def test_a_folder_of_evidence_is_checked_with_tools_that_anybody_has(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = exported(capsys, dossier, tmp_path / "out", "--dispute")
    page = (folder / "VERIFY.txt").read_text(encoding="utf-8")
    commands = [line.strip() for line in page.splitlines() if line.startswith(("  ssh-keygen", "  sha256sum"))]
    assert len(commands) == 3
    for command in commands:
        if shutil.which(command.split()[0]) is None:
            pytest.skip(f"{command.split()[0]} is not installed")
        done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "FAILED" not in done.stdout
    (folder / "payments.csv").write_bytes(b"x")
    checked = subprocess.run(["/bin/sh", "-c", commands[2]], cwd=folder, capture_output=True, text=True)
    assert "payments.csv: FAILED" in checked.stdout


def test_a_change_says_what_it_replaces_and_where_it_charges_nothing(
    dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["change", dossier, *BANNERS, "--price", "600 EUR"]) == 0
    assert "mind" not in capsys.readouterr().err
    assert run(["change", dossier, "--task", "Shop build", "--due", "2027-05-20"]) == 0
    said_then = capsys.readouterr().err
    assert "it replaces a change that waited for signatures: New task “Banners”" in said_then
    assert "charges nothing for it" in said_then


def test_signing_says_every_word_that_is_signed_with_its_digest(
    dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = told(capsys, 0, "change", dossier, *BANNERS, "--price", "600 EUR")["digest"]
    assert run(["sign", dossier, "--as", "supplier"]) == 0
    shown = capsys.readouterr()
    assert shown.err.startswith("you sign exactly this:")
    assert all(words in shown.err for words in ("Banners", "approved in writing", "days of grace", digest))
    offer = shown.out.split()[-1]
    assert run(["sign", dossier, "--as", "client", "--name", "Anna", "--consent"]) == 0
    said_then = capsys.readouterr().err
    assert "Anna signs: “I accept this brief as the agreement between us.”" in said_then
    assert f"as shown in the offer {offer}" in said_then


def test_an_erased_client_leaves_every_signed_version(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, 0, "change", dossier, *BANNERS, "--price", "600 EUR")
    said(capsys, 0, "sign", dossier, "--as", "supplier")
    said(capsys, 0, "sign", dossier, "--as", "client", "--name", "Anna", "--consent")
    said(capsys, 0, "change", dossier, "--task", "Shop design", "--due", "2027-04-30")
    before = exported(capsys, dossier, tmp_path / "before")
    said(capsys, 0, "erase", "Acme", "--keep-agreement", "Ten years, by tax law", "--yes")
    after = exported(capsys, dossier, tmp_path / "after")
    assert {path.name: path.read_bytes() for path in after.iterdir()} == {
        path.name: path.read_bytes() for path in before.iterdir()
    }
    assert "valid" in said(capsys, 0, "verify", str(before), str(after))


def test_any_two_versions_are_compared(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "one version only" in said(capsys, 77, "compare", dossier)
    for name in ("Banners", "Flags"):
        said(capsys, 0, "change", dossier, "--add-task", name, *BANNERS[2:], "--price", "90 EUR")
        said(capsys, 0, "sign", dossier, "--as", "supplier")
        said(capsys, 0, "sign", dossier, "--as", "client", "--name", "Anna", "--consent")
    said(capsys, 0, "change", dossier, "--add-task", "Pins", *BANNERS[2:], "--price", "90 EUR")  # waits for signatures
    whole = said(capsys, 0, "compare", dossier, "0", "3")
    assert all(f"New task “{name}”" in whole for name in ("Banners", "Flags", "Pins"))
    assert (
        told(capsys, 0, "compare", dossier, "3", "0")["changes"]
        == told(capsys, 0, "compare", dossier, "0", "3")["changes"]
    )
    assert "Banners" not in said(capsys, 0, "compare", dossier, "1", "2")
    assert "Pins" in said(capsys, 0, "compare", dossier)
    assert "there is no version 4" in said(capsys, 66, "compare", dossier, "4")


def test_what_was_worded_for_the_client_stays_in_the_next_version(
    ready: Ready, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = ready(("agree",))
    desk = Desk(Path(os.environ["INTAKE_HOME"]))
    desk.drafting.keep_brief(name, desk.drafting.with_wording(name, "conduct", {"en": "Be kind."}, {}))
    for role in (["supplier"], ["client", "--name", "Anna", "--consent"]):
        said(capsys, 0, "sign", name, "--as", *role)
    answers = tmp_path / "more.yaml"
    answers.write_text("revisions: 3\n", encoding="utf-8")
    assert "Be kind" not in said(capsys, 0, "change", name, "--answers", str(answers))
    brief = desk.dossier(name).brief
    assert brief is not None
    assert brief.seq == 1
    assert [clause.text for clause in brief.checklist.clauses if clause.id == "conduct"] == ["Be kind."]


def events_in(folder: Path, twin: str = "") -> list[dict[str, str]]:
    """The table of events, row by row."""
    return list(csv.DictReader((folder / f"events{twin}.csv").read_text(encoding="utf-8").splitlines()))


def test_the_events_of_a_folder_of_evidence_say_what_is_in_force(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, 0, "change", dossier, *BANNERS, "--price", "600 EUR", "--text", "Banners too")
    said(capsys, 0, "sign", dossier, "--as", "supplier")
    said(capsys, 0, "change", dossier, "--task", "Shop build", "--due", "2027-05-20", "--text", "Later, then")
    before = events_in(exported(capsys, dossier, tmp_path / "before", "--dispute"))
    stands = {row["in which words"] or row["what happened"]: row["standing"] for row in before}
    assert stands["Banners too"] == "replaced by a later proposal, never in force"
    assert stands["Later, then"] == "proposed as version 1, not signed, not in force"
    assert [row["standing"] for row in before if "sealed" in row["what happened"]] == ["in force"]
    for side in (["--as", "supplier"], ["--as", "client", "--name", "Anna", "--consent"]):
        said(capsys, 0, "sign", dossier, *side)
    after = events_in(exported(capsys, dossier, tmp_path / "after", "--dispute"))
    stands = {row["in which words"]: row["standing"] for row in after}
    assert stands["Later, then"] == "signed by both as version 1"
    sealed = [row["standing"] for row in after if "sealed" in row["what happened"]]
    assert sealed == ["replaced by version 1, no longer in force", "in force"]
    offered = [row["standing"] for row in after if "offered" in row["what happened"]]
    assert offered == ["", "replaced by another offer, never in force", ""]
    assert [row["day"] for row in after] == sorted(row["day"] for row in after)


@pytest.fixture
def german(ready: Ready) -> str:
    """A dossier whose brief both signed in German."""
    return ready(
        ("agree", "--languages", "de"),
        ("sign", "--as", "supplier", "--name", "Studio Birch"),
        ("sign", "--as", "client", "--name", "Anna", "--consent"),
    )


def test_a_folder_of_evidence_speaks_the_language_of_the_brief_and_english(
    german: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = exported(capsys, german, tmp_path, "--dispute")
    page, twin = ((folder / f"statement{each}.md").read_text(encoding="utf-8") for each in ("", ".en"))
    assert page.startswith("# Nachweise zu ")
    assert "## Unterschriebene Leistungen" in page
    assert "`statement.en.md`: diese Seite in einer anderen Sprache" in page
    assert twin.startswith("# Evidence on ")
    assert "`events.en.csv`" in twin
    assert "besiegelt von Studio Birch (Version 0)" in {row["was geschah"] for row in events_in(folder)}
    assert "sealed by Studio Birch (version 0)" in {row["what happened"] for row in events_in(folder, ".en")}
    assert "All " in said(capsys, 0, "verify", str(folder))
