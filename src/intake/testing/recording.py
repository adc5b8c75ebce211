"""Asks live and keeps what came as exchanges, for the author of a plugin; no key, cookie or request header is written."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from intake.frugal import dataclass, field
from intake.hooks import charsets
from intake.model.values import Json
from intake.store import durable
from intake.vetting.door import Answer, Request, Web

_KEPT = ("location", "retry-after")


@dataclass(slots=True)
class RecordingWeb:
    """A Web that notes every request with its answer, redirects as steps of their own."""

    web: Web
    today: date
    exchanges: list[Mapping[str, Json]] = field(default_factory=list)

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The answer of the web behind it."""
        answer = await self.web.send(request, allows)
        steps = (*answer.hops, answer.url)
        for here, there in pairwise(steps):
            moved = Answer(here, 302, {"location": there}, b"")
            self.exchanges.append(self._exchange(here, request, moved))
        # The request's own URL, not the answer's: a key that was added to the query stays out.
        last = request.url if not answer.hops else answer.url
        self.exchanges.append(self._exchange(last, request, answer))
        return answer

    def keep(self, body: bytes) -> str:
        """Stores a body as evidence; returns its digest."""
        return self.web.keep(body)

    def write(self, path: Path) -> None:
        """Writes the exchanges as `RecordedWeb` reads them. Raises CannotWrite."""
        text = json.dumps(self.exchanges, ensure_ascii=False, indent=2)
        durable.replace(path, f"{text}\n".encode())

    def _exchange(self, url: str, request: Request, answer: Answer) -> Mapping[str, Json]:
        kind = answer.headers.get("content-type", "")
        headers: dict[str, Json] = {name: answer.headers[name] for name in _KEPT if name in answer.headers}
        if kind:
            headers["content-type"] = f"{kind.partition(';')[0]}; charset=utf-8"
        posted: dict[str, Json] = {} if request.post is None else {"method": "POST", "post": dict(request.post)}
        return {
            "url": url,
            "method": "GET",
            **posted,
            "status": answer.status,
            "headers": headers,
            "body": charsets.decode(answer.body, kind),
            "recorded_at": self.today.isoformat(),
        }
