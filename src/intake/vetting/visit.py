"""One source's visit to the outside: fetches for it what it declared, and issues the evidence."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from intake.hooks.domains import host_of, own_domain
from intake.hooks.page import Page
from intake.hooks.silence import Blocked, RateLimited, Silence, Unreachable, name_of
from intake.hooks.source import OWN_DOMAIN, Credential, SourceInfo
from intake.jail.aside import aside
from intake.locale import worded
from intake.model.client import Client
from intake.model.finding import Evidence, Unanswered
from intake.model.text import clean
from intake.model.values import Json
from intake.vetting import shelf
from intake.vetting.addresses import judge_url
from intake.vetting.door import Answer, Request, Web

MOST_FETCHES = 100
_LARGEST_DIRECTORY = 1024 * 1024
_MOST_DIRECTORIES = 3


class Nonsense(Exception):
    """The plugin did what its declaration does not allow, or returned what is no finding."""


class Visit:
    """The Context of one source while it is asked; keeps every page under the evidence id it issued for it."""

    def __init__(self, info: SourceInfo, client: Client, web: Web, clock: Callable[[], datetime]) -> None:
        self.evidence: list[Evidence] = []
        self.unanswered: list[Unanswered] = []
        self.pages: dict[str, Page] = {}
        self._info = info
        self._own = own_domain(host_of(client.website))
        self._web = web
        self._clock = clock
        self._today = clock().date()
        self._fetches = 0
        self._issued = 0

    @property
    def today(self) -> date:
        """The day on which the source is asked."""
        return self._today

    async def fetch(
        self,
        url: str,
        purpose: str,
        *,
        also: Collection[int] = (),
        credential: str = "",
        post: Mapping[str, Json] | None = None,
    ) -> Page:
        """The page at a URL on a declared host, as `intake.hooks.source.Context` promises."""
        self._fetches += 1
        if self._fetches > MOST_FETCHES:
            raise Nonsense(f"it asked for more than {MOST_FETCHES} pages")
        try:
            if not self._allows(host := judge_url(url).host):
                raise Nonsense(f"it asked {host}, which it does not declare")
            site = self._own if OWN_DOMAIN in self._info.hosts else ""
            pace, introduces = self._info.seconds_apart, self._info.introduces
            request = Request(url, post, self._credential(credential), pace, introduces, site)
            # Numbered as it is asked, so that the same questions bear the same numbers in whatever order answers come.
            evidence = self._next_id()
            page = await self._kept(evidence, await self._sent(evidence, request), request.key)
            _raise_silence(page, also)
        except Silence as fault:
            raise type(fault)(f"{purpose}: {fault}") from fault
        return page

    async def rows(self, table: str, key: str) -> Page:
        """The rows of a declared table, as `intake.hooks.source.Context` promises."""
        if all(table != declared.name for declared in self._info.tables):
            raise Nonsense(f"it looked into the table {table}, which it does not declare")
        return await self._on_shelf(shelf.row_url(table, key))

    async def past(self) -> Page:
        """Your own dossiers that may concern the client, as `intake.hooks.source.Context` promises."""
        if not self._info.reads_past:
            raise Nonsense("it read your past, which it does not declare")
        return await self._on_shelf(shelf.PAST)

    async def screen(self) -> Page:
        """Whom on the watch lists the client may be, as `intake.hooks.source.Context` promises."""
        if not self._info.screens:
            raise Nonsense("it asked the watch lists, which it does not declare")
        return await self._on_shelf(shelf.SCREEN)

    async def _on_shelf(self, url: str) -> Page:
        evidence = self._next_id()
        page = await self._kept(evidence, await self._sent(evidence, Request(url)), url)
        _raise_silence(page, ())
        return page

    @property
    def contradiction(self) -> str:
        """Which request was answered in two ways, in words; empty where none was."""
        seen: dict[str, str] = {}
        for received in self.evidence:
            if received.asked and seen.setdefault(received.asked, received.sha256) != received.sha256:
                asked = received.asked
                return worded(f"content differs: two answers to {asked} are not the same, and both are kept")
        return ""

    def claimed(self, text: str) -> str:
        """The evidence id for something the client stated."""
        plain = {"content-type": "text/plain; charset=utf-8"}
        answer = Answer("claim:client", 0, plain, text.encode("utf-8", "replace"))
        return self._issue(self._next_id(), answer, "", self._web.keep(answer.body)).evidence

    def _next_id(self) -> str:
        self._issued += 1
        return f"{self._info.name}-{self._issued}"

    async def _sent(self, evidence_id: str, request: Request) -> Answer:
        try:
            return await self._web.send(request, self._allows)
        except Silence as why:
            words = clean(str(why), limit=500)
            self.unanswered.append(Unanswered(evidence_id, request.key, name_of(why), words))
            raise

    async def _kept(self, evidence_id: str, answer: Answer, asked: str) -> Page:
        return self._issue(evidence_id, answer, asked, await aside(self._web.keep, answer.body))

    def _issue(self, evidence_id: str, answer: Answer, asked: str, sha256: str) -> Page:
        content_type = answer.headers.get("content-type", "")
        evidence = Evidence(
            id=evidence_id,
            url=answer.url,
            retrieved_at=answer.retrieved_at or self._clock(),
            status=answer.status,
            sha256=sha256,
            recorded=answer.recorded,
            asked=asked,
            content_type=content_type,
            hops=answer.hops,
            ip=answer.ip,
            certificate=answer.certificate,
            note=answer.note,
        )
        page = Page(evidence.id, answer.url, answer.status, content_type, answer.body)
        self.evidence.append(evidence)
        self.pages[evidence.id] = page
        return page

    def _credential(self, name: str) -> Credential | None:
        found = next((credential for credential in self._info.credentials if credential.name == name), None)
        if name and found is None:
            raise Nonsense(f"it named the credential {name}, which it does not declare")
        return found

    def _allows(self, host: str) -> bool:
        return any(self._is_meant(host, declared) for declared in self._info.hosts)

    def _is_meant(self, host: str, declared: str) -> bool:
        if declared == OWN_DOMAIN:
            return bool(self._own) and (host == self._own or host.endswith(f".{self._own}"))
        if declared.startswith("named-by:"):
            directory = declared.removeprefix("named-by:")
            pages = [page for page in self.pages.values() if host_of(page.url) == directory]
            small = [page for page in pages if len(page.body) <= _LARGEST_DIRECTORY][:_MOST_DIRECTORIES]
            return any(page.says(f"//{host}{end}") for page in small for end in '/":')
        return host == declared


def _raise_silence(page: Page, also: Collection[int]) -> None:
    if page.status == 429:
        raise RateLimited("asked too often (HTTP 429)")
    if page.status >= 500 or page.status == 408:
        raise Unreachable(f"the server failed (HTTP {page.status})")
    if 200 <= page.status < 300 or page.status in also:
        return
    if page.status in (401, 403, 451):
        raise Blocked(f"not let in (HTTP {page.status})")
    raise Unreachable(f"an answer this source cannot read (HTTP {page.status})")
