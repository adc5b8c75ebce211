"""A rewritten past is seen by the briefs that were signed before it, the client's copy among them."""

from pathlib import Path

import pytest

from intake.cli.main import run
from intake.desk import Desk
from intake.errors import NotFound
from intake.inspection import Check
from intake.model.client import Client
from intake.store import chain
from intake.store.chain import Entry, Log


@pytest.fixture
def desk(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The desk of the demonstration, with a brief that both sides have signed; the client's copy lies beside the home."""
    assert run(["demo", "--to", str(tmp_path), "--quiet"]) == 0
    capsys.readouterr()
    return Desk(home)


def wrong(desk: Desk, *witnesses: Path) -> list[Check]:
    """What the inspection finds that is not in order."""
    return [check for check in desk.inspection.checks(witnesses) if not check.ok]


def copy_of_the_client(desk: Desk) -> Path:
    (folder,) = desk.home.parent.glob("BR-*")
    return folder


def write_anew(desk: Desk, entries: list[Entry]) -> str:
    """Puts a whole new chain in place, sound in itself, as somebody would who has the files and this program."""
    (dossier,) = desk.dossiers.ids()
    raw, log = b"", Log()
    for each in entries:
        entry, line = chain.link(log, each.kind, each.body, actor=each.actor, at=each.at, salt=f"s{each.seq}")
        raw, log = raw + line, Log((*log.entries, entry), log.size + len(line))
    desk.dossiers.journal(dossier).path.write_bytes(raw)
    assert not desk.dossier(dossier).damage
    return dossier


def test_a_home_as_it_was_written_is_in_order(desk: Desk) -> None:
    assert wrong(desk, copy_of_the_client(desk)) == []
    said = {check.name: check.detail for check in desk.inspection.checks()}
    assert said["signed briefs"] == "2 held against their journals"
    assert said["dossiers"] == "1 found sound"


def test_a_rewritten_journal_contradicts_the_brief_that_was_signed_on_it(desk: Desk) -> None:
    entries = [*desk.dossiers.entries(*desk.dossiers.ids())]
    dossier = write_anew(desk, [entries[0], *entries[2:]])
    found = wrong(desk, copy_of_the_client(desk))
    assert {check.name for check in found} == {f"dossier {dossier}", "witness 000.pdf", "witness 000-offer.pdf"}
    assert all("rewritten" in check.detail for check in found)


def test_a_journal_cut_before_the_signatures_is_seen_by_the_copy_of_the_client(desk: Desk) -> None:
    (dossier,) = desk.dossiers.ids()
    lines = desk.dossiers.journal(dossier).path.read_bytes().splitlines(keepends=True)
    desk.dossiers.journal(dossier).path.write_bytes(b"".join(lines[:5]))
    assert wrong(desk) == []
    assert {check.name for check in wrong(desk, copy_of_the_client(desk))} == {
        "witness 000.pdf",
        "witness 000-offer.pdf",
    }


def test_a_stored_file_that_is_missing_or_altered_is_named(desk: Desk) -> None:
    (dossier,) = desk.dossiers.ids()
    loaded = desk.dossier(dossier)
    policy, sealed = loaded.policy.removeprefix("sha256:"), loaded.documents[-1].sha256
    (desk.home / "blobs" / policy[:2] / policy).unlink()
    (desk.home / "blobs" / sealed[:2] / sealed).write_bytes(b"%PDF-1.7")
    details = {check.detail.split(";")[0] for check in wrong(desk)}
    assert details == {f"the stored file {policy[:12]} is missing", f"the stored file {sealed[:12]} is altered"}


def test_another_file_is_no_witness(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(NotFound, match="no signed brief"):
        wrong(desk, tmp_path / "x.pdf")


def test_what_others_could_read_is_said_at_every_start_with_the_remedy(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(home)
    dossier = desk.new(Client("Acme")).id
    run(["list"])
    assert "can be read by others" not in capsys.readouterr().err
    (home / "keys").mkdir(mode=0o700)
    for path in (home, home / "dossiers", home / "keys", home / "blobs"):
        path.chmod(0o750)
        run(["list"])
        assert f"{path} can be read by others on this machine; run: chmod -R go= {home}" in capsys.readouterr().err
        path.chmod(0o700)
    assert wrong(desk) == []
    log = desk.dossiers.journal(dossier).path
    log.chmod(0o644)
    assert [check.detail for check in wrong(desk)] == [f"{log} can be read by others; run: chmod -R go= {home}"]
