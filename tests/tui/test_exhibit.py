"""Evidence on screen: the quote stands out in its page; what is copied or opened is what is shown."""

import stat
import webbrowser
from pathlib import Path

import pytest
from textual.widgets import Static

from intake.desk import Desk
from intake.tui.evidence import about_finding
from intake.tui.exhibit import ExhibitScreen
from intake.vetting.quoting import quoted
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def open_evidence(person: Person, desk: Desk, dossier: str, source: str) -> str:
    """Opens the first finding of a source."""
    report = desk.dossier(dossier).reports[source]
    finding = next(finding for finding in report.findings if finding.quote)
    span = quoted(desk.archive.exhibit(dossier, finding.evidence).page, finding.quote)
    say = person.app.say
    screen = ExhibitScreen(dossier, about_finding(finding, report, say, span), report, finding, say)
    await person.app.push_screen(screen)
    return await person.settle()


async def test_the_quote_stands_out_in_its_page(desk: Desk, vetted: str) -> None:
    async with at(desk, size=(80, 24), dossier=vetted, step="vetting") as person:
        seen = await open_evidence(person, desk, vetted, "gleif")
        assert "SHA-256" in seen
        body = person.app.screen.query_one("#lines Static", Static).content
        marked = [span for span in body.spans if "reverse" in str(span.style)]  # type: ignore[union-attr]
        (quote,) = {finding.quote for finding in desk.dossier(vetted).reports["gleif"].findings[:1]}
        assert marked
        assert quote.split()[0] in str(body)[marked[0].start : marked[0].end]


async def test_what_is_copied_is_what_is_shown(desk: Desk, vetted: str) -> None:
    async with at(desk, size=(80, 24), dossier=vetted, step="vetting") as person:
        await open_evidence(person, desk, vetted, "gleif")
        body = str(person.app.screen.query_one("#lines Static", Static).content)
        await person.type("c<down><down>\r")
        assert person.app.clipboard.startswith("https://")
        assert person.app.clipboard in body


async def test_an_address_is_opened_only_when_asked_and_as_it_is_shown(
    desk: Desk, vetted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    browser = write_browser(tmp_path, opened)
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setenv("BROWSER", str(browser))
    async with at(desk, size=(60, 20), dossier=vetted, step="vetting") as person:
        await open_evidence(person, desk, vetted, "gleif")
        seen = await person.type("o")
        assert "Open in your browser?" in seen
        assert read(opened) == ""
        await person.type("<escape>")
        assert read(opened) == ""
        await person.type("o\r")
        body = str(person.app.screen.query_one("#lines Static", Static).content)
        assert read(opened).strip().startswith("https://")
        assert read(opened).strip() in body


async def test_what_the_client_says_against_it_stays_beside_it(desk: Desk, vetted: str) -> None:
    async with at(desk, size=(60, 20), dossier=vetted, step="vetting") as person:
        await open_evidence(person, desk, vetted, "gleif")
        await person.click("#dispute")
        await person.type("That is another company\r")
        (dispute,) = desk.dossier(vetted).disputes.values()
        assert dispute.says == "That is another company"


def write_browser(folder: Path, opened: Path) -> Path:
    """A browser that notes what it was asked to open."""
    path = folder / "browser"
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" > "{opened}"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""
