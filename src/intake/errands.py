"""What signing may fetch from outside, through the one door: the DNS record of a mail's domain, and a time stamp."""

import json
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from intake.errors import Unreachable, Usage
from intake.hooks import silence

if TYPE_CHECKING:
    from intake.signing.reply import Record
    from intake.vetting.door import Answer, Request, Web

RESOLVER = "https://dns.google/resolve"
_TXT = 16


async def mail_record(name: str, web: "Web", *, now: datetime) -> "Record":
    """The TXT record with a mail domain's key, from a public resolver over HTTPS (ADR 8); Unreachable where there is none."""
    from intake.signing.reply import Record, record_text
    from intake.vetting.door import Request

    url = f"{RESOLVER}?name={quote(name)}&type=TXT"
    answer = await _send(Request(url), web, "dns.google")
    remedy = "Try again later, or copy the record and pass --dns-record FILE."
    try:
        found = json.loads(answer.body)
        texts = [record_text(str(each["data"])) for each in found.get("Answer", ()) if each["type"] == _TXT]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unreachable("the resolver's answer cannot be read", where=url, remedy=remedy) from fault
    if len(texts) != 1:
        raise Unreachable(f"there are {len(texts)} TXT records under {name}", where=url, remedy=remedy)
    return Record(name, texts[0], url, now.replace(microsecond=0))


async def time_stamp(url: str, query: bytes, web: "Web") -> bytes:
    """An authority's reply to a query; Unreachable where it gives none."""
    from intake.signing.timestamp import QUERY
    from intake.vetting.door import Request

    return (await _send(Request(url, raw=query, kind=QUERY), web, _host(url))).body


async def public_keys(url: str, web: "Web") -> str:
    """The page on which a code host shows somebody's public keys; Usage unless it is asked for by HTTPS."""
    from intake.vetting.door import Request

    what = "keys are fetched by HTTPS only, so that nobody can swap them on the way"
    if not url.startswith("https://"):
        raise Usage(what, where=url, remedy="For example --url https://github.com/NAME.keys")
    answer = await _send(Request(url), web, _host(url))
    if not answer.url.startswith("https://"):
        raise Unreachable(what, where=answer.url, remedy="Save the page yourself, and pass --file FILE.")
    return answer.body.decode("utf-8", "replace")


def _host(url: str) -> str:
    from intake.vetting.addresses import judge_url

    try:
        return judge_url(url).host
    except silence.Silence as fault:
        raise Unreachable(str(fault), where=url, remedy="Name a public URL.") from fault


async def _send(request: "Request", web: "Web", host: str) -> "Answer":
    try:
        answer = await web.send(request, lambda asked: asked == host)
    except silence.Silence as fault:
        raise Unreachable(str(fault), where=request.url, remedy="Try again later.") from fault
    if answer.status != 200:
        raise Unreachable(
            f"the server answered with HTTP {answer.status}", where=request.url, remedy="Try again later."
        )
    return answer
