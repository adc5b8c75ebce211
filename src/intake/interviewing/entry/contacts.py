"""Ways to reach somebody: e-mail addresses, telephone numbers, web addresses, and people with these."""

import re
from urllib.parse import urlsplit

from intake.interviewing.entry.faults import EntryFault, Offer
from intake.model.values import Item

_LOCAL = r"[^\s@<>()\[\],;:\"\\]{1,64}"
_HOST = r"(?=.{4,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])"
_EMAIL = re.compile(rf"({_LOCAL})@({_HOST})")
_HOSTNAME = re.compile(_HOST)
_PHONE = re.compile(r"(?:\+|00)[0-9][0-9 ()./\u00a0-]{5,24}")
_BARE_PHONE = re.compile(r"[0-9(][0-9 ()./\u00a0-]{5,24}")
_MOST_URL = 2000


def parse_email(text: str) -> str:
    """One e-mail address, its domain in lower case."""
    address = text.removeprefix("mailto:").strip("<> ")
    if found := _EMAIL.fullmatch(address):
        return f"{found[1]}@{found[2].lower()}"
    within = [part for part in re.split(r"[\s<>,;()\"]+", text) if _EMAIL.fullmatch(part)]
    offers = tuple(Offer(part, part) for part in dict.fromkeys(within))
    raise EntryFault("'{text}' is not an e-mail address: write it like anna@example.com", offers, text=text)


def parse_phone(text: str) -> str:
    """A telephone number with its country code, as `+` and 7 to 15 digits (ITU-T E.164)."""
    if not _PHONE.fullmatch(text):
        if _BARE_PHONE.fullmatch(text):
            raise EntryFault("'{text}': a telephone number needs its country code, like +46 8 123 456", text=text)
        raise EntryFault("'{text}': not a telephone number, like +46 8 123 456", text=text)
    # A trunk zero in brackets, +46 (0)8 ..., is not dialled from abroad.
    digits = re.sub(r"[^0-9]", "", re.sub(r"^(\+|00)([0-9]{1,3}) ?\(0\)", r"\2", text).removeprefix("00"))
    if not 7 <= len(digits) <= 15:
        raise EntryFault("'{text}': a telephone number has 7 to 15 digits with its country code", text=text)
    return f"+{digits}"


def parse_url(text: str) -> str:
    """A web address, with `https://` put before it where nothing is, and its host in lower case."""
    typed = text if re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", text) else f"https://{text}"
    try:
        parts = urlsplit(typed)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as fault:
        raise EntryFault("'{text}' is not a web address: write it like example.com", text=text) from fault
    if parts.scheme.lower() not in ("http", "https"):
        raise EntryFault("'{text}': a web address starts with https:// or http://", text=text)
    if "@" in parts.netloc or "\\" in typed:
        raise EntryFault(
            "'{text}': a web address with a user name or a backslash is not taken", _plain(host), text=text
        )
    if re.search(r"\s", typed) or len(typed) > _MOST_URL or not _HOSTNAME.fullmatch(host):
        raise EntryFault("'{text}' is not a web address: write it like example.com", text=text)
    netloc = f"{host}:{port}" if port else host
    return parts._replace(scheme=parts.scheme.lower(), netloc=netloc).geturl()


def parse_contact(text: str) -> Item:
    """A person, typed as `Name, email, phone`; e-mail and phone may be left out, the name may not."""
    found: dict[str, str] = {}
    names: list[str] = []
    for part in (part.strip() for part in re.split(r"[,;]", text)):
        if "@" in part:
            found["email"] = parse_email(part)
        elif _PHONE.fullmatch(part) or _BARE_PHONE.fullmatch(part):
            found["phone"] = parse_phone(part)
        elif part:
            names.append(part)
    return contact({"name": ", ".join(names), **found})


def contact(parts: dict[str, str]) -> Item:
    """The person with these parts: `name`, `email` and `phone`, of which the name is needed."""
    if not parts.get("name"):
        raise EntryFault("a name is needed: write it like Anna Lind, anna@example.com, +46 8 123 456")
    return Item(tuple((name, parts[name]) for name in ("name", "email", "phone") if parts.get(name)))


def _plain(host: str) -> tuple[Offer, ...]:
    return (Offer(f"https://{host}", f"https://{host}"),) if _HOSTNAME.fullmatch(host) else ()
