"""Reads the lists of the US Treasury's OFAC: main rows, addresses and other names in three files without headers.

Columns as in OFAC's data specification (dat_spec.txt): `-0-` is null, 0x1A ends a file, remarks hold the rest in words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from intake.screening.entry import Entry, Kind, Name, Quality
from intake.screening.formats.rows import distinct, fault, rows

_MAIN_COLUMNS = 12
_ALIAS_COLUMNS = 5
_ADDRESS_COLUMNS = 6
_KINDS: dict[str, Kind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft", "": "organisation"}
_MONTHS = {
    name: f"{number:02}" for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_BIRTH = re.compile(r"\bDOB (?:circa )?(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})")
_WEAK = re.compile(r"\ba\.k\.a\. '([^']+)'")
_NUMBERS = (
    ("imo", re.compile(r"\bIMO (\d{7})\b")),
    ("lei", re.compile(r"\bLegal Entity Number ([A-Z0-9]{20})\b")),
    ("email", re.compile(r"\bEmail Address ([^\s;]+@[^\s;]+?)[.;]?(?=;|$|\s)")),
    ("domain", re.compile(r"\bWebsite (?:https?://)?(?:www\.)?([^\s;/]+?)[./;]*(?=;|$|\s|/)")),
    (
        "register",
        re.compile(
            r"\b(?:Registration (?:Number|ID)|Company Number|Commercial Registry Number|RUC #|NIT #) ([A-Z0-9][\w./-]*)"
        ),
    ),
    ("tax", re.compile(r"\bTax ID No\. ([A-Z0-9][\w./-]*)")),
    ("passport", re.compile(r"\bPassport ([A-Z0-9]+)")),
    ("national_id", re.compile(r"\b(?:National ID No\.|Cedula No\.) ([\w.-]+)")),
)
_NATIONS = re.compile(r"\b(?:nationality|citizen) ([A-Z][^;.]+)")


def read(files: tuple[Path, ...]) -> Iterator[Entry]:
    """The entries of the main file, joined with the files of addresses and other names."""
    main, *others = files
    countries, names = _others(others)
    for line, row in rows(main):
        if len(row) != _MAIN_COLUMNS:
            raise fault(
                main, line, f"the row has {len(row)} fields, not {_MAIN_COLUMNS}: the file is cut off or changed"
            )
        own, name, kind, programme, *_, remarks = (_known(field) for field in row)
        if kind not in _KINDS or not name:
            raise fault(main, line, f"{kind!r} is no kind of entry that this list has")
        yield Entry(
            own,
            _KINDS[kind],
            (Name(name), *names.get(own, ()), *(Name(found, "weak") for found in _WEAK.findall(remarks))),
            distinct(iter([*countries.get(own, ()), *_NATIONS.findall(remarks)])),
            tuple(dict.fromkeys(_day(*found) for found in _BIRTH.findall(remarks))),
            tuple(dict.fromkeys((scheme, number) for scheme, like in _NUMBERS for number in like.findall(remarks))),
            distinct(part.strip(" []") for part in programme.split("]")),
        )


def date(_: tuple[Path, ...]) -> str:
    """Nothing: the files bear no date of their own."""
    return ""


def _others(files: list[Path]) -> tuple[dict[str, list[str]], dict[str, list[Name]]]:
    countries: defaultdict[str, list[str]] = defaultdict(list)
    names: defaultdict[str, list[Name]] = defaultdict(list)
    for file in files:
        for line, row in rows(file):
            fields = [_known(field) for field in row]
            if len(row) == _ADDRESS_COLUMNS:
                countries[fields[0]].append(fields[4])
            elif len(row) == _ALIAS_COLUMNS:
                quality: Quality = "weak" if "weak" in fields[4].lower() else "alias"
                names[fields[0]].append(Name(fields[3], quality))
            else:
                raise fault(file, line, f"the row has {len(row)} fields, as neither addresses nor other names have")
    return countries, names


def _known(field: str) -> str:
    return "" if field.strip() == "-0-" else field.strip()


def _day(day: str, month: str, year: str) -> str:
    return "-".join(part for part in (year, _MONTHS.get(month, ""), day.zfill(2) if day else "") if part)
