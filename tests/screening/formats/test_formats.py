"""Tests of reading the official files of watch lists."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from intake.errors import BadFile
from intake.screening.entry import Entry, Name
from intake.screening.formats import FORMATS
from screening.formats import samples
from screening.lists import LISTS


def written(folder: Path, *contents: bytes | str) -> tuple[Path, ...]:
    """Files with these contents."""
    paths = tuple(folder / f"{number}.txt" for number in range(len(contents)))
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return paths


def read(name: str, files: tuple[Path, ...]) -> dict[str, Entry]:
    """The entries of a list by id."""
    return {entry.id: entry for entry in FORMATS[name].read(files)}


def test_ofac_joins_its_three_files(tmp_path: Path) -> None:
    found = read("ofac-sdn", written(tmp_path, samples.SDN, samples.ADD, samples.ALT))
    assert found["173"] == Entry(
        "173",
        "person",
        (Name("VOLKOV, Sergei"), Name("WOLKOW, Sergej", "alias")),
        ("Russia",),
        ("1961-04-02", "1962"),
        (("email", "s@volkov.example"), ("passport", "51N0481")),
        ("UKRAINE-EO13661", "CYBER2"),
    )
    assert found["36"].names[1:] == (Name("LAGOON LINES", "weak"), Name("BLS", "weak"))
    assert found["36"].identifiers == (("domain", "blue-lagoon.example"), ("register", "HE"))
    assert (found["306"].kind, found["306"].identifiers) == ("vessel", (("imo", "9187629"),))


def test_un_reads_names_in_every_script_and_quality(tmp_path: Path) -> None:
    files = written(tmp_path, samples.UN)
    found = read("un", files)
    assert FORMATS["un"].date(files) == "2026-02-27"
    assert [(name.text, name.quality) for name in found["XXi.001"].names] == [
        ("MUSTAFA AL-HADDAD", "primary"),
        ("مصطفى الحداد", "alias"),
        ("Mustapha Hadad", "alias"),
        ("Abu Karim", "alias"),
        ("The Smith", "weak"),
    ]
    assert found["XXi.001"].birth_dates == ("1975-03-01",)
    assert found["XXi.001"].identifiers == (("passport", "A 12345"),)
    assert (found["XXe.002"].kind, found["XXe.002"].countries) == ("organisation", ("Yemen",))


def test_eu_joins_the_rows_of_an_entry_wherever_they_stand(tmp_path: Path) -> None:
    files = written(tmp_path, samples.EU)
    found = read("eu", files)
    assert FORMATS["eu"].date(files) == "2026-10-05"
    assert found["13"] == Entry(
        "13",
        "person",
        (Name("Nadezhda Petrova"), Name("Nadja; Petrowa", "weak")),
        ("RU",),
        ("1980-05-01",),
        (),
        ("TERR",),
    )
    assert (found["20"].kind, found["20"].identifiers) == ("organisation", (("register", "HRB 99"),))


def test_uk_skips_the_report_line_and_reads_fields_of_several_lines(tmp_path: Path) -> None:
    files = written(tmp_path, samples.UK)
    found = read("uk", files)
    assert FORMATS["uk"].date(files) == "2026-02-13"
    assert found["RUS0001"].names == (Name("NORTH BREEZE"), Name("Северный бриз", "alias"))
    assert found["RUS0001"].identifiers == (("register", "1027700"), ("domain", "breeze.example"))
    assert found["RUS0002"].birth_dates == ("1961", "1961-04-02")
    assert [name.quality for name in found["RUS0002"].names] == ["primary", "weak"]


WHOLE: Mapping[str, tuple[bytes | str, ...]] = {
    "ofac-sdn": (samples.SDN, samples.ADD, samples.ALT),
    "un": (samples.UN,),
    "eu": (samples.EU,),
    "uk": (samples.UK,),
}
HOSTILE = {
    "empty": "",
    "a web page": "<!doctype html><html><body>Sorry</body></html>\n",
    "binary": b"\x00\x01\x02\n",
    "one huge row": "x" * 300_000 + "\n",
    "absurd rows": "a,b\n" * 50,
    "an unclosed quote": '1,"a\n',
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_the_official_file_is_refused(tmp_path: Path, name: str, content: str | bytes) -> None:
    files = written(tmp_path, content, *WHOLE[name][1:])
    with pytest.raises(BadFile):
        list(FORMATS[name].read(files))


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_cut_off_is_refused_wherever_it_is_cut(tmp_path: Path, name: str) -> None:
    first, *rest = WHOLE[name]
    raw = first if isinstance(first, bytes) else first.encode()
    lines = {at + 1 for at, byte in enumerate(raw) if byte in b"\r\n"}
    for size in sorted({*range(0, len(raw) - 2, 23)} - lines - {len(raw) - 1}):
        with pytest.raises(BadFile):
            list(FORMATS[name].read(written(tmp_path, raw[:size], *rest)))


def test_an_xml_that_names_other_files_is_unsafe(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>'
    with pytest.raises(BadFile, match="1 fault"):
        list(FORMATS["un"].read(written(tmp_path, bomb)))


REAL = {
    "ofac-sdn": (("ofac/sdn.csv", "ofac/add.csv", "ofac/alt.csv"), 8976),
    "ofac-cons": (("ofac/cons_prim.csv", "ofac/cons_add.csv", "ofac/cons_alt.csv"), 442),
    "un": (("un/consolidated.xml",), 1003),
    "uk": (("uk/UK-Sanctions-List_sample.csv",), 2),
}


@pytest.mark.parametrize("name", REAL)
def test_real_lists_are_read_whole(name: str) -> None:
    files, count = REAL[name]
    paths = tuple(LISTS / file for file in files)
    if not all(path.exists() for path in paths):
        pytest.skip("the real lists are not here")
    found = list(FORMATS[name].read(paths))
    assert len(found) == count
    assert all(entry.id and entry.names and entry.names[0].text for entry in found)
