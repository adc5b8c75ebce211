"""Reads the European Commission's consolidated list of financial sanctions, CSV 1.1: each alias in a row of its own."""

from collections.abc import Iterator
from pathlib import Path

from intake.screening.entry import Entry, Name, Quality
from intake.screening.formats.rows import Row, distinct, grouped, headed, merged

_NEEDED = ("fileGenerationDate", "Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName")
_PERSON = ("P", "person")
_SCHEMES = {
    "imo": "imo",
    "lei": "lei",
    "regnumber": "register",
    "fiscalcode": "tax",
    "passport": "passport",
    "id": "national_id",
}


def read(files: tuple[Path, ...]) -> Iterator[Entry]:
    """The entries of the file."""
    (path,) = files
    return merged(_entry(group) for group in grouped(headed(path, ";", _NEEDED), "Entity_LogicalId"))


def date(files: tuple[Path, ...]) -> str:
    """The day on which the file was generated."""
    _, row = next(headed(files[0], ";", _NEEDED), (0, {"fileGenerationDate": ""}))
    day = row["fileGenerationDate"]
    return "-".join(reversed(day.split("/"))) if "/" in day else day[:10]


def _entry(group: list[Row]) -> Entry:
    first = group[0]
    subject = (first["Entity_SubjectType"], first.get("Entity_SubjectType_ClassificationCode", ""))
    return Entry(
        first["Entity_LogicalId"],
        "person" if any(kind in _PERSON for kind in subject) else "organisation",
        tuple(dict.fromkeys(_names(group))),
        distinct(
            row.get(f"{part}_CountryIso2Code", "") for row in group for part in ("Citizenship", "Address", "BirthDate")
        ),
        distinct(row.get("BirthDate_BirthDate") or row.get("BirthDate_Year", "") for row in group),
        tuple(dict.fromkeys(_identifiers(group))),
        distinct(row.get("Entity_Regulation_Programme", "") for row in group),
    )


def _names(group: list[Row]) -> Iterator[Name]:
    quality: Quality = "primary"
    for row in group:
        parts = (row.get(f"NameAlias_{part}Name", "") for part in ("First", "Middle", "Last"))
        if text := row["NameAlias_WholeName"] or " ".join(filter(None, parts)):
            weak = "low quality" in row.get("NameAlias_Remark", "").lower() or row.get("NameAlias_Strong") == "false"
            yield Name(text, "weak" if weak else quality)
            quality = "alias"


def _identifiers(group: list[Row]) -> Iterator[tuple[str, str]]:
    for row in group:
        if number := row.get("Identification_Number", ""):
            yield _SCHEMES.get(row.get("Identification_TypeCode", "").lower(), "document"), number
