"""Which URLs and network addresses may be asked: public ones, plainly written, on the ports of the web.

`ipaddress.is_global` is not enough: it lets NAT64, 6to4 and IPv4-compatible addresses through, by which a stranger's
URL could reach this very machine. Sources: the IANA IPv4 and IPv6 special-purpose address registries, read 2026-09.
"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from intake.frugal import dataclass
from intake.hooks.silence import Blocked

_V4_REFUSED = tuple(
    ipaddress.IPv4Network(text)
    for text in """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
    198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4""".split()
)
_V6_PUBLIC = ipaddress.IPv6Network("2000::/3")
_V6_REFUSED = tuple(
    ipaddress.IPv6Network(text)
    for text in "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16".split()
)
_PORTS = {"http": 80, "https": 443}
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked, written plainly: the host is lower-case ASCII without a final dot, or an address."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The URL as it is asked."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def judge_url(url: str) -> Target:
    """The URL as it may be asked; Blocked says why it may not."""
    if len(url) > _MOST_CHARACTERS or _NOT_IN_A_URL.search(url):
        raise Blocked("the URL is too long or contains blanks, control characters or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise Blocked(f"this is no URL: {fault}") from fault
    if parts.scheme not in _PORTS:
        raise Blocked(f"only http and https are asked, not {parts.scheme or 'a URL without scheme'}")
    if "@" in parts.netloc:
        raise Blocked("the URL carries a user name")
    if port is not None and port not in _PORTS.values():
        raise Blocked(f"port {port} is not one of the web's")
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, _host(parts), port or _PORTS[parts.scheme], (parts.path or "/") + query)


def judge_address(text: str) -> None:
    """Returns for a public address; Blocked says why another is not asked."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        public = not any(address in network for network in _V4_REFUSED)
    else:
        public = address in _V6_PUBLIC and not any(address in network for network in _V6_REFUSED)
    if not public:
        raise Blocked(f"{address} is not a public address")


def _host(parts: SplitResult) -> str:
    written = parts.hostname or ""
    if ":" in written:
        judge_address(written)
        return written
    host = _ascii(written)
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", host.rpartition(".")[2]):
        try:
            judge_address(host)
        except ValueError as fault:
            raise Blocked(f"{host} is a numeric host in odd notation") from fault
    elif not _NAME.fullmatch(host) or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        raise Blocked(f"{host or 'an empty host'} is not a public name")
    return host


def _ascii(host: str) -> str:
    import idna

    if "%" in host:
        raise Blocked("the host contains a percent sign")
    try:
        plain = idna.uts46_remap(host, std3_rules=True, transitional=False).rstrip(".")
        return plain if plain.isascii() else idna.encode(plain).decode("ascii")
    except (idna.IDNAError, UnicodeError) as fault:
        raise Blocked("the host is no valid name") from fault
