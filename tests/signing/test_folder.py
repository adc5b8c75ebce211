"""The chain of versions: whole it is valid, and each way of breaking it is found, or said to need the other copy."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from intake import canonical
from intake.model.brief import Brief, Previous, Rendition
from intake.signing import accepting, keys, rotating, sealing, sshsig
from intake.signing.acceptance import NAMESPACE
from intake.signing.accepting import Acceptor
from intake.signing.folder import disagreements, verify
from intake.signing.keys import SupplierKey
from intake.signing.pins import Pin
from signing import sample
from signing.chains import ICONS, LOGO, Chain, first, following
from signing.conftest import NOW, agree


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """Three versions, before the last of which the key was rotated."""
    folder = tmp_path_factory.mktemp("rotated")
    old = keys.create(folder, "Ann Field", None, now=NOW)
    one = first(old)
    two = following(one, LOGO, old)
    new = rotating.rotate(folder, None, None, now=NOW)
    return Chain((one, two, following(two, ICONS, new)), rotating.to_bytes(rotating.load(folder)))


@pytest.fixture
def folder(chain: Chain, tmp_path: Path) -> Path:
    """The exported chain."""
    return chain.write(tmp_path / "mine")


def faults(folder: Path) -> str:
    found = verify(folder)
    assert found.outcome == "invalid"
    return " ".join(found.faults)


def test_a_whole_chain_is_valid_and_its_last_version_in_force(chain: Chain, folder: Path) -> None:
    """Practice 002#6."""
    found = verify(folder)
    assert (found.outcome, found.faults) == ("valid", ())
    assert [each.seq for each in found.documents] == [0, 1, 2]
    assert "002.pdf is the version in force; 2 before it" in " ".join(found.statements)
    assert (folder / "brief.json").read_bytes() == chain.versions[2].brief


def test_one_copy_cannot_tell_a_tail_that_was_cut_off_and_says_so(chain: Chain, tmp_path: Path) -> None:
    whole, cut = chain.write(tmp_path / "a"), Chain(chain.versions, b"").write(tmp_path / "b", chain.versions[:2])
    found = verify(cut)
    assert found.outcome == "valid"
    assert "cannot be told from one copy" in " ".join(found.statements)
    differing = disagreements([(cut, found), (whole, verify(whole))])
    assert differing == (f"{cut} lacks 002.pdf, which {whole} has: it was cut off, or was never handed over.",)


def test_a_forked_head_is_found_by_two_copies(chain: Chain, folder: Path, tmp_path: Path) -> None:
    other = following(chain.versions[0], ICONS, chain.versions[0].key)
    theirs = Chain((), b"").write(tmp_path / "theirs", [chain.versions[0], other])
    copies = [(folder, verify(folder)), (theirs, verify(theirs))]
    assert {found.outcome for _, found in copies} == {"valid"}
    assert "001.pdf is not the same document" in disagreements(copies)[0]
    assert "lacks 002.pdf" in disagreements(copies)[1]


def test_equal_copies_agree(chain: Chain, folder: Path, tmp_path: Path) -> None:
    same = chain.write(tmp_path / "same")
    assert disagreements([(folder, verify(folder)), (same, verify(same))]) == ()
    one = folder / "000.pdf"
    assert disagreements([(one, verify(one)), (folder / "001.pdf", verify(folder / "001.pdf"))]) == ()


def test_a_dropped_version_is_named(folder: Path) -> None:
    (folder / "001.pdf").unlink()
    assert "001.pdf is missing." in faults(folder)


def test_a_dropped_first_version_is_named(folder: Path) -> None:
    (folder / "000.pdf").unlink()
    assert "000.pdf is missing." in faults(folder)


def test_reordered_versions_are_found(folder: Path) -> None:
    one, two = (folder / name for name in ("000.pdf", "001.pdf"))
    first_bytes, second_bytes = one.read_bytes(), two.read_bytes()
    one.write_bytes(second_bytes)
    two.write_bytes(first_bytes)
    assert "000.pdf holds version 1" in faults(folder)


def test_a_duplicated_version_is_found(folder: Path) -> None:
    shutil.copy(folder / "001.pdf", folder / "003.pdf")
    assert "003.pdf holds version 1" in faults(folder)


def test_a_fork_within_the_chain_is_found(chain: Chain, folder: Path) -> None:
    other = following(chain.versions[0], ICONS, chain.versions[0].key)
    (folder / "001.pdf").write_bytes(other.sealed)
    assert "002.pdf does not follow the data in 001.pdf" in faults(folder)


def test_a_version_that_was_sealed_anew_is_found(chain: Chain, folder: Path) -> None:
    from intake.signing import sealing

    one = chain.versions[0]
    again = sealing.seal(one.brief, one.offer, one.acceptance, one.key, at=NOW.replace(hour=10))
    (folder / "000.pdf").write_bytes(again)
    assert "001.pdf follows another document than 000.pdf, which was sealed anew" in faults(folder)


def test_a_stranger_cannot_go_on_with_the_chain(chain: Chain, stranger: SupplierKey, tmp_path: Path) -> None:
    forged = following(chain.versions[1], ICONS, stranger)
    written = chain.write(tmp_path / "forged", [*chain.versions[:2], forged])
    assert "002.pdf is sealed with another key than 001.pdf" in faults(written)


def test_a_key_that_nobody_signed_over_is_found(folder: Path) -> None:
    (folder / "rotations.json").unlink()
    assert "another key than 001.pdf, which did not sign it over" in faults(folder)


def test_rotations_that_were_altered_or_are_of_others_are_found(chain: Chain, folder: Path, tmp_path: Path) -> None:
    altered = chain.rotations.replace(b'"at":"2027', b'"at":"2026')
    (folder / "rotations.json").write_bytes(altered)
    assert "rotation 1 is not signed" in faults(folder)
    keys.create(tmp_path / "k", "Mallory", None, now=NOW)
    rotating.rotate(tmp_path / "k", None, None, now=NOW)
    single = Chain((), rotating.to_bytes(rotating.load(tmp_path / "k"))).write(tmp_path / "o", chain.versions[:1])
    assert "of other keys" in faults(single)


def test_a_list_of_changes_that_is_not_true_is_found(chain: Chain, tmp_path: Path) -> None:
    one = chain.versions[0]
    lying = following(one, LOGO, one.key, changes=("Nothing of weight.",))
    written = Chain((), b"").write(tmp_path, [one, lying])
    assert "001.pdf lists other changes than there are" in faults(written)


def test_a_version_of_another_agreement_is_found(chain: Chain, tmp_path: Path) -> None:
    one = chain.versions[0]
    other = following(first(one.key, id="BR-2027-0999"), LOGO, one.key)
    written = Chain((), b"").write(tmp_path, [one, other])
    for path in written.parent.iterdir():
        assert "is of another brief (BR-2027-0999)" in faults(path)


def test_an_offer_of_a_later_version_binds_nobody(chain: Chain, tmp_path: Path) -> None:
    written = Chain((), b"").write(tmp_path, chain.versions[:1])
    (written / "001-offer.pdf").write_bytes(chain.versions[1].offer)
    found = verify(written)
    assert found.outcome == "valid"
    assert any("001-offer.pdf is an offer that nobody accepted" in said for said in found.statements)


def test_who_pinned_the_old_key_is_led_to_the_new_one(chain: Chain, folder: Path) -> None:
    old = Pin(chain.versions[0].key.fingerprint, "Ann", NOW.date(), "phone")
    found = verify(folder, [old])
    assert found.pinned
    assert f"signed over by {old.fingerprint}, pinned on 2027-01-15 via phone" in " ".join(found.statements)


def test_a_fork_is_found_between_a_folder_and_one_file_too(chain: Chain, folder: Path, tmp_path: Path) -> None:
    other = following(chain.versions[0], ICONS, chain.versions[0].key)
    theirs = Chain((), b"").write(tmp_path / "theirs", [chain.versions[0], other]) / "001.pdf"
    copies = [(folder, verify(folder)), (theirs, verify(theirs))]
    assert disagreements(copies) == (
        f"001.pdf is not the same document in {folder} and {theirs}: the copies fork there.",
    )
    mine = folder / "001.pdf"
    assert disagreements([(folder, verify(folder)), (mine, verify(mine))]) == ()


@pytest.mark.parametrize("name", ["\u0660\u0660\u0661.pdf", "\uff10\uff10\uff13-offer.pdf"])
def test_numbers_in_other_scripts_name_no_version(folder: Path, name: str) -> None:
    shutil.copy(folder / "000.pdf", folder / name)
    found = verify(folder)
    assert (found.outcome, [each.seq for each in found.documents]) == ("valid", [0, 1, 2])
    assert not any(name in statement for statement in found.statements)


def test_a_former_key_of_the_suppliers_is_no_clients(chain: Chain, tmp_path: Path) -> None:
    """The last version is sealed with the new key, and accepted with the old one, as if that were the client's."""
    last, old = chain.versions[2], chain.versions[0].key
    by = Acceptor("Åsa Bergström", "asa@bergstrom.example")
    raw = accepting.statement(last.brief, last.offer, by, method="ssh-key", key=old.fingerprint, at=NOW)
    acceptance = accepting.received(raw, sshsig.sign(old, raw, NAMESPACE), now=NOW)
    sealed = sealing.seal(last.brief, last.offer, acceptance, last.key, at=NOW)
    forged = Chain((*chain.versions[:2], replace(last, sealed=sealed)), chain.rotations)
    assert "002.pdf is said to be accepted with the client's own key, which is one of the supplier's." in faults(
        forged.write(tmp_path)
    )


def restated(chain: Chain, **parts: object) -> Chain:
    """The first version, and a change order that says to change nothing but a task, and is altered in these parts."""
    one = chain.versions[0]
    old = canonical.decode(Brief, canonical.from_bytes(one.brief))
    new = replace(old, seq=1, prev=Previous(canonical.digest(one.brief), canonical.digest(one.sealed)), **parts)  # type: ignore[arg-type]
    return Chain((one, agree(sample.raw(new), one.key)))


def another_question(old: Brief) -> dict[str, object]:
    return {"answers": (*old.answers[:-1], replace(old.answers[-1], ask="Is all work free?"))}


def another_value_behind_the_words(old: Brief) -> dict[str, object]:
    return {"answers": (*old.answers[:-1], replace(old.answers[-1], value="no"))}


def another_heading(old: Brief) -> dict[str, object]:
    first, *others = old.checklist.clauses
    return {"checklist": replace(old.checklist, clauses=(replace(first, title="Not agreed"), *others))}


def a_clause_before_its_namesake(old: Brief) -> dict[str, object]:
    clauses = (replace(old.checklist.clauses[0], text="Free."), *old.checklist.clauses)
    return {"checklist": replace(old.checklist, clauses=clauses)}


def practice_made_of_it(old: Brief) -> dict[str, object]:
    return {"practice": True}


def another_language_rules(old: Brief) -> dict[str, object]:
    return {"renditions": (Rendition("de", {}),)}


@pytest.mark.parametrize(
    "alteration",
    [
        another_question,
        another_value_behind_the_words,
        another_heading,
        a_clause_before_its_namesake,
        practice_made_of_it,
        another_language_rules,
    ],
)
def test_a_change_order_alters_nothing_that_it_does_not_say(
    chain: Chain, tmp_path: Path, alteration: Callable[[Brief], dict[str, object]]
) -> None:
    """Both signed it, by a list of changes that leaves this out."""
    old = canonical.decode(Brief, canonical.from_bytes(chain.versions[0].brief))
    said = faults(restated(chain, **alteration(old)).write(tmp_path))
    assert "001.pdf lists other changes" in said or "practice where" in said or "in other languages" in said
