"""A clock, a client and a source that do as they are told."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime

from intake.api import Client, Context, Finding, SourceInfo, Type
from intake.hooks.page import Page
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
CLIENT = Client(name="Acme Ltd", website="https://www.acme.example/")
REGISTER = "https://register.example/acme"


def clock() -> datetime:
    """Always the same moment."""
    return NOW


class QuickClock:
    """A clock whose seconds pass at once; `slept` lists them."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def time(self) -> float:
        """The seconds that were slept."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Lets the seconds pass at once."""
        self.slept.append(seconds)
        self.now += seconds


def info(name: str = "register", **parts: object) -> SourceInfo:
    """A well-formed statement of a source, changed by the parts."""
    whole: dict[str, object] = {
        "name": name,
        "publisher": "the registrar",
        "hosts": ("register.example",),
        "topics": ("registry",),
        "facts": {"registry.active": Type.BOOL, "registry.name": Type.TEXT},
        "licence": "open",
        "personal_data": "none",
        "cost": "free",
        "needs": "a name",
    }
    return SourceInfo(**(whole | parts))  # type: ignore[arg-type]


class Told:
    """A source that asks as it is told; by default it finds that the company is active."""

    def __init__(
        self,
        work: Callable[[Context], Awaitable[object]] | None = None,
        *,
        applies: bool = True,
        stated: SourceInfo | None = None,
    ) -> None:
        self.info = stated or info()
        self._work = work or active
        self._applies = applies

    def applies_to(self, client: Client) -> bool:
        """As told."""
        return self._applies

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """As told."""
        return await self._work(context)  # type: ignore[return-value]


async def active(context: Context) -> list[Finding]:
    """Fetches the register's page and finds the company active."""
    page = await context.fetch(REGISTER, "the entry")
    return [finding(page)]


def finding(page: Page, **parts: object) -> Finding:
    """A finding that the company is active, changed by the parts."""
    whole: dict[str, object] = {
        "topic": "registry",
        "fact": "active",
        "value": True,
        "statement": "The register lists the company as active.",
        "evidence": page.evidence,
        "quote": "ACTIVE",
    }
    return Finding(**(whole | parts))  # type: ignore[arg-type]


def web(status: int = 200, body: str = '{"status": "ACTIVE"}', headers: Mapping[str, str] | None = None) -> RecordedWeb:
    """A web on which only the register's page stands."""
    return RecordedWeb({REGISTER: Answer(REGISTER, status, headers or {}, body.encode(), recorded=True)})
