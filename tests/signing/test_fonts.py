"""Every script is drawn with a font that is known by its digest, or refused with what to install."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from intake.errors import Refused
from intake.model.brief import Brief
from intake.signing import accepting, document, fonts, sealing, verifying
from intake.signing.accepting import Acceptor
from intake.signing.fonts import NoFont
from intake.signing.keys import SupplierKey
from signing import sample
from signing.conftest import NOW, agree

OWN = {
    "Latin": ("SE", "Bergström & Söner AB, Łódź, Đorđe, İzmir"),
    "Greek": ("GR", "Παράδειγμα Ελληνικής Εταιρείας Α.Ε."),
    "Cyrillic": ("BG", "ООО «Пример», Київ, Ђорђе"),
}
SYSTEM = {
    "Hebrew": ("IL", "חברת דוגמה בע״מ"),
    "Arabic": ("AE", "شركة المثال للتجارة"),
    "Devanagari": ("IN", "उदाहरण क्षत्रिय लिमिटेड"),
    "Thai": ("TH", "บริษัท ตัวอย่าง จำกัด"),
    "Armenian": ("AM", "Օրինակ ՍՊԸ"),
    "Georgian": ("GE", "შპს მაგალითი"),
    "Japanese": ("JP", "株式会社サンプル"),
    "Korean": ("KR", "주식회사 예제"),
    "Chinese (simplified)": ("CN", "示例科技有限公司"),
    "Chinese (traditional)": ("TW", "範例科技有限公司"),
}
NAMED = {**OWN, **SYSTEM}


def brief_in(script: str) -> Brief:
    """The sample brief with a client and a task in the script, beside Latin words and numbers."""
    country, name = NAMED[script]
    brief = sample.brief(client=name, task=f"{name} 12 (Acme Ltd) 2027-02-05")
    brief = replace(brief, client=replace(brief.client, country=country))
    try:
        return fonts.named(brief)
    except NoFont as fault:
        pytest.skip(str(fault))


def text_of(pdf: bytes, pdftotext: str, path: Path) -> str:
    path.write_bytes(pdf)
    shown = subprocess.run([pdftotext, "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", shown)


@pytest.mark.parametrize("script", NAMED)
def test_each_script_is_drawn_the_same_way_twice_and_can_be_read_again(
    script: str, pdftotext: str, tmp_path: Path
) -> None:
    brief = brief_in(script)
    pdf = document.render(sample.raw(brief))
    assert pdf == document.render(sample.raw(brief))
    assert bool(brief.fonts) is (script in SYSTEM)
    found = text_of(pdf, pdftotext, tmp_path / "a.pdf")
    assert all(word in found for word in NAMED[script][1].split())


@pytest.mark.parametrize("script", SYSTEM)
def test_only_the_fonts_that_the_brief_names_and_the_library_has_are_in_the_document(
    script: str, tmp_path: Path
) -> None:
    if (pdffonts := shutil.which("pdffonts")) is None:
        pytest.skip("pdffonts is not installed")
    brief = brief_in(script)
    (tmp_path / "a.pdf").write_bytes(document.render(sample.raw(brief)))
    listed = subprocess.run([pdffonts, tmp_path / "a.pdf"], capture_output=True, check=True, text=True).stdout
    families = {line.split("+")[1].split("-")[0] for line in listed.splitlines() if "+" in line}
    wanted = {font.family.replace(" ", "").removesuffix("JP").removesuffix("KR") for font in brief.fonts}
    assert all(any(family.startswith(each[:12]) for family in families) for each in wanted)
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in listed.splitlines() if "+" in line)


def test_lines_of_hebrew_begin_at_the_right(tmp_path: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "a.pdf").write_bytes(document.render(sample.raw(brief_in("Hebrew"))))
    boxes = subprocess.run(
        [pdftotext, "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    words = [(float(x), word) for x, word in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]*)</word>', boxes)]
    place = {word: x for x, word in reversed(words)}
    task = [x for x, word in words if re.search("חברת|תרבח", word)][-1]
    assert place["(Acme" if "(Acme" in place else "Acme"] < task
    assert any("2027-02-05" in word for word in place)


@pytest.mark.parametrize(("script", "package"), [("Hebrew", "fonts-noto-core"), ("Japanese", "fonts-noto-cjk")])
def test_a_script_without_a_font_is_refused_with_what_to_install(script: str, package: str) -> None:
    country, name = NAMED[script]
    brief = sample.brief(client=name)
    with pytest.raises(NoFont, match=f"draws {script}") as caught:
        fonts.named(replace(brief, client=replace(brief.client, country=country)), ())
    assert f"apt install {package}" in caught.value.remedy
    assert "brew install --cask font-noto-serif" in caught.value.remedy
    assert "fonts.google.com/noto" in caught.value.remedy


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        (("NotoSerifHebrew-Bold.ttf", "NotoSerifHebrew-Regular.ttf", "NotoSerifHebrew-Light.ttf"), 2),
        (("NotoSerifHebrew[wdth,wght].ttf", "NotoSansHebrew-Regular.ttf"), 1),
        (("NotoSansHebrew-VariableFont_wdth,wght.ttf",), 1),
        (("NotoSansHebrew.ttc", "NotoSerifHebrewOther-Regular.ttf"), 1),
    ],
)
def test_a_family_is_known_by_the_names_its_files_have_on_each_system(
    files: tuple[str, ...], chosen: int, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    for name in files:
        (tmp_path / "deep" / name).write_bytes(name.encode())
    found = fonts.choose(fonts.needed("שלום"), (tmp_path,))
    assert [font.file for font in found] == sorted(files[:chosen])
    assert {font.family for font in found} == {f"Noto {'Serif' if 'Serif' in files[0] else 'Sans'} Hebrew"}


def test_chinese_characters_are_drawn_as_their_country_writes_them() -> None:
    def family(text: str, *countries: str) -> str:
        return fonts.needed(text, countries)[0].name

    assert family("東京", "JP") == "Japanese"
    assert family("東京", "SE", "KR") == "Korean"
    assert family("東京", "HK") == "Chinese (traditional)"
    assert family("東京") == family("東京", "SE") == "Chinese (simplified)"
    assert family("東京タワー", "CN") == "Japanese"


def test_a_brief_whose_font_is_missing_here_is_not_printed_again_and_verify_says_so(
    supplier: SupplierKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = agree(sample.raw(brief_in("Hebrew")), supplier)
    here = verifying.verify_document(made.sealed)
    assert here.outcome == "valid"
    assert any("same to the last byte" in each for each in here.statements)
    monkeypatch.setattr(fonts, "folders", lambda: ())
    elsewhere = verifying.verify_document(made.sealed)
    assert elsewhere.outcome == "valid"
    (said,) = [each for each in elsewhere.statements if "not re-rendered here" in each]
    assert "Noto Serif Hebrew" in said
    assert "The signature covers both" in said
    with pytest.raises(Refused, match="not on this machine"):
        document.render(made.brief)


def test_another_edition_of_a_font_is_not_taken_for_the_one_that_was_named(tmp_path: Path) -> None:
    brief = brief_in("Hebrew")
    for font in brief.fonts:
        (tmp_path / font.file).write_bytes(b"another edition")
    with pytest.raises(NoFont, match=brief.fonts[0].sha256[:19]):
        document.render(sample.raw(brief), places=(tmp_path,))


def test_a_client_may_accept_in_a_script_that_the_brief_does_not_use(supplier: SupplierKey) -> None:
    brief_in("Hebrew")
    made = agree(sample.raw(sample.brief()), supplier)
    acceptance = accepting.accept(made.brief, made.offer, Acceptor("דוד כהן"), supplier, at=NOW)
    sealed = sealing.seal(made.brief, made.offer, acceptance, supplier, at=NOW)
    assert verifying.verify_document(sealed).outcome == "valid"
    assert b"NotoSerifHebrew-Regular.ttf" in sealed[: sealed.index(b"%%EOF")]


def height_of(word: str, brief: Brief, pdftotext: str, path: Path) -> float:
    """How far from the top of the first page a word stands for the first time."""
    path.write_bytes(document.render(sample.raw(brief)))
    boxes = subprocess.run([pdftotext, "-bbox", "-l", "1", path, "-"], capture_output=True, check=True).stdout.decode()
    found = re.search(rf'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">{re.escape(word)}<', boxes)
    assert found is not None
    return float(found[1])


@pytest.mark.parametrize("script", SYSTEM)
def test_letters_of_every_script_stand_on_the_same_lines(script: str, pdftotext: str, tmp_path: Path) -> None:
    """However high its font says that its letters are, nothing below is pushed down."""
    country, name = NAMED[script]
    found = []
    for each in (name, "Bergström"):
        brief = sample.brief(client=each)
        client = replace(brief.client, country=country, address=each)
        try:
            brief = fonts.named(replace(brief, client=client))
        except NoFont as fault:
            pytest.skip(str(fault))
        found.append(height_of("LEI", brief, pdftotext, tmp_path / "a.pdf"))
    assert found[0] == pytest.approx(found[1], abs=0.01)
