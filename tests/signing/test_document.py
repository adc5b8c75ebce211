"""The printed brief: what goes in as data comes out on the page, to the letter."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import canonical
from intake.errors import Refused
from intake.locale.days import LANGUAGES
from intake.model.brief import Previous, Rendition
from intake.model.text import clean
from intake.signing import document, terms
from intake.signing.final_state import FREE
from intake.signing.structure import Printed
from signing import sample

HOSTILE = "#set text(red) *bold* _x_ $x^2$ `code` \\ @label <tag> https://evil.example/a //no /*c*/ [a] {b} ~ -- \" '"


def _text(pdf: bytes, pdftotext: str, path: Path) -> str:
    path.write_bytes(pdf)
    return subprocess.run([pdftotext, "-layout", path, "-"], capture_output=True, check=True).stdout.decode()


def test_the_data_inside_the_document_is_the_data_that_went_in(pdfdetach: str, tmp_path: Path) -> None:
    raw = sample.raw(sample.brief())
    (tmp_path / "a.pdf").write_bytes(document.render(raw))
    subprocess.run([pdfdetach, "-saveall", "-o", tmp_path, tmp_path / "a.pdf"], check=True, capture_output=True)
    assert (tmp_path / "brief.json").read_bytes() == raw


def test_the_same_brief_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    raw = sample.raw(sample.brief())
    (tmp_path / "brief.json").write_bytes(raw)
    program = (
        "import sys; from intake.signing import document as d; sys.stdout.buffer.write(d.render(open(0,'rb').read()))"
    )
    environment = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-c", program]
    other = subprocess.run(command, input=raw, capture_output=True, check=True, cwd=tmp_path, env=environment).stdout
    assert other == document.render(raw) == document.render(raw)


def test_hostile_names_are_printed_literally(pdftotext: str, tmp_path: Path) -> None:
    text = _text(document.render(sample.raw(sample.brief(task=HOSTILE))), pdftotext, tmp_path / "a.pdf")
    # Line ends may fall anywhere, and a long word may have invisible places to break at.
    printed = "".join(text.replace("\u200b", "").split())
    for word in HOSTILE.split():
        assert word in printed


def test_every_part_of_the_brief_stands_on_the_page(pdftotext: str, tmp_path: Path) -> None:
    text = " ".join(_text(document.render(sample.raw(sample.brief())), pdftotext, tmp_path / "a.pdf").split())
    for words in (
        "Bergström & Söner AB",
        "Friday, 29 January 2027",
        "6 400.00 EUR",
        "SE556036079301",
        "Source files",
        "Page 1 of",
    ):
        assert words in text


@pytest.mark.parametrize(
    "text", ["a\u202eb", "a\u200bb", "e\u0301", "a\x07b", "a\U000e0041b", "a\u2066b", "a\u2800b", "a\ufe0fb"]
)
def test_text_that_could_deceive_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="hidden or misleading") as caught:
        document.render(sample.raw(sample.brief(client=text)))
    assert caught.value.where == "brief.client.name"


@pytest.mark.parametrize(("text", "missing"), [("東京", "東"), ("a 👩 b", "👩"), ("a\ue000b", "e000")])
def test_a_character_without_a_glyph_is_refused_by_name(text: str, missing: str) -> None:
    with pytest.raises(Refused) as caught:
        document.render(sample.raw(sample.brief(client=text)))
    assert missing in caught.value.what


def test_a_practice_brief_says_so_on_every_page(pdftotext: str, tmp_path: Path) -> None:
    text = _text(document.render(sample.raw(sample.brief(practice=True))), pdftotext, tmp_path / "a.pdf")
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 1
    assert all(terms.PRACTICE in page for page in pages)


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_printed_where_the_clients_signature_shows(
    language: str, pdftotext: str, tmp_path: Path, *, practice: bool
) -> None:
    """What a client draws there cannot hide a word of ours; in two languages the head of the page is longest."""
    brief = replace(
        sample.brief(practice=practice),
        language=language,
        renditions=(Rendition("tr" if language != "tr" else "et", {}),),
    )
    brief = replace(brief, seq=1, prev=Previous("sha256:" + "1" * 64, "sha256:" + "2" * 64))
    (tmp_path / "a.pdf").write_bytes(document.render(sample.raw(brief)))
    command = [pdftotext, "-bbox", "-l", "1", str(tmp_path / "a.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    left, below, right, above = FREE
    words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', boxes)
    assert words
    for x_min, y_min, x_max, y_max, word in words:
        beside = (
            float(x_max) < left
            or float(x_min) > right
            or 841.89 - float(y_min) < below
            or 841.89 - float(y_max) > above
        )
        assert beside, word


def test_a_word_without_end_stays_on_the_page(tmp_path: Path, pdftotext: str) -> None:
    word = "W" * 400
    pdf = document.render(sample.raw(sample.brief(client=word, supplier=word, task=word)))
    (tmp_path / "a.pdf").write_bytes(pdf)
    command = [pdftotext, "-bbox", str(tmp_path / "a.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    right = [float(line.split('xMax="')[1].split('"')[0]) for line in boxes.splitlines() if "<word" in line]
    assert max(right) <= 595.28 - 60


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b"\xff", b'{"format":1}', b"[" * 5000])
def test_what_is_no_brief_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused, match="not a brief"):
        document.render(raw)


def test_a_part_that_would_not_be_printed_is_refused() -> None:
    raw = sample.raw(sample.brief()).replace(b'"practice":false', b'"penalty":"all","practice":false')
    with pytest.raises(Refused, match="canonical form"):
        document.render(raw)


def test_a_brief_of_an_earlier_version_is_still_one() -> None:
    written = canonical.encode(sample.brief())
    assert isinstance(written, dict)
    raw = canonical.to_bytes(
        {name: part for name, part in written.items() if name not in ("fonts", "renditions", "reworded")}
    )
    assert Printed.read(document.render(raw)).attachments() == {"brief.json": raw}


def test_the_document_is_tagged_and_archival(pdfinfo: str, tmp_path: Path) -> None:
    pdf = document.render(sample.raw(sample.brief()))
    (tmp_path / "a.pdf").write_bytes(pdf)
    shown = subprocess.run([pdfinfo, tmp_path / "a.pdf"], capture_output=True, check=True, text=True).stdout
    assert "Tagged:          yes" in shown
    assert "A4" in shown
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=80))
def test_any_clean_latin_name_can_be_printed(name: str) -> None:
    assert document.render(sample.raw(sample.brief(client=clean(name)))).startswith(b"%PDF-1.7")


def test_total_plan_and_signatures_never_stand_alone_on_a_page(pdftotext: str, tmp_path: Path) -> None:
    """Wherever the pages end: with the total stands its last task, the plan is on one page, signatures follow a clause."""
    first, *_ = sample.brief().checklist.tasks
    seen = set[int]()
    for lines in range(1, 30, 2):
        tasks = tuple(replace(first, name=f"task {n}", done_when="checked " * 16) for n in range(lines))
        brief = sample.brief(tasks=tasks)
        pages = _text(document.render(sample.raw(brief)), pdftotext, tmp_path / "a.pdf").split("\f")
        (total,) = (page for page in pages if "Total" in page)
        assert f"task {lines - 1}" in total
        (plan,) = (page for page in pages if "signature of this brief" in page)
        assert "delivery of task 3" in plan
        (signatures,) = (page for page in pages if "Offered by the supplier" in page)
        assert "Source files are handed over" in signatures
        seen.add(pages.index(total))
    assert len(seen) > 2
