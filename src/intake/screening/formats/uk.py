"""Reads the UK Sanctions List as CSV: a line with the report's date, a header, and each name in a row of its own."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from intake.screening.entry import Entry, Kind, Name, Quality
from intake.screening.formats.rows import Row, distinct, grouped, headed, merged, rows

_NEEDED = ("Unique ID", "Name 6", "Name 1", "Name type", "Designation Type")
_KINDS: dict[str, Kind] = {"Individual": "person", "Entity": "organisation", "Ship": "vessel"}
_GIVEN = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
_DAY = re.compile(r"(?:(\d\d)|dd)/(?:(\d\d)|mm)/(\d{4})")
_IDENTIFIERS = (
    ("imo", "IMO number"),
    ("register", "Business registration number (s)"),
    ("email", "Email address"),
    ("domain", "Website"),
    ("passport", "Passport number"),
    ("national_id", "National Identifier number"),
)


def read(files: tuple[Path, ...]) -> Iterator[Entry]:
    """The entries of the file."""
    (path,) = files
    return merged(_entry(group) for group in grouped(headed(path, ",", _NEEDED, skipped=1), "Unique ID"))


def date(files: tuple[Path, ...]) -> str:
    """The day of the report, as the first line bears it."""
    _, first = next(rows(files[0]), (0, [""]))
    try:
        return datetime.strptime(first[0].partition(":")[2].strip(), "%d-%b-%Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


def _entry(group: list[Row]) -> Entry:
    first = group[0]
    return Entry(
        first["Unique ID"],
        _KINDS.get(first["Designation Type"], "unknown"),
        tuple(dict.fromkeys(_names(group))),
        distinct(row.get(column, "") for row in group for column in ("Nationality(/ies)", "Address Country")),
        distinct(_day(row.get("D.O.B", "")) for row in group),
        tuple(dict.fromkeys(_identifiers(group))),
        distinct(row.get("Regime Name", "") for row in group),
    )


def _names(group: list[Row]) -> Iterator[Name]:
    for row in group:
        quality: Quality = "primary" if row["Name type"].lower().startswith("primary name") else "alias"
        if "low" in row.get("Alias strength", "").lower():
            quality = "weak"
        if text := " ".join(filter(None, (*(row[part] for part in _GIVEN), row["Name 6"]))):
            yield Name(text, quality)
        if original := row.get("Name non-latin script", ""):
            yield Name(original, "alias")


def _identifiers(group: list[Row]) -> Iterator[tuple[str, str]]:
    for row in group:
        for scheme, column in _IDENTIFIERS:
            for number in re.split(r"[|;,]\s*", row.get(column, "")):
                if number:
                    yield (
                        scheme,
                        number.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/"),
                    )


def _day(text: str) -> str:
    found = _DAY.search(text)
    return "-".join(part for part in (found.group(3), found.group(2), found.group(1)) if part) if found else ""
