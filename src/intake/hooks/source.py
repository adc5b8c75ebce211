"""What a source of findings is, and what the host offers it while it is asked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from intake.frugal import dataclass, field
from intake.hooks.page import Page
from intake.hooks.table import Table
from intake.model.client import Client
from intake.model.finding import Finding
from intake.model.questionnaire import Type
from intake.model.values import Json

OWN_DOMAIN = "*"
"""In `SourceInfo.hosts`: the client's own registrable domain and everything below it."""


def named_by(host: str) -> str:
    """In `SourceInfo.hosts`: any host that an answer of this host named, as a directory of servers does."""
    return f"named-by:{host}"


@dataclass(frozen=True, slots=True)
class Credential:
    """A key of the user's that a source needs: the host adds it to a request, and the plugin never sees it.

    It is sent to `host` alone, and not across a redirect. `sent_as` is `basic` (as the user name of HTTP Basic, RFC 7617),
    `header:NAME`, or `query:NAME`; `ask_at` says in words where a person gets one.
    """

    name: str
    host: str
    sent_as: str
    ask_at: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source states of itself before it is asked.

    `hosts` are the only ones it may ask: names, `OWN_DOMAIN`, `named_by(host)`; none for a source that works offline.
    `facts` maps each `topic.fact` it can tell to its type: a name of `intake.model.facts.FINDINGS` with the type given
    there, or a name of its own. `topics` are the parts before the dot. `licence` says on what terms the data may be
    used, `personal_data` what of a person is sent or received, `cost` what asking costs, `needs` which part of the
    client it must know. `credentials` are the keys it may name to `fetch`. `seconds_apart` is the least time between two
    requests to one of its hosts, by the host's terms. `introduces` puts your e-mail address into the User-Agent, for a
    host that wants to know who asks. `numbers` says under which scheme the company numbers stand that it tells, by fact, so
    that they lead to other sources (or which fact tells the register, by GLEIF's code of registration authorities); of a candidate (`NAME (NUMBER)`), so that it can be chosen. `off` says why the source
    is asked only by name; empty for one that always is.
    `tables` are those it looks things up in. `reads_past` says that it reads your own past, `screens` that it holds the client
    against watch lists; either may therefore ask no host. `directories` are whole URLs whose answer is the same whoever is
    asked about; such an answer serves all dossiers for a day.
    """

    name: str
    publisher: str
    hosts: tuple[str, ...]
    topics: tuple[str, ...]
    facts: Mapping[str, Type]
    licence: str
    personal_data: str
    cost: str
    needs: str
    credentials: tuple[Credential, ...] = ()
    seconds_apart: float = 1.0
    introduces: bool = False
    off: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    reads_past: bool = False
    screens: bool = False
    directories: tuple[str, ...] = ()


class Context(Protocol):
    """All that a source can do to the outside: the host does it and keeps the evidence."""

    @property
    def today(self) -> date:
        """The day on which the source is asked."""

    async def fetch(
        self,
        url: str,
        purpose: str,
        *,
        also: Collection[int] = (),
        credential: str = "",
        post: Mapping[str, Json] | None = None,
    ) -> Page:
        """The page at a URL on a declared host, followed through at most five redirects.

        A status other than 2xx raises the Silence it means, unless `also` names it as one the source can read; 429 and
        5xx always raise. `purpose` says in words what is fetched; it stands before the reason when nothing came.
        `credential` names one of the declared keys; without it in the user's settings, Blocked says where to get one.
        `post` sends an object as JSON instead of asking with GET.
        """

    async def rows(self, table: str, key: str) -> Page:
        """The rows of a declared table with that key, as JSON, letter case and blanks around the key aside.

        `{"table": name, "fetched": day, "rows": [{column: text, ...}, ...]}`; no rows where it has none. Unreachable
        where the table is not on this machine.
        """

    async def past(self) -> Page:
        """Your own dossiers that may concern this client, as JSON; for a source that declares `reads_past`.

        `{"dossiers": n, "unread": n, "named": bool, "matches": [match, ...]}`: how many others there are, how many of them
        cannot be read, whether competitors were named, and who resembles whom, as `intake.recollection.Match` says.
        """

    async def screen(self) -> Page:
        """Whom on the watch lists of this machine the client and the people behind it may be, as JSON; needs `screens`.

        `{"lists": [{"name", "date", "sha256", "stale"}, ...], "missing": [name, ...], "screened": [{"name", "matches": [match,
        ...]}, ...]}`. A match says whom (`list`, `entity`, `name`), how like (`score`, `band`), why (`explanation`, `agrees`,
        `differs`), whether an identifier `settled` it, and what you `judged`: `them`, `not them`, or nothing yet.
        """

    def claimed(self, text: str) -> str:
        """The evidence id for something the client stated, for findings that need no network."""


@runtime_checkable
class Source(Protocol):
    """One public source.

    class Register:
        info = SourceInfo(name="register", ...)

        def applies_to(self, client):
            return client.country == "NO"

        async def ask(self, client, context):
            page = await context.fetch("https://...", "the entry in the register", also=(404,))
            ...
    """

    @property
    def info(self) -> SourceInfo:
        """What the source states of itself."""

    def applies_to(self, client: Client) -> bool:
        """Whether asking makes sense with what is known of the client; asks nobody."""

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the source says of the client; empty means asked, answered, and unknown there.

        Raises a Silence where it could not be asked. Every finding names the evidence it rests on.
        """
        raise NotImplementedError
