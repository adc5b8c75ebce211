"""A web that answers from recorded exchanges, so that everything but the network itself is the real thing.

An exchange is one JSON object in a file of the folder (a file may hold a list of them):

    {"url": "https://...", "method": "GET", "status": 200, "headers": {"content-type": "..."},
     "body": "..." | "json": {...}, "recorded_at": "2026-09-01"}

An exchange whose `method` is POST says in `post` what was posted, as an object. What a source looks up on this machine is
recorded under `table:NAME/KEY`, and your past under `past:client`.

`client.json` beside them says with which client the exchanges were recorded.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

from intake.canonical import digest
from intake.errors import BadFile, Fault, Place
from intake.frugal import dataclass, field, replace
from intake.hooks.silence import Unreachable
from intake.model.client import Client, Kind
from intake.model.party import Identifier
from intake.vetting import shelf
from intake.vetting.addresses import Target, judge_url
from intake.vetting.door import Answer, Request, follow
from intake.vetting.robots import Robots

CLIENT_FILE = "client.json"


@dataclass(slots=True)
class RecordedWeb:
    """The Web of recorded answers by `Request.key` (the URL, of a GET); what was not recorded is unreachable.

    `asked` lists the keys of what was asked for. A recorded robots.txt is obeyed.
    """

    answers: Mapping[str, Answer]
    keep_body: Callable[[bytes], str] = digest
    asked: list[str] = field(default_factory=list)
    robots: Robots = field(default_factory=Robots)

    @classmethod
    def from_folder(cls, *folders: Path, keep: Callable[[bytes], str] = digest) -> "RecordedWeb":
        """The exchanges of all `*.json` in the folders; those of a later folder replace those of an earlier one."""
        answers = {
            key: answer
            for folder in folders
            for file in sorted(folder.glob("*.json"))
            if file.name != CLIENT_FILE
            for key, answer in _answers(file)
        }
        return cls(answers, keep)

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The recorded answer, followed through recorded redirects."""
        if shelf.is_local(request.url):
            return self._recorded(request.key)
        return await follow(request, allows, self._once, partial(self._permit, allows))

    def keep(self, body: bytes) -> str:
        """Hands the body to whoever keeps it; returns its digest."""
        return self.keep_body(body)

    async def _permit(self, allows: Callable[[str], bool], target: Target, request: Request) -> float:
        # What was recorded was allowed when it was recorded, unless the recording itself says otherwise.
        if Request(urljoin(target.url, "/robots.txt")).key not in self.answers:
            return 0.0
        return await self.robots.permit(target, request, allows, self._once)

    async def _once(self, target: Target, request: Request) -> Answer:
        return self._recorded(replace(request, url=target.url).key)

    def _recorded(self, key: str) -> Answer:
        self.asked.append(key)
        if key not in self.answers:
            raise Unreachable("no answer was recorded for it")
        return self.answers[key]


def read_client(folder: Path) -> Client:
    """The client with whom the exchanges of a folder were recorded; BadFile where `client.json` is none."""
    file = folder / CLIENT_FILE
    try:
        parts = json.loads(file.read_bytes())
        return Client(
            name=parts["name"],
            kind=Kind(parts.get("kind", "unknown")),
            country=parts.get("country", ""),
            website=parts.get("website", ""),
            emails=tuple(parts.get("emails", ())),
            phones=tuple(parts.get("phones", ())),
            identifiers=tuple(Identifier(*text.split(":", 1)) for text in parts.get("identifiers", ())),
            people=tuple(parts.get("people", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadFile([Fault(Place(str(file), 1, 1), f"not a client: {fault}")]) from fault


def _answers(file: Path) -> list[tuple[str, Answer]]:
    try:
        found = json.loads(file.read_bytes())
        return [_answer(exchange) for exchange in (found if isinstance(found, list) else [found])]
    except (KeyError, TypeError, ValueError) as fault:
        raise BadFile([Fault(Place(str(file), 1, 1), f"not a recorded exchange: {fault}")]) from fault


def _answer(exchange: object) -> tuple[str, Answer]:
    if not isinstance(exchange, dict):
        raise TypeError("it must be an object")
    body, status, headers = exchange.get("body", ""), exchange["status"], exchange.get("headers", {})
    if "json" in exchange:
        body = json.dumps(exchange["json"], ensure_ascii=False)
    post = exchange.get("post") if exchange.get("method") == "POST" else None
    if not (isinstance(body, str) and isinstance(status, int) and isinstance(headers, dict)):
        raise TypeError("body must be text, status a number, headers an object")
    names = {str(name).lower(): str(value) for name, value in headers.items()}
    url = str(exchange["url"])
    asked = Request(url if shelf.is_local(url) else judge_url(url).url, post)
    return asked.key, Answer(asked.url, status, names, body.encode(), recorded=True)
