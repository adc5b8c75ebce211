"""Ways to meet the servers of the lab, and what must hold whatever they do."""

import asyncio
from datetime import UTC, datetime

from intake.api import Client, Silence
from intake.hooks.loading import load
from intake.model.finding import SourceReport
from intake.testing.lab import Asked, Lab, Outcome
from intake.vetting import asking
from intake.vetting.door import Request

MOST_GROWTH = 10 * 1000 * 1000
_SLACK = 3.0


def refusal(lab: Lab, url: str) -> str:
    """Why the door refuses a URL, with the name of the Silence."""
    try:
        asyncio.run(lab.web(Asked(url, deadline=3)).send(Request(url), lambda _: True))
    except Silence as why:
        return f"{type(why).__name__}: {why}"
    return "it was answered"


def met(lab: Lab, asked: str | Asked, *, deadline: float = 8.0) -> Outcome:
    """The outcome of asking from a fresh process, after what must hold of every one was checked."""
    asked = asked if isinstance(asked, Asked) else Asked(asked, deadline=deadline)
    outcome = lab.ask(asked)
    assert outcome.kind in ("", "Unreachable", "Blocked", "BadCertificate"), outcome
    assert outcome.seconds < asked.deadline + _SLACK, outcome
    assert outcome.grown <= MOST_GROWTH, f"memory grew by {outcome.grown / 1e6:.1f} MB"
    assert "\n" not in outcome.silence
    return outcome


def website(lab: Lab, url: str) -> SourceReport:
    """What the website source reports of a client with that website."""
    source = next(source for source in load().sources if source.info.name == "website")
    client = Client("Acme Ltd", website=url)
    (report,) = asyncio.run(asking.ask(client, [source], lab.web(), clock=lambda: datetime.now(UTC)))
    return report
