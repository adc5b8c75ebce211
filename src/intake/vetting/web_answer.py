"""Reads what a server answers: plainly framed, cut at its cap while it is decoded, and with whose answer it is."""

import hashlib
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO

import httpx

from intake.frugal import dataclass
from intake.hooks.silence import Unreachable
from intake.vetting.door import Answer

MOST_SKEW = timedelta(minutes=5)
_STEP = 64 * 1024
Write = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a body is read, whether a longer one is cut there instead of refused, and who takes its parts."""

    most_bytes: int
    cut: bool = False
    write: Write | None = None


async def read(response: httpx.Response, url: str, bounds: Bounds, *, recorded: bool, now: datetime) -> Answer:
    """The whole answer; Unreachable where it is broken, too large, or encoded in a way that may be a bomb.

    The body of a redirect is not read. With `write`, the parts of a 200 are handed to it as they come, and none are kept.
    """
    write = bounds.write
    _check_framing(response)
    headers = {name.lower(): value for name, value in response.headers.items()}
    ip, certificate = _server(response)
    body = BytesIO()
    # The body of a redirect says nothing, and may be a bomb.
    if not response.has_redirect_location and not (write and response.status_code != httpx.codes.OK):
        async for part in _decoded(response, bounds):
            (write or body.write)(part)
    note = _skew(headers.get("date", ""), now)
    content = body.getvalue()  # without a second copy, as long as nothing else is written
    return Answer(url, response.status_code, headers, content, recorded, ip=ip, certificate=certificate, note=note)


def _check_framing(response: httpx.Response) -> None:
    if response.status_code < 200:
        raise Unreachable(f"a broken answer: the server changes the protocol (HTTP {response.status_code})")
    if "content-length" in response.headers and "transfer-encoding" in response.headers:
        raise Unreachable("a broken answer: it states its length in two ways")
    if len(response.headers.get_list("location")) > 1:
        raise Unreachable("a broken answer: it redirects to two places")


def _server(response: httpx.Response) -> tuple[str, str]:
    """The address of the server, and the SHA-256 of its certificate where it showed one."""
    stream = response.extensions["network_stream"]
    address = stream.get_extra_info("server_addr")
    tls = stream.get_extra_info("ssl_object")
    shown = tls.getpeercert(binary_form=True) if tls else None
    return str(address[0]) if address else "", hashlib.sha256(shown).hexdigest() if shown else ""


def _skew(date: str, now: datetime) -> str:
    """What to note where the server's clock is not ours; the time of evidence is ours in any case."""
    try:
        moment = parsedate_to_datetime(date)
        apart = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, OverflowError):
        return ""
    if abs(apart) <= MOST_SKEW:
        return ""
    minutes = round(abs(apart) / timedelta(minutes=1))
    return f"the server's clock is {minutes} minutes {'ahead of' if apart > timedelta() else 'behind'} ours"


async def _decoded(response: httpx.Response, bounds: Bounds) -> AsyncIterator[bytes]:
    """The parts of the decoded body; only one layer of gzip is read, since every other can be a bomb."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        raise Unreachable(f"the answer is encoded in a way that is not read ({encoding:.40})")
    size = 0
    async for part in _unzipped(response) if encoding == "gzip" else response.aiter_raw():
        size += len(part)
        if size > bounds.most_bytes and not bounds.cut:
            raise Unreachable(f"the answer is larger than {bounds.most_bytes // 1024 // 1024} MiB")
        yield part
        if size > bounds.most_bytes:
            return


async def _unzipped(response: httpx.Response) -> AsyncIterator[bytes]:
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    async for raw in response.aiter_raw():
        packed = raw
        while packed:
            yield unzip.decompress(packed, _STEP)
            packed = unzip.unconsumed_tail
        if unzip.unused_data:
            raise Unreachable("the compressed answer has something behind its end")
    if not unzip.eof:
        raise Unreachable("the compressed answer is cut off")
