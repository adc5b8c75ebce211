"""Attacks that hide a change where other programs put honest things: packed objects, a store for later years, a drawing unseen."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from intake.signing import receipt, suffixes
from intake.signing.revision import read_revisions
from signing import sweeping
from signing.attacking import Attacks, expect_refused, judged, swap
from signing.clients import Update, appearance, words
from signing.conftest import Agreement
from signing.long_term import PackedUpdate, appended, centre, for_years
from signing.test_later_revisions import with_a_logo


@dataclass(frozen=True, slots=True)
class Scene:
    """The offer, the file as the client signed it by hand, and one that was stamped and kept for years."""

    whole: Agreement
    signed: bytes
    archived: bytes

    @property
    def update(self) -> Update:
        """The signature by hand, whose objects tell their numbers."""
        return Update(self.whole.offer)

    @property
    def page(self) -> int:
        """The number of the first page."""
        return self.update.printed.first_page

    @property
    def root(self) -> int:
        """The number of the catalogue."""
        return self.update.printed.root

    @property
    def free(self) -> int:
        """The first number that nobody uses after the signature by hand."""
        return self.update.number + 2

    def text(self, number: int, old: bytes, new: bytes) -> bytes:
        """An object of the offer, changed."""
        return swap(self.update.text_of(number), old, new)

    def packed(self, *inside: int, **more: object) -> PackedUpdate:
        """A signature by hand whose table is packed, with these objects in a package."""
        return PackedUpdate(self.whole.offer, inside={*inside}, **more)  # type: ignore[arg-type]


attack = Attacks[Scene]()


# Packed objects and tables


@attack("the first page was changed")
def a_packed_page(scene: Scene) -> bytes:
    update = scene.packed(scene.page)
    update.objects[scene.page] = scene.text(scene.page, b"841.8898", b"100.0000")
    return update.signed()


@attack("was changed")
def a_packed_tree_of_pages(scene: Scene) -> bytes:
    update = scene.packed(1)
    update.objects[1] = scene.text(1, b"/Count 3", b"/Count 1")
    return update.signed()


@attack("the catalogue of the document was changed: /OpenAction")
def a_packed_catalogue_that_acts(scene: Scene) -> bytes:
    update = scene.packed(scene.root)
    action = b"/Type/Catalog/OpenAction<</S/JavaScript/JS(1)>>"
    update.objects[scene.root] = scene.text(scene.root, b"/Type/Catalog", action)
    return update.signed()


@attack("stand in the place of an object of the offer")
def a_package_in_the_place_of_a_page(scene: Scene) -> bytes:
    return scene.packed(scene.update.number, package_number=scene.page).signed()


@attack("strikes an object out")
def a_packed_table_that_strikes_a_page_out(scene: Scene) -> bytes:
    return scene.packed(rows={scene.page: (0, 0, 1)}).signed()


@attack("names others than there are")
def a_packed_table_that_leads_a_page_elsewhere(scene: Scene) -> bytes:
    return scene.packed(rows={scene.page: (1, 20, 0)}).signed()


@attack("names others than there are")
def a_packed_table_that_finds_a_page_in_a_package(scene: Scene) -> bytes:
    return scene.packed(scene.update.number, rows={scene.page: (2, scene.free, 0)}).signed()


@attack("names others than there are")
def a_packed_table_that_names_another_place_in_the_package(scene: Scene) -> bytes:
    number = scene.update.number
    return scene.packed(number, rows={number: (2, scene.free, 1)}).signed()


@attack("strikes an object out")
def a_packed_table_with_a_later_generation(scene: Scene) -> bytes:
    return scene.packed(rows={scene.update.number + 1: (1, len(scene.whole.offer), 5)}).signed()


@attack("something stands among the packed objects")
def words_between_packed_objects(scene: Scene) -> bytes:
    update = scene.packed(scene.update.number, scene.free + 3, between=b" (I do not agree) ")
    update.objects[scene.free + 3] = b"null"
    return update.signed()


@attack("which no signature needs")
def a_packed_object_that_nobody_needs(scene: Scene) -> bytes:
    update = scene.packed(scene.free + 3)
    update.objects[scene.free + 3] = b"<</Type/Page/Contents(I do NOT agree)>>"
    return update.signed()


@attack("the trailer holds what no signature needs")
def a_packed_table_that_encrypts(scene: Scene) -> bytes:
    return scene.packed(table_entries=b"/Encrypt<<>>").signed()


@attack("the trailer holds what no signature needs")
def a_hybrid_table(scene: Scene) -> bytes:
    update = scene.update
    update.trailer_entries = b"/XRefStm 100"
    return update.signed()


@attack("which no signature needs")
def a_package_that_a_classic_table_names(scene: Scene) -> bytes:
    update = scene.update
    update.objects[scene.free] = b"<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n1 0 null\nendstream"
    return update.signed()


# A store of certificates, with something more


def stored(scene: Scene, store: bytes = b"", objects: Mapping[int, bytes] | None = None, entries: bytes = b"") -> bytes:
    """The signed file with a store of certificates behind it, and whatever else."""
    certificate = centre().root.public_bytes(Encoding.DER)
    more = {scene.free: b"<</Length %d>>\nstream\n%b\nendstream" % (len(certificate), certificate)}
    kept = store or b"/Certs[%d 0 R]" % scene.free
    root = scene.text(scene.root, b"/Type/Catalog", b"/Type/Catalog/DSS<<%b>>%b" % (kept, entries))
    return appended(scene.signed, {scene.root: root, **more, **(objects or {})})


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream that says its length."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


@attack("the first page was changed")
def a_store_and_another_page(scene: Scene) -> bytes:
    return stored(scene, objects={scene.page: scene.text(scene.page, b"841.8898", b"100.0000")})


@attack("was changed after it was offered")
def a_store_and_other_contents_of_the_page(scene: Scene) -> bytes:
    found = re.search(rb"/Contents (\d+) 0 R", scene.update.text_of(scene.page))
    assert found is not None
    return stored(scene, objects={int(found[1]): stream(b"q")})


@attack("changed after the client's signature beyond a time stamp")
def a_store_and_a_form_with_a_field_less(scene: Scene) -> bytes:
    number = scene.update.printed.size + 2
    field = b"/Fields[%d 0 R " % (scene.update.printed.size + 1)
    return stored(scene, objects={number: scene.text(number, field, b"/Fields[")})


@attack("was changed after it was offered")
def a_store_and_an_empty_field(scene: Scene) -> bytes:
    number = scene.update.number
    return stored(scene, objects={number: swap(scene.update.text_of(number), b"(Client)", b"(Nobody)")})


@attack("was added after the client's signature")
def a_store_and_another_signature_dictionary(scene: Scene) -> bytes:
    return stored(scene, objects={scene.update.number + 1: b"<</Type/Sig>>"})


@attack("was added after the client's signature")
def a_store_and_an_object_that_nobody_needs(scene: Scene) -> bytes:
    return stored(scene, objects={scene.free + 5: b"(I do NOT agree)"})


@attack("the catalogue of the document was changed: /OpenAction")
def a_store_and_an_action(scene: Scene) -> bytes:
    return stored(scene, entries=b"/OpenAction<</S/URI/URI(https://example.com)>>")


@attack("holds something else: /Certs")
def a_sentence_in_place_of_a_certificate(scene: Scene) -> bytes:
    return stored(scene, objects={scene.free: stream(b"I do NOT agree")})


@attack("holds something else: /Certs")
def a_sentence_behind_a_certificate(scene: Scene) -> bytes:
    certificate = centre().root.public_bytes(Encoding.DER)
    return stored(scene, objects={scene.free: stream(certificate + b"I do NOT agree")})


@attack("holds something else: /Certs")
def a_certificate_of_a_version_that_is_none(scene: Scene) -> bytes:
    certificate = centre().root.public_bytes(Encoding.DER)
    return stored(
        scene, objects={scene.free: stream(swap(certificate, b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x09"))}
    )


@attack("holds something else: /Certs")
def a_certificate_with_a_number_below_nothing(scene: Scene) -> bytes:
    certificate = centre().root.public_bytes(Encoding.DER)
    at = certificate.index(b"\xa0\x03\x02\x01\x02\x02") + 7
    return stored(scene, objects={scene.free: stream(certificate[:at] + b"\xff" + certificate[at + 1 :])})


@attack("holds something else: /Certs")
def a_certificate_with_words_beside_it(scene: Scene) -> bytes:
    certificate = centre().root.public_bytes(Encoding.DER)
    return stored(scene, objects={scene.free: stream(certificate, b"/Desc(I do NOT agree)")})


@attack("holds something else: /Note")
def words_in_the_store(scene: Scene) -> bytes:
    return stored(scene, b"/Certs[%d 0 R]/Note(I do NOT agree)" % scene.free)


@attack("cannot be named")
def words_in_place_of_a_signature_that_is_named(scene: Scene) -> bytes:
    return stored(scene, b"/Certs[%d 0 R]/VRI<</I#20do#20not#20agree<<>>>>" % scene.free)


@attack("something else than a time")
def words_in_place_of_a_time_in_the_store(scene: Scene) -> bytes:
    return stored(scene, b"/Certs[%d 0 R]/VRI<</%b<</TU(I do not agree)>>>>" % (scene.free, b"A" * 40))


@attack("points elsewhere")
def a_store_of_our_own_page(scene: Scene) -> bytes:
    return stored(scene, b"/Certs[%d 0 R]" % scene.page)


@attack("which no signature needs")
def a_revision_with_a_title_alone(scene: Scene) -> bytes:
    number = scene.update.printed.info
    return appended(scene.signed, {number: scene.update.printed.object(number)})


@attack("leads elsewhere")
def a_store_that_names_too_many_objects(scene: Scene) -> bytes:
    root = scene.text(scene.root, b"/Type/Catalog", b"/Type/Catalog/DSS<<>>")
    return appended(scene.signed, {scene.root: root}, size=9999)


@attack("leads elsewhere than to the revision before")
def a_store_that_leaves_the_clients_revision_out(scene: Scene) -> bytes:
    whole = stored(scene)
    start = len(scene.signed)
    return whole[:start] + re.sub(rb"/Prev \d+", b"/Prev 95000", whole[start:])


@attack("something stands where the file must end")
def words_behind_a_store(scene: Scene) -> bytes:
    return stored(scene) + b"% I do not agree\n"


@attack("something stands where the file must end")
def words_between_the_signature_and_a_store(scene: Scene) -> bytes:
    whole = stored(scene)
    return whole[: len(scene.signed)] + b"% I do not agree\n" + whole[len(scene.signed) :]


# A drawing that is seen, and becomes another one later


def drawn(scene: Scene) -> Update:
    """A signature with a logo that is seen."""
    return with_a_logo(scene.whole.offer, "370 760 540 830")


def with_root(scene: Scene, *more: tuple[int, bytes]) -> bytes:
    """The signature with a logo, behind it an empty store of certificates, and other objects."""
    root = scene.text(scene.root, b"/Type/Catalog", b"/Type/Catalog/DSS<<>>")
    return appended(drawn(scene).signed(), {scene.root: root, **dict(more)})


@attack("was changed after it was offered")
def a_drawing_that_moves_later(scene: Scene) -> bytes:
    update = drawn(scene)
    entries = b"/AP<</N %d 0 R>>/V %d 0 R" % (scene.free, scene.free - 1)
    moved = re.sub(rb"/AP<<.*?>>|/Rect\[.*?\]", b"", update.field_text).removesuffix(b">>")
    return with_root(scene, (update.number, moved + b"/Rect[0 0 600 840]" + entries + b">>"))


@attack("was added after the client's signature")
def a_drawing_that_is_another_one_later(scene: Scene) -> bytes:
    return with_root(scene, (scene.free, appearance(words("Åsa"))))


@attack("was added after the client's signature")
def a_picture_that_is_another_one_later(scene: Scene) -> bytes:
    return with_root(scene, (scene.free + 4, drawn(scene).objects[scene.free + 4]))


# Time stamps, and what is none


def stamped(scene: Scene, old: bytes, new: bytes) -> bytes:
    """The archived file with something of the field of its time stamp replaced by something as long."""
    assert len(old) == len(new)
    at = scene.archived.rindex(old)
    return scene.archived[:at] + new + scene.archived[at + len(old) :]


@attack("says or shows more")
def a_time_stamp_with_an_area(scene: Scene) -> bytes:
    at = scene.archived.rindex(b"/Subtype /Widget")
    return scene.archived[:at] + swap(scene.archived[at:], b"/Rect [ 0 0 0 0 ]", b"/Rect [ 0 0 9 9 ]")


@attack("says or shows more")
def a_time_stamp_that_speaks(scene: Scene) -> bytes:
    return stamped(scene, b"/TU (Timestamp)", b"/TU (I refuse!)")


@attack("the time stamp is of another file")
def a_time_stamp_of_other_bytes(scene: Scene) -> bytes:
    return stamped(scene, b"/TU (Timestamp)", b"/TU (timestamp)")


@attack("a time stamp after the client's signature says more")
def a_time_stamp_with_an_appearance(scene: Scene) -> bytes:
    return stamped(scene, b"/TU (Timestamp)", b"/AP (Timestamp)")


@attack("no time stamp follows")
def a_second_signature_that_is_no_time_stamp(scene: Scene) -> bytes:
    return stamped(scene, b"/ETSI.RFC3161", b"/ETSI.RFC3162")


@attack("stands in the form and not on the page")
def a_time_stamp_that_stands_elsewhere_on_the_page(scene: Scene) -> bytes:
    found = [*re.finditer(rb"/Annots \[ (\d+ 0 R) (\d+ 0 R) (\d+ 0 R) \]", scene.archived)][-1]
    other = b"/Annots [ %b %b %b ]" % (found[1], found[2], found[1].rjust(len(found[3])))
    return scene.archived[: found.start()] + other + scene.archived[found.end() :]


@attack("does not cover the whole file")
def a_time_stamp_that_leaves_the_end_out(scene: Scene) -> bytes:
    found = [*re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)( *)\]", scene.archived)][-1]
    shorter = b"/ByteRange [%b %b %b %d" % (found[1], found[2], found[3], int(found[4]) - 9)
    room = found.end() - found.start() - 1
    return scene.archived[: found.start()] + shorter.ljust(room) + b"]" + scene.archived[found.end() :]


# Drawings in a field without an area


def unseen(scene: Scene, number: int, old: bytes, new: bytes) -> bytes:
    """The logo that nobody sees, with one of its objects changed; `number` counts from the appearance."""
    update = with_a_logo(scene.whole.offer)
    update.objects[scene.free + number] = swap(update.objects[scene.free + number], old, new)
    return update.signed()


@attack("its extent is not plain")
def an_unseen_drawing_without_an_extent(scene: Scene) -> bytes:
    return unseen(scene, 0, b"[0 0 160 40]", b"[0 0 0 0]")


@attack("its extent is not plain")
def an_unseen_drawing_that_is_turned(scene: Scene) -> bytes:
    return unseen(scene, 0, b"/Subtype/Form", b"/Subtype/Form/Matrix[0 0 0 0 0 0]")


@attack("it says “I do NOT agree”")
def an_unseen_drawing_that_disagrees(scene: Scene) -> bytes:
    update = with_a_logo(scene.whole.offer)
    fonts = b"/Font<</F1 %d 0 R>>" % (scene.free + 6)
    update.objects[scene.free + 3] = appearance(words("I do NOT agree"), resources=fonts)
    return update.signed()


@attack("it says “I do NOT agree”")
def an_unseen_drawing_that_disagrees_in_what_stands_for_it(scene: Scene) -> bytes:
    update = with_a_logo(scene.whole.offer)
    said = b"/Span <</ActualText (I do NOT agree)>> BDC 0 0 m 1 2 3 4 5 6 c f EMC"
    update.objects[scene.free + 2] = appearance(said, resources=b"/XObject<</Logo %d 0 R>>" % (scene.free + 4))
    return update.signed()


@attack("it holds more than a drawing does: /A")
def an_unseen_picture_that_acts(scene: Scene) -> bytes:
    return unseen(scene, 4, b"/Width 2", b"/Width 2/A<</S/URI/URI(x)>>")


@attack("it draws with 'BI'")
def an_unseen_picture_inside_the_drawing(scene: Scene) -> bytes:
    update = with_a_logo(scene.whole.offer)
    update.objects[scene.free + 2] = appearance(b"BI /W 1 /H 1 ID q EI", resources=b"/XObject<<>>")
    return update.signed()


@attack("borrows object")
def an_unseen_drawing_with_a_page_of_ours(scene: Scene) -> bytes:
    return unseen(scene, 4, b"/SMask %d 0 R" % (scene.free + 5), b"/SMask %d 0 R" % scene.page)


@attack("could hide what is printed")
def a_drawing_that_is_seen_after_all(scene: Scene) -> bytes:
    return with_a_logo(scene.whole.offer, "0 0 600 840").signed()


@attack("could hide what is printed")
def a_logo_where_something_is_printed(scene: Scene) -> bytes:
    return with_a_logo(scene.whole.offer, "60 760 530 800").signed()


@attack("its drawing is too long")
def a_drawing_longer_than_is_read(scene: Scene) -> bytes:
    update = with_a_logo(scene.whole.offer)
    drawing = b"q Q " * 70_000 + words("I do NOT agree")
    update.objects[scene.free + 2] = appearance(drawing, resources=b"/XObject<</Logo %d 0 R>>" % (scene.free + 4))
    return update.signed()


@pytest.fixture(scope="module")
def scene(agreement: Agreement) -> Scene:
    """The attacker's means."""
    return Scene(agreement, Update(agreement.offer).signed(), for_years(agreement.offer, archived=True))


def test_the_honest_files_hold(scene: Scene) -> None:
    """Each attack alters one of these."""
    for file in (
        scene.signed,
        scene.archived,
        stored(scene),
        with_a_logo(scene.whole.offer).signed(),
        with_root(scene),
    ):
        found = judged(scene.whole, file)
        assert (found.outcome, found.faults) == ("valid", ())


@pytest.mark.parametrize("name", [*attack.listed])
def test_the_attack_is_found_and_named(scene: Scene, name: str) -> None:
    """Even where the supplier was careless enough to issue a receipt for it."""
    made, part = attack.listed[name]
    expect_refused(judged(scene.whole, made(scene)), part)


@pytest.mark.parametrize("receipted", [False, True])
def test_no_byte_of_what_is_kept_for_later_years_can_change(scene: Scene, *, receipted: bool) -> None:
    """Some of the bytes behind the offer here, every one in `make attack`: by the signatures alone as far as the last time
    stamp covers, and all of them under the receipt, since no signature but it covers the last store.
    """
    file, start = scene.archived, len(scene.whole.offer)
    _, stamped, _ = [revision.end for revision in read_revisions(file, start)][-3:]
    beside = {suffixes.RECEIPT: receipt.issue(scene.whole.key, file, looked=True)} if receipted else {}
    step = 1 if "INTAKE_ATTACK_ALL" in os.environ else 997
    end = len(file) if receipted else stamped
    tried, passed = sweeping.missed(file, beside, sweeping.EVERY_BYTE, start=start, end=end, step=step)
    print(json.dumps({"tried": tried, "missed": len(passed)}))  # noqa: T201 - the figure that is asked for
    assert passed == []
