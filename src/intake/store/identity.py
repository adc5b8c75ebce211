"""What a client is known by: the name of its folder, and the marks by which an earlier dossier is found again."""

import re
import unicodedata
from urllib.parse import urlsplit

from intake.model.client import Client
from intake.model.shared_domains import SHARED_DOMAINS

_ID = re.compile(r"[a-z0-9-]+")
_SHARED_HOSTS = SHARED_DOMAINS | {"sites.google.com"}


def is_id(name: str) -> bool:
    """Whether a folder of that name can be a dossier; `ID.old` or `ID copy` was put there by somebody, and is none."""
    return _ID.fullmatch(name) is not None


def slug(name: str) -> str:
    """The name as the start of a folder name: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "client"


def marks(client: Client) -> tuple[str, ...]:
    """The client's identifiers, website host, e-mail addresses and folded name, sorted; any shared mark is a match."""
    found = {f"id:{each.scheme}:{_fold(each.value)}" for each in client.identifiers}
    found |= {f"email:{email.strip().casefold()}" for email in client.emails}
    found |= {name_mark(client.name), f"host:{_host(client.website)}"}
    return tuple(sorted(mark for mark in found if not mark.endswith(":")))


def name_mark(name: str) -> str:
    """The mark of a client's name, without its case, accents, blanks and signs; it ends in a colon where none is left."""
    return f"name:{_fold(name)}"


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def _host(website: str) -> str:
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.").removeprefix("m.")
    return "" if host in _SHARED_HOSTS else host
