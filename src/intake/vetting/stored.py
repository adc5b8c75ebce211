"""Asks a source once more of the answers that were kept, so that its findings can be recomputed without a network."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from intake import canonical
from intake.errors import NotFound
from intake.hooks.silence import KINDS, Unreachable
from intake.hooks.source import Source
from intake.model.client import Client
from intake.model.finding import Evidence, Finding, SourceReport, Unanswered
from intake.model.values import shown
from intake.vetting.door import Answer, Request, Web
from intake.vetting.hearing import hear
from intake.vetting.shelf import is_local

CEILING = timedelta(hours=24)
"""How old a stored answer may be to stand for a new one, by our clock; what a server says of its caching is not read."""

Body = Callable[[str], bytes]
"""The stored body by its SHA-256; NotFound where it is missing or altered."""


class StoredWeb:
    """The Web of one report: a request is answered as it was then; one that had no answer has none again, for the same reason."""

    def __init__(self, evidence: Sequence[Evidence], body: Body, unanswered: Sequence[Unanswered] = ()) -> None:
        self._body = body
        self._answers: defaultdict[str, list[Evidence | Unanswered]] = defaultdict(list)
        asked: list[Evidence | Unanswered] = [*evidence, *unanswered]
        for each in sorted(asked, key=_number):
            self._answers[each.asked].append(each)

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:  # noqa: ARG002 - the Web's signature
        """The stored answer, or the Silence there was; the second to the same request where it was asked twice."""
        if not self._answers[request.key]:
            raise Unreachable("no answer to it was stored")
        then = self._answers[request.key].pop(0)
        if isinstance(then, Unanswered):
            raise KINDS.get(then.kind, Unreachable)(then.why)
        return as_answer(then, self._body)

    def keep(self, body: bytes) -> str:
        """Only the digest: everything is kept already."""
        return canonical.digest(body).removeprefix("sha256:")


class ReusingWeb:
    """The Web that answers from evidence younger than a day, and asks only for the rest.

    Only whole answers are used again (2xx and 404): a server that failed, or let nobody in, is asked anew, and so is
    this machine.
    """

    def __init__(self, web: Web, evidence: Sequence[Evidence], body: Body, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._body = body
        self._clock = clock
        self._kept = {each.asked: each for each in evidence if _is_whole(each)}

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The stored answer, with the time at which it was received, else one from the network."""
        kept = self._kept.get(request.key)
        if kept is not None and timedelta(0) <= self._clock() - kept.retrieved_at < CEILING:
            try:
                return as_answer(kept, self._body)
            except NotFound:  # the body was lost or altered on disk
                pass
        return await self._web.send(request, allows)

    def keep(self, body: bytes) -> str:
        """Stores a body as evidence; returns its digest."""
        return self._web.keep(body)


def _number(each: Evidence | Unanswered) -> int:
    """In which order they were asked for, which the id tells."""
    number = each.id.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0


def _is_whole(received: Evidence) -> bool:
    whole = 200 <= received.status < 300 or received.status == 404
    return whole and not received.purged and bool(received.asked) and not is_local(received.asked)


def as_answer(received: Evidence, body: Body) -> Answer:
    """The answer behind the evidence, as the network gave it."""
    return Answer(
        url=received.url,
        status=received.status,
        headers={"content-type": received.content_type},
        body=body(received.sha256),
        recorded=received.recorded,
        hops=received.hops,
        ip=received.ip,
        certificate=received.certificate,
        note=received.note,
        retrieved_at=received.retrieved_at,
    )


async def retell(report: SourceReport, client: Client, source: Source, body: Body) -> SourceReport:
    """What the source says today of the answers it received then, on the day on which it was asked."""
    web = StoredWeb(report.evidence, body, report.unanswered)
    return await hear(client, source, web, clock=lambda: report.asked_at)


def difference(told: SourceReport, retold: SourceReport) -> str:
    """The first finding that came out otherwise, in words; empty where all are equal, byte for byte."""
    if told.status is not retold.status:
        because = f" ({retold.note})" if retold.note else ""
        return f"{told.source}: it was {told.status.value}, and recomputed it is {retold.status.value}{because}"
    for one, other in zip_longest(told.findings, retold.findings):
        if one is None or other is None or canonical.digest_of(one) != canonical.digest_of(other):
            return f"{told.source}: stored is {_words(one)}, and recomputed {_words(other)}"
    return ""


def _words(finding: Finding | None) -> str:
    return f"{finding.name} = {shown(finding.value)} ({finding.statement})" if finding else "no further finding"
