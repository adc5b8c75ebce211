"""Attacks on an offer that the client signs with software of their own: by the client, who wants to have signed something else,
and by anybody into whose hands the signed file comes. Each is refused, with the part named. `make attack` adds every byte.
"""

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from intake.signing import verifying
from intake.signing.certification import Permission, certify, take_apart
from intake.signing.keys import SupplierKey
from intake.signing.verification import Given
from signing import sample, sweeping
from signing.attacking import Attacks, expect_refused, judged, swap
from signing.clients import Update, appearance, by_pyhanko, identity, visible, words
from signing.conftest import NOW, Agreement, agree


@dataclass(frozen=True, slots=True)
class Scene:
    """The offer, the file as the client signed it honestly, another offer of the same supplier, and a stranger's key."""

    whole: Agreement
    signed: bytes
    other: Agreement
    mallory: SupplierKey

    @property
    def offer(self) -> bytes:
        """What was offered."""
        return self.whole.offer

    def update(self) -> Update:
        """A signature by hand, to be spoilt."""
        return Update(self.offer)


attack = Attacks[Scene]()


def with_object(scene: Scene, number: int, old: bytes, new: bytes) -> bytes:
    """The offer signed together with a changed object of it."""
    update = scene.update()
    update.objects[number] = swap(update.text_of(number), old, new)
    return update.signed()


def catalogue(scene: Scene) -> int:
    return scene.update().printed.root


def base(scene: Scene) -> int:
    """The number of our own signature; behind it come our field, the form, and the client's field."""
    return scene.update().printed.size


# What the page shows


@attack("the first page was changed")
def other_contents_of_the_page(scene: Scene) -> bytes:
    update = scene.update()
    page = update.text_of(update.printed.first_page)
    update.objects[update.printed.first_page] = re.sub(
        rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % (update.number + 2), page
    )
    update.objects[update.number + 2] = b"<</Length 1>>\nstream\nq\nendstream"
    return update.signed()


@attack("was changed")
def another_price_in_the_stream_of_the_page(scene: Scene) -> bytes:
    update = scene.update()
    found = re.search(rb"/Contents (\d+) 0 R", update.text_of(update.printed.first_page))
    assert found is not None
    update.objects[int(found[1])] = b"<</Length 1>>\nstream\nq\nendstream"
    return update.signed()


@attack("the first page was changed")
def another_annotation(scene: Scene) -> bytes:
    update = scene.update()
    page = update.text_of(update.printed.first_page)
    update.objects[update.printed.first_page] = swap(page, b"/Annots[", b"/Annots[%d 0 R " % (update.number + 2))
    update.objects[update.number + 2] = (
        b"<</Type/Annot/Subtype/FreeText/Rect[100 100 300 200]/Contents(I do NOT agree)/DA(/Helv 12 Tf)>>"
    )
    return update.signed()


@attack("the first page was changed")
def a_smaller_page(scene: Scene) -> bytes:
    return with_object(scene, scene.update().printed.first_page, b"595.2756", b"100.0000")


@attack("was changed")
def a_page_less(scene: Scene) -> bytes:
    return with_object(scene, 1, b"/Count 3", b"/Count 1")


@attack("says something of its own: “i do not agree”")
def an_appearance_that_disagrees(scene: Scene) -> bytes:
    return visible(scene.offer, "I do NOT agree")


@attack("says something of its own")
def an_appearance_with_a_condition(scene: Scene) -> bytes:
    return visible(scene.offer, "Digitally signed by Åsa Bergström", "provided the price is 100 EUR")


@attack("says something of its own")
def an_appearance_whose_words_are_in_pieces(scene: Scene) -> bytes:
    return visible(scene.offer, drawing=b"BT /F1 8 Tf 4 30 Td [(I do N) 20 (OT ag) 5 (ree)] TJ ET")


@attack("says something of its own")
def a_disagreement_in_a_field_that_is_not_seen(scene: Scene) -> bytes:
    update = scene.update()
    update.field_entries = b"/AP<</N %d 0 R>>" % (update.number + 2)
    update.objects[update.number + 2] = appearance(words("I do NOT agree"))
    return update.signed()


@attack("says something of its own")
def a_disagreement_in_a_form_within_the_form(scene: Scene) -> bytes:
    update = scene.update()
    update.field_entries = b"/AP<</N %d 0 R>>" % (update.number + 2)
    update.objects[update.number + 2] = appearance(b"/Fm Do", resources=b"/XObject<</Fm %d 0 R>>" % (update.number + 3))
    update.objects[update.number + 3] = appearance(words("I do NOT agree"))
    return update.signed()


@attack("font of its own")
def letters_that_look_like_others(scene: Scene) -> bytes:
    font = b"/Font<</F1<</Type/Font/Subtype/Type3/BaseFont/Helvetica>>>>"
    return drawn(scene, words("Åsa Bergström"), font)


@attack("encoding of its own")
def letters_that_stand_for_others(scene: Scene) -> bytes:
    encoding = b"/Encoding<</Type/Encoding/Differences[65/N/O/T]>>"
    return drawn(scene, words("Åsa"), b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica%b>>>>" % encoding)


@attack("font of its own")
def a_font_with_a_program_inside(scene: Scene) -> bytes:
    descriptor = b"/FontDescriptor<</Type/FontDescriptor>>"
    return drawn(scene, words("Åsa"), b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica%b>>>>" % descriptor)


def drawn(scene: Scene, drawing: bytes, resources: bytes) -> bytes:
    """A visible signature with other resources."""
    update = scene.update()
    update.field_text = swap(update.text_of(update.number), b"[0 0 0 0]", b"[370 760 530 800]")
    update.field_entries = b"/AP<</N %d 0 R>>" % (update.number + 2)
    update.objects[update.number + 2] = appearance(drawing, resources=resources)
    return update.signed()


@attack("picture")
def a_picture_of_words(scene: Scene) -> bytes:
    update = scene.update()
    update.field_text = swap(update.text_of(update.number), b"[0 0 0 0]", b"[370 760 530 800]")
    update.field_entries = b"/AP<</N %d 0 R>>" % (update.number + 2)
    update.objects[update.number + 2] = appearance(b"/Im Do", resources=b"/XObject<</Im %d 0 R>>" % (update.number + 3))
    update.objects[update.number + 3] = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\n"
        b"stream\nq\nendstream"
    )
    return update.signed()


@attack("cannot be read here")
def words_drawn_as_curves(scene: Scene) -> bytes:
    return visible(scene.offer, drawing=b"0 0 m 1 2 3 4 5 6 c S")


@attack("draws a picture")
def words_drawn_as_lines(scene: Scene) -> bytes:
    return visible(scene.offer, drawing=b"0 0 m " + b"1 2 l " * 40 + b"S")


@attack("cannot be read here")
def a_picture_inside_the_drawing(scene: Scene) -> bytes:
    return visible(scene.offer, drawing=b"BI /W 1 /H 1 ID q EI")


@attack("could hide what is printed")
def a_box_over_the_prices(scene: Scene) -> bytes:
    return visible(scene.offer, "Åsa Bergström", place="50 300 550 600")


@attack("several states")
def an_appearance_under_the_mouse(scene: Scene) -> bytes:
    update = scene.update()
    update.field_entries = b"/AP<</N %d 0 R/R %d 0 R>>" % (update.number + 2, update.number + 2)
    update.objects[update.number + 2] = appearance(words("Åsa"))
    return update.signed()


# What the signature says


@attack("a reason of its own: “I do NOT agree”")
def a_contrary_reason(scene: Scene) -> bytes:
    return by_pyhanko(scene.offer, reason="I do NOT agree")


@attack("a reason of its own")
def a_reason_in_another_encoding(scene: Scene) -> bytes:
    update = scene.update()
    update.signature_entries = b"/Reason<" + ("\ufeff" + "under protest").encode("utf-16-be").hex().encode() + b">"
    return update.signed()


@attack("/Location")
def a_place_that_objects(scene: Scene) -> bytes:
    return by_pyhanko(scene.offer, location="void unless the price is halved")


@attack("/ContactInfo")
def a_contact_that_objects(scene: Scene) -> bytes:
    update = scene.update()
    update.signature_entries = b"/ContactInfo(this is not an acceptance)"
    return update.signed()


@attack("/Name")
def a_name_that_objects(scene: Scene) -> bytes:
    return by_pyhanko(scene.offer, name="I refuse")


@attack("reads like an objection")
def a_certificate_that_objects(scene: Scene) -> bytes:
    return Update(scene.offer, identity("I do not agree", kind="ec")).signed()


@attack("/Prop_Build")
def a_note_that_objects(scene: Scene) -> bytes:
    update = scene.update()
    update.signature_entries = b"/Prop_Build<</App<</Name(this is not an acceptance at all)>>>>"
    return update.signed()


@attack("says more than a signature does: /Reference")
def a_lock_of_other_fields(scene: Scene) -> bytes:
    update = scene.update()
    update.signature_entries = b"/Reference[<</Type/SigRef/TransformMethod/FieldMDP>>]"
    return update.signed()


@attack("something else than a time")
def a_time_that_is_none(scene: Scene) -> bytes:
    update = scene.update()
    update.field_entries = b"/M(never)"
    return update.signed()


@attack("of a form that is not read")
def an_old_form_of_signature(scene: Scene) -> bytes:
    return spoilt(scene, b"/adbe.pkcs7.detached", b"/adbe.x509.rsa_sha1b")


def spoilt(scene: Scene, old: bytes, new: bytes) -> bytes:
    """The honest file with something of its last revision replaced by something as long."""
    assert len(old) == len(new)
    signed = scene.update().signed()
    return signed[: len(scene.offer)] + swap(signed[len(scene.offer) :], old, new)


# The fields and the form


@attack("changed beyond its signature: /T")
def another_name_of_the_field(scene: Scene) -> bytes:
    update = scene.update()
    update.field_text = swap(update.text_of(update.number), b"(Client)", b"(Owner)")
    return update.signed()


@attack("changed beyond its signature: /A")
def an_action_on_the_field(scene: Scene) -> bytes:
    update = scene.update()
    update.field_entries = b"/A<</S/URI/URI(https://example.com)>>"
    return update.signed()


@attack("changed beyond its signature: /F")
def a_hidden_field(scene: Scene) -> bytes:
    update = scene.update()
    update.field_text = swap(update.text_of(update.number), b"/F 132", b"/F 2")
    return update.signed()


@attack("the form with its fields was changed")
def a_form_with_another_field(scene: Scene) -> bytes:
    update = scene.update()
    number = base(scene) + 2
    update.objects[number] = swap(update.text_of(number), b"/Fields[", b"/Fields[%d 0 R " % (update.number + 2))
    update.objects[update.number + 2] = b"<</FT/Tx/T(Price)/V(1 EUR)>>"
    return update.signed()


@attack("the form with its fields was changed")
def a_form_that_draws_itself_anew(scene: Scene) -> bytes:
    return with_object(scene, base(scene) + 2, b"/SigFlags 3", b"/SigFlags 3/NeedAppearances true")


@attack("the form with its fields was changed")
def a_form_in_xfa(scene: Scene) -> bytes:
    return with_object(scene, base(scene) + 2, b"/SigFlags 3", b"/SigFlags 3/XFA(x)")


@attack("the field of our signature was changed")
def our_signature_taken_out_of_its_field(scene: Scene) -> bytes:
    return with_object(scene, base(scene) + 1, b"/V %d 0 R" % base(scene), b"")


@attack("our own signature was changed")
def our_signature_permits_more(scene: Scene) -> bytes:
    return with_object(scene, base(scene), b"/P 2", b"/P 3")


@attack("is not signed")
def a_signature_in_a_field_of_its_own(scene: Scene) -> bytes:
    return by_pyhanko(scene.offer, field_name="Another")


@attack("borrows object")
def our_signature_used_as_the_clients(scene: Scene) -> bytes:
    update = scene.update()
    signed = update.signed()
    return spoilt_at(scene, signed, b"/V %d 0 R" % (update.number + 1), b"/V %d 0 R" % base(scene))


def spoilt_at(scene: Scene, signed: bytes, old: bytes, new: bytes) -> bytes:
    """A signed file with something of its last revision replaced."""
    return signed[: len(scene.offer)] + swap(signed[len(scene.offer) :], old, new)


# Attachments, metadata, the catalogue


@attack("was changed")
def another_file_attached(scene: Scene) -> bytes:
    update = scene.update()
    found = re.search(rb"\(brief\.json\)(\d+) 0 R", update.text_of(update.printed.root))
    assert found is not None
    start = scene.offer.index(b"\n%d 0 obj\n" % int(found[1])) + 1
    text = scene.offer[scene.offer.index(b"\n", start) + 1 : scene.offer.index(b"\nendobj", start)]
    update.objects[int(found[1])] = re.sub(rb"/F (\d+) 0 R", b"/F %d 0 R" % (update.number + 2), text)
    update.objects[update.number + 2] = b"<</Type/EmbeddedFile/Length 2>>\nstream\n{}\nendstream"
    return update.signed()


@attack("the catalogue of the document was changed: /Names")
def no_file_attached(scene: Scene) -> bytes:
    found = re.search(rb"/Names<<.*?>>>>", scene.update().text_of(catalogue(scene)))
    assert found is not None
    return with_object(scene, catalogue(scene), found[0], b"")


@attack("the catalogue of the document was changed: /OpenAction")
def an_action_when_opened(scene: Scene) -> bytes:
    return with_object(scene, catalogue(scene), b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(1)>>")


@attack("the catalogue of the document was changed: /DSS")
def a_store_of_certificates(scene: Scene) -> bytes:
    return with_object(scene, catalogue(scene), b"/Type/Catalog", b"/Type/Catalog/DSS<</Certs[]>>")


@attack("the catalogue of the document was changed: /Perms")
def no_permissions(scene: Scene) -> bytes:
    return with_object(scene, catalogue(scene), b"/Perms<</DocMDP %d 0 R>>" % base(scene), b"")


@attack("the catalogue of the document was changed: /Extensions")
def a_sentence_among_the_extensions(scene: Scene) -> bytes:
    return with_object(scene, catalogue(scene), b"/Type/Catalog", b"/Type/Catalog/Extensions<</X(I do not agree)>>")


@attack("the catalogue of the document was changed: /Lang")
def another_language(scene: Scene) -> bytes:
    return with_object(scene, catalogue(scene), b"/Lang(en)", b"/Lang(de)")


@attack("the catalogue of the document was changed: /OCProperties")
def layers_that_hide(scene: Scene) -> bytes:
    return with_object(scene, catalogue(scene), b"/Type/Catalog", b"/Type/Catalog/OCProperties<</OCGs[]/D<<>>>>")


def metadata(scene: Scene, old: bytes, new: bytes) -> bytes:
    """The metadata as pyHanko writes them, changed before the client signs."""
    from intake.signing.pdf_values import Reference, Stream, read_object

    update = scene.update()
    found = re.search(rb"/Metadata (\d+) 0 R", update.text_of(update.printed.root))
    assert found is not None
    number = int(found[1])
    value, _ = read_object(scene.offer, update.printed.offsets[number] + len(b"%d 0 obj" % number))
    assert isinstance(value, Stream)
    assert not isinstance(value, Reference)
    packet = swap(value.data, old, new)
    update.objects[number] = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(packet), packet)
    return update.signed()


@attack("the metadata were changed")
def another_title_in_the_metadata(scene: Scene) -> bytes:
    return metadata(scene, b"Brief BR-", b"Draft BR-")


@attack("the metadata were changed")
def a_statement_more_in_the_metadata(scene: Scene) -> bytes:
    return metadata(scene, b"<pdf:Keywords>", b"<pdf:Trapped>I do not agree</pdf:Trapped><pdf:Keywords>")


@attack("the metadata")
def a_comment_in_the_metadata(scene: Scene) -> bytes:
    return metadata(scene, b"<pdf:Keywords>", b"<!-- I do not agree --><pdf:Keywords>")


@attack("the metadata were changed")
def a_sentence_in_place_of_the_time(scene: Scene) -> bytes:
    return metadata(scene, b"<xmp:ModifyDate>2027", b"<xmp:ModifyDate>I do not agree 2027")


@attack("the properties of the document were changed: /Title")
def another_title(scene: Scene) -> bytes:
    update = scene.update()
    number = update.printed.info
    value = update.printed.object(number)
    update.objects[number] = re.sub(rb"/Title\((?:[^()\\]|\\.)*\)|/Title<[^>]*>", b"/Title(Draft)", value, count=1)
    assert update.objects[number] != value
    return update.signed()


@attack("the properties of the document were changed: /Producer")
def a_sentence_in_place_of_the_program(scene: Scene) -> bytes:
    update = scene.update()
    number = update.printed.info
    update.objects[number] = update.printed.object(number).removesuffix(b">>") + b"/Producer(I do not agree)>>"
    return update.signed()


@attack("the trailer")
def encryption(scene: Scene) -> bytes:
    update = scene.update()
    update.trailer_entries = b"/Encrypt<<>>"
    return update.signed()


@attack("the trailer leads elsewhere")
def another_catalogue(scene: Scene) -> bytes:
    signed, root = scene.update().signed(), catalogue(scene)
    return spoilt_at(scene, signed, b"/Root %d 0 R" % root, b"/Root %d 0 R" % (root - 1))


# What lies hidden in the revision (shadow attacks, Mainka and others, 2021)


@attack("was added, which no signature needs")
def an_object_that_nobody_needs(scene: Scene) -> bytes:
    update = scene.update()
    update.objects[update.number + 2] = b"<</Type/Page/Contents(I do NOT agree)>>"
    return update.signed()


@attack("something stands among the objects")
def a_comment_between_the_objects(scene: Scene) -> bytes:
    update = scene.update()
    update.objects[update.number + 2] = b"null\nendobj\n%I do not agree\n9999 0 obj\nnull"
    return update.signed()


@attack("names others than there are")
def an_object_that_no_table_names(scene: Scene) -> bytes:
    update = scene.update()
    update.objects[update.number + 2] = b"null\nendobj\n9999 0 obj\n(I do not agree)"
    return update.signed()


@attack("stands twice in one revision")
def an_object_twice(scene: Scene) -> bytes:
    update = scene.update()
    number = update.printed.first_page
    update.objects[number] = b"null\nendobj\n%d 0 obj\n%b" % (number, update.text_of(number))
    return update.signed()


@attack("stands twice in one dictionary")
def a_key_twice(scene: Scene) -> bytes:
    return with_object(scene, base(scene) + 2, b"/SigFlags 3", b"/SigFlags 3/Fields[]")


@attack("the field of a time stamp says or shows more")
def a_second_revision_after_the_signature(scene: Scene) -> bytes:
    return by_pyhanko(scene.signed, field_name="Another")


@attack("something stands where the file must end")
def words_after_the_end(scene: Scene) -> bytes:
    return scene.signed + b"% I do not agree\n"


@attack("the end of the file, where the signature stands, has been altered")
def the_signature_of_another_offer(scene: Scene) -> bytes:
    other = by_pyhanko(scene.other.offer)
    return scene.offer[:-1] + other[len(scene.other.offer) :]


@attack("the table of objects names others than there are")
def the_clients_revision_of_another_offer(scene: Scene) -> bytes:
    return scene.offer + by_pyhanko(scene.other.offer)[len(scene.other.offer) :]


@attack("as it was signed")
def an_offer_that_we_did_not_make(scene: Scene) -> bytes:
    printed = take_apart(scene.other.offer).printed.raw
    return by_pyhanko(printed)


@attack("the client's revision is missing")
def the_clients_revision_taken_off(scene: Scene) -> bytes:
    return scene.offer


@attack("does not cover the whole file")
def a_range_that_ends_early(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [*n[:3], n[3] - 10])


@attack("does not cover the whole file")
def a_range_that_begins_later(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [10, n[1] - 10, n[2], n[3]])


@attack("leaves out more than itself")
def a_range_with_a_wider_gap(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [n[0], n[1] - 5, *n[2:]])


@attack("leaves out more than itself")
def a_range_whose_second_part_starts_inside_the_gap(scene: Scene) -> bytes:
    return ranged(scene, lambda n: [n[0], n[1], n[2] - 100, n[3] + 100])


def ranged(scene: Scene, change: Callable[[list[int]], list[int]]) -> bytes:
    """The honest file with other numbers in the client's ByteRange, at the same place."""
    signed = scene.update().signed()
    found = re.compile(rb"/ByteRange\[([0-9 ]+)\]").search(signed, len(scene.offer))
    assert found is not None
    written = b" ".join(b"%d" % number for number in change([int(part) for part in found[1].split()]))
    return signed[: found.start(1)] + written.ljust(len(found[1])) + signed[found.end(1) :]


# The container


def container(scene: Scene, change: Callable[[bytes], bytes]) -> bytes:
    """The honest file with the bytes of the client's container changed, and padded as before."""
    signed = scene.update().signed()
    found = re.compile(rb"/Contents<([0-9a-f]+)>").search(signed, len(scene.offer))
    assert found is not None
    raw = change(bytes.fromhex(found[1].decode()))
    return (
        signed[: found.start(1)]
        + raw.hex().encode()[: len(found[1])].ljust(len(found[1]), b"0")
        + signed[found.end(1) :]
    )


@attack("stands in the padding")
def junk_in_the_padding(scene: Scene) -> bytes:
    return container(scene, lambda raw: raw[:-20] + b"I do not agree, ever")


@attack("the container of the signature is damaged")
def no_signature_at_all(scene: Scene) -> bytes:
    return container(scene, lambda _: b"")


@attack("what was signed is not what is here")
def a_signature_of_another_file(scene: Scene) -> bytes:
    other = Update(scene.other.offer).signed()
    found = re.compile(rb"/Contents<([0-9a-f]+)>").search(other, len(scene.other.offer))
    assert found is not None
    return container(scene, lambda _: bytes.fromhex(found[1].decode()))


@attack("what was signed is not what is here")
def a_byte_of_the_time_changed_after_signing(scene: Scene) -> bytes:
    return spoilt(scene, b"/M(D:20270116", b"/M(D:20270117")


@pytest.fixture(scope="module")
def scene(agreement: Agreement, stranger: SupplierKey) -> Scene:
    """The attacker's means."""
    other = agree(sample.raw(sample.brief(id="BR-2027-0143", client="Somebody else")), agreement.key)
    return Scene(agreement, by_pyhanko(agreement.offer), other, stranger)


def test_the_honest_file_holds(scene: Scene) -> None:
    for file in (scene.signed, scene.update().signed()):
        found = judged(scene.whole, file)
        assert (found.outcome, found.faults) == ("valid", ())


@pytest.mark.parametrize("name", [*attack.listed])
def test_the_attack_is_found_and_named(scene: Scene, name: str) -> None:
    """Even where the supplier was careless enough to issue a receipt for it."""
    made, part = attack.listed[name]
    found = judged(scene.whole, made(scene))
    if name == "the_clients_revision_taken_off":
        assert found.outcome == "unknown"
        return
    expect_refused(found, part)


def test_a_file_sealed_by_the_supplier_cannot_be_countersigned(scene: Scene) -> None:
    sealed = certify(take_apart(scene.offer).printed.raw, scene.whole.key, Permission.NOTHING, at=NOW)
    assert verifying.verify(sealed + scene.signed[len(scene.offer) :], Given()).outcome == "invalid"


def test_no_byte_of_a_countersigned_file_can_change(scene: Scene) -> None:
    """Some of them here, every one in `make attack`; even without the supplier's receipt, which would show any change."""
    step = 1 if "INTAKE_ATTACK_ALL" in os.environ else 1999
    tried, passed = sweeping.missed(scene.signed, {}, sweeping.EVERY_BYTE, step=step)
    print(json.dumps({"tried": tried, "missed": len(passed)}))  # noqa: T201 - the figure that is asked for
    assert passed == []
