"""What a public source said of a client, with the evidence it rests on."""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import Enum

from intake.frugal import dataclass, field, replace
from intake.locale import worded
from intake.model.client import Client
from intake.model.isolation import NONE, Isolation
from intake.model.party import Identifier
from intake.model.values import Value


class Status(Enum):
    """How asking a source ended. Only CHECKED and NOT_FOUND yield facts; every other status leaves them unknown."""

    CHECKED = "checked"
    NOT_FOUND = "not_found"
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"

    @property
    def yields_facts(self) -> bool:
        """Whether what was (not) found may be read as fact."""
        return self in (Status.CHECKED, Status.NOT_FOUND)


class Confidence(Enum):
    """How firmly a finding is tied to this very client."""

    FIRM = "firm"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer as it was received: where from, when (our clock), HTTP status, and the digest of the stored body.

    `id` is issued by the host, never by a source; `recorded` marks an answer that was replayed from a recording. `asked`
    names the request (the URL, and what was posted, by digest), `url` where the answer came from, after the redirects in
    `hops`. `ip` and `certificate` (SHA-256) are those of the server, as far as there was one; `note` says what was odd.
    `purged` says why the body was dropped, and is empty while it is kept.
    """

    id: str
    url: str
    retrieved_at: datetime
    status: int
    sha256: str
    recorded: bool = False
    asked: str = ""
    content_type: str = ""
    hops: tuple[str, ...] = ()
    ip: str = ""
    certificate: str = ""
    note: str = ""
    purged: str = ""

    def age(self, at: datetime) -> str:
        """How old the answer was at that time, as it is printed (`from 3 h ago`); empty where it was fetched for it."""
        minutes = int((at - self.retrieved_at).total_seconds() // 60)
        if minutes < 1:
            return ""
        hours = minutes // 60
        return worded(f"from {hours} h ago" if hours else f"from {minutes} min ago")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that got no answer: `id` is the evidence id it was asked under, `kind` the name of the silence, `why` its words."""

    id: str
    asked: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact: `topic.fact` has `value`, as `statement` says in words.

    `evidence` is an id issued by the host; `quote` is the span of that body which says so.
    """

    topic: str
    fact: str
    value: Value
    statement: str
    evidence: str = ""
    quote: str = ""
    confidence: Confidence = Confidence.FIRM

    @property
    def name(self) -> str:
        """The fact as policies name it, after `findings.`."""
        return f"{self.topic}.{self.fact}"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How asking one source ended; `facts` names what the source would have told, `note` why it did not.

    `plugin` is the one that answered for the source, with its version (`no_brreg@0.1.0`), and `client` what was known of
    the client then: with them and the stored bodies the findings can be recomputed. `dropped` says by fact why what was
    found of it is not held; such a fact is unknown. `unanswered` are the requests without an answer, so that they are
    recomputed as well. `isolation` is what held the plugin meanwhile.
    """

    source: str
    status: Status
    asked_at: datetime
    elapsed_ms: int = 0
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[str, ...] = ()
    note: str = ""
    plugin: str = ""
    client: Client | None = None
    dropped: Mapping[str, str] = field(default_factory=dict)
    isolation: Isolation = NONE
    unanswered: tuple[Unanswered, ...] = ()

    @property
    def known_by(self) -> tuple[Identifier, ...]:
        """The numbers of the client with which the source was asked."""
        return self.client.identifiers if self.client else ()


def without(report: SourceReport, sha256: Collection[str], reason: str) -> SourceReport:
    """The report after these bodies were purged: what rests on them is no longer held, and unknown for that reason."""
    gone = {evidence.id for evidence in report.evidence if evidence.sha256 in sha256}
    if not gone:
        return report
    why = worded(f"purged: {reason}")
    return replace(
        report,
        findings=tuple(finding for finding in report.findings if finding.evidence not in gone),
        evidence=tuple(replace(each, purged=reason) if each.id in gone else each for each in report.evidence),
        dropped={**report.dropped, **{found.name: why for found in report.findings if found.evidence in gone}},
    )
