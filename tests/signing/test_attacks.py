"""Attacks on our own documents: every one that changes what the file says, or who says it, is found.

Each function below takes an agreement that is whole and alters it, as somebody would who knows PDF, CMS and our form. All work on
copies of documents that these tests made. `make attack` adds every byte and every bit of a sealed file.
"""

import json
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from intake import canonical
from intake.model.brief import Brief
from intake.signing import contents, document, sshsig
from intake.signing.acceptance import NAMESPACE, join, split
from intake.signing.certification import Permission, certify, take_apart
from intake.signing.keys import SupplierKey
from intake.signing.verifying import verify_document
from signing import sample, sweeping
from signing.conftest import NOW, Agreement, agree


@dataclass(frozen=True, slots=True)
class Scene:
    """What the attacker has: a sealed agreement, another one of the same supplier, and a key of their own."""

    whole: Agreement
    other: Agreement
    mallory: SupplierKey

    @property
    def sealed(self) -> bytes:
        """The document that is attacked."""
        return self.whole.sealed

    @property
    def printed(self) -> bytes:
        """Its first part, as printed."""
        return take_apart(self.sealed).printed.raw

    @property
    def update(self) -> bytes:
        """Its second part, which certifies the first."""
        return self.sealed[len(self.printed) :]


Attack = Callable[[Scene], bytes]
ATTACKS: dict[str, Attack] = {}


def attack(function: Attack) -> Attack:
    """Puts an attack on the list."""
    ATTACKS[function.__name__] = function
    return function


def swap(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The bytes with the first `old` replaced; the attack must have something to work on."""
    assert old in raw, old
    return raw.replace(old, new, 1)


def resealed(scene: Scene, printed: bytes, key: SupplierKey | None = None) -> bytes:
    """The printed file certified anew, as the supplier could, or a stranger."""
    return certify(printed, key or scene.whole.key, Permission.NOTHING, at=NOW)


def with_statement(scene: Scene, by: SupplierKey, **parts: object) -> bytes:
    """An acceptance with other parts, signed by a key, printed and sealed by the supplier's own."""
    statement = replace(contents.read_acceptance(split(scene.whole.acceptance)[0]), **parts)  # type: ignore[arg-type]
    raw = canonical.to_bytes(canonical.encode(statement))
    acceptance = join(statement, sshsig.sign(by, raw, NAMESPACE))
    return resealed(scene, document.render(scene.whole.brief, acceptance=acceptance))


def container(scene: Scene, change: Callable[[bytes], bytes]) -> bytes:
    """The file with the bytes of its signature container changed, and padded as before."""
    contents = take_apart(scene.sealed).contents
    changed = change(contents)[: len(contents)].ljust(len(contents), b"\0")
    return swap(scene.sealed, contents.hex().encode(), changed.hex().encode())


# The bytes at large


@attack
def truncated_by_one_byte(scene: Scene) -> bytes:
    return scene.sealed[:-1]


@attack
def truncated_to_half(scene: Scene) -> bytes:
    return scene.sealed[: len(scene.sealed) // 2]


@attack
def without_the_certification(scene: Scene) -> bytes:
    return scene.printed


@attack
def empty_file(scene: Scene) -> bytes:
    return b""


@attack
def a_line_feed_at_the_end(scene: Scene) -> bytes:
    return scene.sealed + b"\n"


@attack
def a_comment_at_the_end(scene: Scene) -> bytes:
    return scene.sealed + b"%I do not agree\n"


@attack
def a_second_end_of_file(scene: Scene) -> bytes:
    return scene.sealed + b"%%EOF\n"


@attack
def a_byte_before_the_header(scene: Scene) -> bytes:
    return b"\n" + scene.sealed


@attack
def another_version_in_the_header(scene: Scene) -> bytes:
    return swap(scene.sealed, b"%PDF-1.7", b"%PDF-1.4")


@attack
def the_file_twice(scene: Scene) -> bytes:
    return scene.sealed + scene.sealed


@attack
def another_file_in_front(scene: Scene) -> bytes:
    return scene.other.sealed + scene.sealed


@attack
def line_ends_of_windows(scene: Scene) -> bytes:
    return swap(scene.sealed, b"\nxref\n", b"\r\nxref\r\n")


@attack
def a_comment_in_the_certification(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"\n", b"\n%x\n")


@attack
def white_space_in_the_certification(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/SigFlags 3", b"/SigFlags  3")


# Parts exchanged between documents


@attack
def certification_of_another_document(scene: Scene) -> bytes:
    other = take_apart(scene.other.sealed).printed.raw
    return scene.printed + scene.other.sealed[len(other) :]


@attack
def pages_of_another_document(scene: Scene) -> bytes:
    return take_apart(scene.other.sealed).printed.raw + scene.update


@attack
def certification_twice(scene: Scene) -> bytes:
    return scene.sealed + scene.update


@attack
def certification_of_the_offer(scene: Scene) -> bytes:
    return scene.printed + scene.whole.offer[len(take_apart(scene.whole.offer).printed.raw) :]


@attack
def offer_under_the_certification_of_the_seal(scene: Scene) -> bytes:
    return take_apart(scene.whole.offer).printed.raw + scene.update


@attack
def signature_of_another_document(scene: Scene) -> bytes:
    return container(scene, lambda _: take_apart(scene.other.sealed).contents)


@attack
def signature_of_the_offer(scene: Scene) -> bytes:
    return container(scene, lambda _: take_apart(scene.whole.offer).contents)


@attack
def an_update_that_restores_the_offer(scene: Scene) -> bytes:
    return scene.sealed + scene.whole.offer[len(scene.printed) :]


@attack
def a_later_offer_appended(scene: Scene) -> bytes:
    return scene.sealed + scene.other.offer


# What an incremental update could do (ISO 32000-1, 7.5.6)


def updated(scene: Scene, objects: bytes) -> bytes:
    """The file with one more update that holds these objects."""
    previous: bytes = re.findall(rb"startxref\n(\d+)", scene.sealed)[-1]
    start = len(scene.sealed)
    table = b"xref\n0 0\ntrailer\n<</Size 99/Root 1 0 R/Prev " + previous + b">>\n"
    return scene.sealed + objects + table + b"startxref\n%d\n%%%%EOF\n" % (start + len(objects))


@attack
def an_empty_update(scene: Scene) -> bytes:
    return updated(scene, b"")


@attack
def an_update_with_a_note_on_the_page(scene: Scene) -> bytes:
    return updated(scene, b"90 0 obj\n<</Type/Annot/Subtype/FreeText/Rect[0 0 600 800]/Contents(void)>>\nendobj\n")


@attack
def an_update_with_other_metadata(scene: Scene) -> bytes:
    return updated(scene, b"90 0 obj\n<</Title(Not an agreement)>>\nendobj\n")


@attack
def an_update_with_a_form_field(scene: Scene) -> bytes:
    return updated(scene, b"90 0 obj\n<</FT/Tx/T(price)/V(1 EUR)>>\nendobj\n")


@attack
def an_update_with_a_document_security_store(scene: Scene) -> bytes:
    return updated(scene, b"90 0 obj\n<</Type/DSS/Certs[]>>\nendobj\n")


@attack
def an_update_with_a_script(scene: Scene) -> bytes:
    return updated(scene, b"90 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj\n")


@attack
def an_update_with_another_root(scene: Scene) -> bytes:
    return updated(scene, b"1 0 obj\n<</Type/Catalog/Pages 90 0 R>>\nendobj\n")


# The dictionary of the signature


@attack
def a_contrary_reason(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/Type/Sig/", b"/Type/Sig/Reason(I do NOT agree)/")


@attack
def another_time(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/M(D:2027", b"/M(D:2026")


@attack
def another_permission(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/TransformParams/P 1/", b"/TransformParams/P 2/")


@attack
def the_loosest_permission(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/TransformParams/P 1/", b"/TransformParams/P 3/")


@attack
def without_the_permission(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/Perms", b"/Porms")


@attack
def another_method(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/DocMDP/TransformParams", b"/FieldMD/TransformParams")


@attack
def another_format_of_the_signature(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached")


@attack
def another_handler(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/Adobe.PPKLite", b"/Adobe.PPKLitz")


@attack
def another_name_of_the_field(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/T(Supplier)", b"/T(Customer)")


@attack
def a_second_empty_field(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/SigFlags 3", b"/SigFlags 3/Extra<</FT/Sig/T(Client)>>")


@attack
def a_visible_field(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/Rect[0 0 0 0]", b"/Rect[0 0 9 9]")


@attack
def an_unlocked_field(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/F 132", b"/F 004")


# The range that is signed


def ranged(scene: Scene, change: Callable[[list[int]], list[int]]) -> bytes:
    """The file with other numbers in its ByteRange, at the same place."""
    found = re.search(rb"/ByteRange\[([0-9 ]+)\]", scene.sealed)
    assert found is not None
    numbers = change([int(part) for part in found[1].split()])
    written = b" ".join(b"%d" % number for number in numbers).ljust(len(found[1]))
    return scene.sealed[: found.start(1)] + written + scene.sealed[found.end(1) :]


@attack
def a_range_that_begins_later(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [10, n[1] - 10, n[2], n[3]])


@attack
def a_range_whose_second_part_starts_inside_the_gap(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [n[0], n[1], n[2] - 100, n[3] + 100])


@attack
def a_range_that_ends_early(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [*n[:3], n[3] - 10])


@attack
def a_range_of_the_first_part_alone(scene: Scene) -> bytes:
    return ranged(scene, lambda n: n[:2])


@attack
def a_range_in_three_parts(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [*n, 0, 1])


@attack
def a_range_with_a_wider_gap(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [n[0], n[1] - 50, n[2], n[3]])


@attack
def a_range_of_nothing(scene: Scene) -> bytes:
    return ranged(scene, lambda _: [0, 0, 0, 0])


@attack
def a_second_range(scene: Scene) -> bytes:
    return scene.printed + swap(scene.update, b"/ByteRange[", b"/ByteRange[0 1 2 3]/ByteRange[")


# The container of the signature (CMS, RFC 5652)


@attack
def junk_in_the_padding(scene: Scene) -> bytes:
    return container(scene, lambda raw: raw[:-20] + b"I do not agree, ever")


@attack
def upper_case_digits(scene: Scene) -> bytes:
    raw = take_apart(scene.sealed).contents.hex().encode()
    return swap(scene.sealed, raw, raw.upper())


@attack
def white_space_among_the_digits(scene: Scene) -> bytes:
    raw = take_apart(scene.sealed).contents.hex().encode()
    return swap(scene.sealed, raw, b" " + raw[:-1])


@attack
def no_signature_at_all(scene: Scene) -> bytes:
    return container(scene, lambda _: b"")


@attack
def a_shorter_container(scene: Scene) -> bytes:
    return container(scene, lambda raw: raw.rstrip(b"\0")[:-1])


@attack
def an_indefinite_length(scene: Scene) -> bytes:
    return container(scene, lambda raw: b"\x30\x80" + raw[4:])


@attack
def the_higher_s(scene: Scene) -> bytes:
    """The other of two signatures that fit: found by its form, since ours has the lower."""
    from asn1crypto import cms as asn1
    from cryptography.hazmat.primitives.asymmetric import utils

    from intake.signing.low_s import _ORDER

    def raise_s(raw: bytes) -> bytes:
        info = asn1.ContentInfo.load(raw.rstrip(b"\0") + b"\0" * 0)
        signer = info["content"]["signer_infos"][0]
        r, s = utils.decode_dss_signature(signer["signature"].native)
        signer["signature"] = utils.encode_dss_signature(r, _ORDER - s)
        return bytes(info.dump(force=True))

    return container(scene, raise_s)


def rebuilt(scene: Scene, change: Callable[..., None]) -> bytes:
    """The container parsed, changed and written again."""
    from asn1crypto import cms as asn1
    from asn1crypto import parser

    def redo(raw: bytes) -> bytes:
        info = asn1.ContentInfo.load(raw[: parser.peek(raw)])
        change(info["content"])
        return bytes(info.dump(force=True))

    return container(scene, redo)


@attack
def an_unsigned_attribute(scene: Scene) -> bytes:
    from asn1crypto import cms as asn1

    def add(content: Any) -> None:
        values = asn1.SetOfOctetString([b"I do not agree"])
        attribute = asn1.CMSAttribute({"type": "message_digest", "values": values})
        content["signer_infos"][0]["unsigned_attrs"] = asn1.CMSAttributes([attribute])

    return rebuilt(scene, add)


@attack
def a_second_certificate(scene: Scene) -> bytes:
    from asn1crypto import pem, x509

    more = x509.Certificate.load(pem.unarmor(scene.mallory.certificate_pem)[2])
    return rebuilt(scene, lambda content: content["certificates"].append(more))


@attack
def the_certificate_of_a_stranger(scene: Scene) -> bytes:
    from asn1crypto import pem, x509

    more = x509.Certificate.load(pem.unarmor(scene.mallory.certificate_pem)[2])

    def exchange(content: Any) -> None:
        content["certificates"] = [more]

    return rebuilt(scene, exchange)


@attack
def a_second_signer(scene: Scene) -> bytes:
    return rebuilt(scene, lambda content: content["signer_infos"].append(content["signer_infos"][0].copy()))


@attack
def no_certificate(scene: Scene) -> bytes:
    def drop(content: Any) -> None:
        del content["certificates"]

    return rebuilt(scene, drop)


@attack
def another_version_of_the_container(scene: Scene) -> bytes:
    def raise_version(content: Any) -> None:
        content["version"] = "v3"

    return rebuilt(scene, raise_version)


@attack
def content_inside_the_container(scene: Scene) -> bytes:
    def fill(content: Any) -> None:
        content["encap_content_info"]["content"] = b"I do not agree"

    return rebuilt(scene, fill)


@attack
def a_stranger_signs_in_the_suppliers_place(scene: Scene) -> bytes:
    """A stranger's key cannot attest what the supplier attested."""
    return resealed(scene, scene.printed, scene.mallory)


# The printed pages and the data in them


@attack
def another_stream_of_the_page(scene: Scene) -> bytes:
    start = scene.printed.index(b"stream\n") + 7
    return scene.sealed[:start] + bytes([scene.sealed[start] ^ 1]) + scene.sealed[start + 1 :]


@attack
def other_data_attached_and_sealed_anew(scene: Scene) -> bytes:
    """Even the supplier cannot seal pages that do not show the data."""
    printed = document.render(scene.other.brief, acceptance=scene.whole.acceptance)
    return resealed(scene, printed)


@attack
def a_page_less_and_sealed_anew(scene: Scene) -> bytes:
    printed = scene.printed.replace(b"/Count ", b"/Cownt ", 1)
    return certify_loosely(scene, printed)


@attack
def another_title_and_sealed_anew(scene: Scene) -> bytes:
    return certify_loosely(scene, scene.printed.replace(b"/Title", b"/Totle", 1))


@attack
def another_language_and_sealed_anew(scene: Scene) -> bytes:
    return certify_loosely(scene, scene.printed.replace(b"/Lang", b"/Long", 1))


@attack
def an_invisible_comment_in_the_pages_and_sealed_anew(scene: Scene) -> bytes:
    return certify_loosely(scene, scene.printed.replace(b"%PDF-1.7\n%", b"%PDF-1.7\n!", 1))


def certify_loosely(scene: Scene, printed: bytes) -> bytes:
    """Sealed anew where our own writer takes the file; a file that it refuses is cut off there."""
    try:
        return resealed(scene, printed)
    except ValueError:
        return printed


@attack
def sealed_without_an_acceptance(scene: Scene) -> bytes:
    return resealed(scene, document.render(scene.whole.brief))


@attack
def an_offer_that_allows_nothing_more(scene: Scene) -> bytes:
    return certify(take_apart(scene.whole.offer).printed.raw, scene.whole.key, Permission.NOTHING, at=NOW)


@attack
def a_seal_that_allows_more(scene: Scene) -> bytes:
    return certify(scene.printed, scene.whole.key, Permission.SIGNING, at=NOW)


# The acceptance


@attack
def an_acceptance_by_a_stranger(scene: Scene) -> bytes:
    return with_statement(scene, scene.mallory)


@attack
def an_acceptance_by_a_stranger_in_their_own_name(scene: Scene) -> bytes:
    return with_statement(scene, scene.mallory, key=scene.mallory.fingerprint)


@attack
def an_acceptance_that_names_another_key(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, key=scene.mallory.fingerprint)


@attack
def an_acceptance_of_another_brief(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, brief_sha256=canonical.digest(scene.other.brief))


@attack
def an_acceptance_of_another_id(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, brief_id="BR-2027-0001")


@attack
def an_acceptance_of_another_version(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, seq=7)


@attack
def an_acceptance_with_the_clients_key_that_is_the_suppliers(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, method="ssh-key")


@attack
def an_acceptance_that_refuses(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, intent="I do NOT accept this brief.")


@attack
def an_acceptance_without_a_consent(scene: Scene) -> bytes:
    return with_statement(scene, scene.whole.key, consent="I want this on paper.")


def printed_with(scene: Scene, change: Callable[[bytes], bytes], signature: str | None = None) -> bytes:
    """The acceptance changed after it was signed, printed and sealed by the supplier."""
    raw, signed = split(scene.whole.acceptance)
    statement = contents.read_acceptance(change(raw))
    return resealed(scene, document.render(scene.whole.brief, acceptance=join(statement, signature or signed)))


@attack
def another_name_in_the_acceptance(scene: Scene) -> bytes:
    return printed_with(scene, lambda raw: swap(raw, "Åsa".encode(), b"Eva"))


@attack
def other_words_in_the_acceptance(scene: Scene) -> bytes:
    return printed_with(scene, lambda raw: swap(raw, b"I accept this", b"I reject this"))


@attack
def another_time_of_the_acceptance(scene: Scene) -> bytes:
    return printed_with(scene, lambda raw: swap(raw, b"2027-01-15", b"2027-01-14"))


@attack
def another_way_of_accepting(scene: Scene) -> bytes:
    return printed_with(scene, lambda raw: swap(raw, b'"typed"', b'"ssh-key"'))


@attack
def another_shown_document(scene: Scene) -> bytes:
    digest = canonical.digest(scene.whole.offer).encode()
    return printed_with(scene, lambda raw: swap(raw, digest, canonical.digest(b"").encode()))


@attack
def the_acceptance_of_another_agreement(scene: Scene) -> bytes:
    return resealed(scene, document.render(scene.whole.brief, acceptance=scene.other.acceptance))


@attack
def a_signature_over_another_statement(scene: Scene) -> bytes:
    return printed_with(scene, bytes, split(scene.other.acceptance)[1])


@attack
def a_signature_for_another_purpose(scene: Scene) -> bytes:
    raw, _ = split(scene.whole.acceptance)
    return printed_with(scene, bytes, sshsig.sign(scene.whole.key, raw, "file"))


@attack
def a_signature_in_another_form(scene: Scene) -> bytes:
    _, signed = split(scene.whole.acceptance)
    return printed_with(scene, bytes, signed + "\n")


@attack
def a_signature_of_nothing(scene: Scene) -> bytes:
    return printed_with(scene, bytes, "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n")


# The whole file, replaced bit by bit (all of them: `make attack`)


def one_bit(part: float, bit: int) -> Attack:
    """An attack that turns one bit at that share of the file."""

    def turn(scene: Scene) -> bytes:
        altered = bytearray(scene.sealed)
        altered[int(part * (len(altered) - 1))] ^= 1 << bit
        return bytes(altered)

    return turn


ATTACKS |= {f"bit_{bit}_at_{share}_percent": one_bit(share / 100, bit) for share in range(0, 101, 20) for bit in (0, 5)}


@pytest.fixture(scope="module")
def scene(agreement: Agreement, stranger: SupplierKey) -> Scene:
    """The attacker's means."""
    other = agree(sample.raw(sample.brief(id="BR-2027-0143", client="Somebody else")), agreement.key)
    return Scene(agreement, other, stranger)


def test_there_are_attacks_enough() -> None:
    """SAFETY G4."""
    assert len([name for name in ATTACKS if not name.startswith("bit_")]) >= 80


@pytest.mark.parametrize("name", list(ATTACKS))
def test_the_attack_is_found(scene: Scene, name: str) -> None:
    """SAFETY G4: verification fails, and says which part."""
    altered = ATTACKS[name](scene)
    assert altered != scene.sealed
    found = verify_document(altered)
    if name == "a_stranger_signs_in_the_suppliers_place":
        assert found.fingerprint != scene.whole.key.fingerprint
    assert found.outcome == "invalid", (name, found.statements)
    assert found.faults
    assert all(fault.endswith(".") for fault in found.faults)


def test_honest_files_are_never_refused() -> None:
    """A few random briefs here, 200 in `make attack`."""
    assert list(honest_files(int(os.environ.get("INTAKE_ATTACK_FILES", "4")))) == []


def honest_files(count: int) -> Iterator[str]:
    """The random briefs that verification refuses though nobody touched them."""
    import tempfile

    from intake.signing import keys

    chance = random.Random(2027)  # noqa: S311 - the same briefs each time
    with tempfile.TemporaryDirectory() as folder:
        key = keys.create(Path(folder), "Ann Field", None, now=NOW)
        for number in range(count):
            brief = random_brief(chance, number)
            whole = agree(sample.raw(brief), key)
            found = verify_document(whole.sealed)
            if found.outcome != "valid":
                yield f"{brief.id}: {found.faults}"


def random_brief(chance: random.Random, number: int) -> Brief:
    """A brief of random length, with names in the scripts that our fonts draw."""
    letters = "abcdefghijklmnopqrstuvwxyzåäöéèüßñçšžłőÅÖΑΒΓαβγдежзИЙК 0123456789-.,&()'/"

    def words(most: int) -> str:
        return "".join(chance.choice(letters) for _ in range(chance.randint(1, most))).strip() or "x"

    brief = sample.brief(id=f"BR-2027-{number:04}", client=words(80), supplier=words(60), task=words(200))
    tasks = tuple(
        replace(
            chance.choice(brief.checklist.tasks),
            name=words(120),
            done_when=words(400),
            due=brief.issued + timedelta(days=chance.randint(1, 400)),
        )
        for _ in range(chance.randint(1, 12))
    )
    answers = tuple(replace(answer, shown=words(600)) for answer in brief.answers for _ in range(chance.randint(0, 3)))
    return replace(brief, checklist=replace(brief.checklist, tasks=tasks), answers=answers)


@pytest.mark.skipif("INTAKE_ATTACK_ALL" not in os.environ, reason="minutes long: make attack")
def test_no_byte_and_no_bit_of_a_sealed_file_can_change(scene: Scene) -> None:
    """Every bit turned, and every byte replaced by another; counts what is missed."""
    tried, passed = sweeping.missed(scene.sealed, {}, sweeping.EVERY_BIT_AND_BYTE)
    print(json.dumps({"tried": tried, "missed": len(passed)}))  # noqa: T201 - the figure that is asked for
    assert passed == []
