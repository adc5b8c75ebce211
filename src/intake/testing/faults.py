"""What can come instead of an answer: every fault by which the conformance suite shows that silence is not clearance."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence

from intake.frugal import replace
from intake.hooks.domains import host_of, own_domain
from intake.model.client import Client
from intake.model.party import Identifier
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer, Request

_CHALLENGE = (
    b"<!doctype html><html><head><title>Just a moment...</title></head><body>Verify you are human</body></html>"
)
_OTHER_SHAPE = b'{"links": {"self": "/"}, "payload": [{"attributes": {"label": "x"}}], "version": 3}'
_ERROR = b'{"error": {"code": 500, "message": "Internal error, please try again later"}}'
_OTHERS = str.maketrans("0123456789abcdefghij", "3456789012bcdefghija")
_SHORTEST = 5
_ELSEWHERE = {"location": "https://elsewhere.example/login"}

Fault = Callable[[Answer], Answer | None]


def _ok(answer: Answer, body: bytes, content_type: str) -> Answer:
    return replace(answer, status=200, headers={"content-type": content_type}, body=body)


FAULTS: Mapping[str, Fault] = {
    "no answer": lambda _: None,
    "too many requests": lambda answer: replace(answer, status=429, body=b"slow down"),
    "forbidden": lambda answer: replace(answer, status=403, body=b"no"),
    "unavailable": lambda answer: replace(answer, status=503, body=b"<html>later</html>"),
    "empty body": lambda answer: replace(answer, status=200, body=b""),
    "truncated body": lambda answer: replace(answer, status=200, body=answer.body[: len(answer.body) // 2]),
    "captcha page": lambda answer: _ok(answer, _CHALLENGE, "text/html"),
    "wrong content type": lambda answer: _ok(answer, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "application/pdf"),
    "wrong charset": lambda answer: _ok(answer, answer.body.decode("utf-8", "replace").encode("utf-16"), "text/plain"),
    "JSON of another shape": lambda answer: _ok(answer, _OTHER_SHAPE, "application/json"),
    "200 with an error in it": lambda answer: _ok(answer, _ERROR, "application/json"),
    "redirect to another host": lambda answer: replace(answer, status=302, headers=_ELSEWHERE, body=b""),
}
"""By name, what comes in place of an answer; None for nothing at all."""


def faulty(recorded: Mapping[str, Answer], fault: str, *keys: str) -> dict[str, Answer]:
    """The recorded answers, with the fault in place of those with these keys."""
    changed = {key: FAULTS[fault](answer) if key in keys else answer for key, answer in recorded.items()}
    return {key: answer for key, answer in changed.items() if answer is not None}


def about_another(recorded: Mapping[str, Answer], client: Client) -> dict[str, Answer] | None:
    """The recorded answers as they would be about another client; None where none of them names this one by number or domain."""
    marks = [_number(identifier) for identifier in client.identifiers] + [own_domain(host_of(client.website))]
    patterns = [_spelt(mark) for mark in marks if len(mark) >= _SHORTEST]
    changed = {key: replace(answer, body=_another(answer.body, patterns)) for key, answer in recorded.items()}
    return None if all(changed[key].body == recorded[key].body for key in recorded) else changed


def _number(identifier: Identifier) -> str:
    """What tells it from others: the digits, without the letters of a country before them."""
    return identifier.value if identifier.scheme == "lei" else re.sub(r"\D", "", identifier.value)


def _spelt(mark: str) -> re.Pattern[str]:
    """The mark however it is grouped."""
    return re.compile(r"[ ./-]?".join(map(re.escape, mark)), re.IGNORECASE)


def _another(body: bytes, patterns: Sequence[re.Pattern[str]]) -> bytes:
    text = body.decode("utf-8", "surrogateescape")
    for pattern in patterns:
        text = pattern.sub(lambda found: found.group().translate(_OTHERS), text)
    return text.encode("utf-8", "surrogateescape")


class StalledWeb(RecordedWeb):
    """A web on which no answer ever comes."""

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:  # noqa: ARG002 - a Web's signature
        """Waits until the caller gives up."""
        await asyncio.Event().wait()
        raise AssertionError("nobody ends this wait but the caller")
