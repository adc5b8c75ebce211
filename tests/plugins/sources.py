"""Asks one installed source on a web of given pages."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from intake.api import Client, Source, Value
from intake.hooks.loading import load
from intake.model.finding import SourceReport
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import ask
from intake.vetting.door import Answer

RECORDED = Path(__file__).parents[2].parent / "shared" / "data" / "recorded"
"""Real answers of public registers, beside the checkout; tests that read them skip where they are absent."""

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
Given = tuple[int, object] | str | Mapping[str, object]


def installed_names() -> frozenset[str]:
    """The names of the installed plugins, for what should be loaded without them."""
    return frozenset(point.name for point in entry_points(group="intake.plugins"))


@cache
def sources() -> Mapping[str, Source]:
    """The installed sources by name."""
    return {source.info.name: source for source in load().sources}


def source(name: str) -> Source:
    """The installed source of that name."""
    return sources()[name]


def report(name: str, client: Client, pages: Mapping[str, Given]) -> SourceReport:
    """The report of a source on a web of these pages: a text or an object, or a status with one of them."""
    web = RecordedWeb({url: _answer(url, given) for url, given in pages.items()})
    return asyncio.run(ask(client, [source(name)], web, clock=lambda: NOW))[0]


def facts(found: SourceReport) -> dict[str, Value]:
    """The values of the findings by name."""
    return {finding.name: finding.value for finding in found.findings}


def recorded(path: str) -> dict[str, object]:
    """A real recorded answer; skips the test where the recordings are absent."""
    import pytest

    file = RECORDED / path
    if not file.exists():
        pytest.skip("the recorded answers are not here")
    found = json.loads(file.read_bytes())
    assert isinstance(found, dict)
    return found


def _answer(url: str, given: Given) -> Answer:
    status, body = given if isinstance(given, tuple) else (200, given)
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return Answer(url, status, {}, text.encode(), recorded=True)
