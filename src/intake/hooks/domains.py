"""The domain behind a web or e-mail address, by the Public Suffix List."""

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def host_of(address: str) -> str:
    """The lower-case ASCII host of a URL, of a bare name, or after an e-mail's @; empty where there is none."""
    text = address.strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
        return _ascii(host.rstrip("."))
    except ValueError:
        return ""


def registrable_domain(host: str) -> str:
    """The part somebody registered: `shop.example.co.uk` -> `example.co.uk`; empty for a bare suffix or an address."""
    if not host or ":" in host or host.replace(".", "").isdigit():
        return ""
    return _suffixes(only_icann=True).privatesuffix(host) or ""


def own_domain(host: str) -> str:
    """The part one party holds: like `registrable_domain`, but `anna.github.io` where many share `github.io`."""
    return registrable_domain(host) and (_suffixes(only_icann=False).privatesuffix(host) or "")


def _ascii(host: str) -> str:
    import idna

    return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


@cache
def _suffixes(*, only_icann: bool) -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(only_icann=only_icann)
