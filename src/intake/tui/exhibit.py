"""The evidence behind a finding, to read: the words quoted in their page; what is shown can be copied, opened and disputed."""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from textual import on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from intake.locale import Words, marked
from intake.model.finding import Evidence, Finding, SourceReport
from intake.tui.beside import WorkingScreen
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.disputing import dispute
from intake.tui.footer import KeysFooter
from intake.tui.keeping import command
from intake.tui.menu import Menu
from intake.tui.words import text

_DROP = marked("Drop this stored answer")
_SCHEMES = ("https", "http")


class ExhibitScreen(WorkingScreen[None]):
    """One finding, or how the asking of a source ended, with everything it received."""

    called = marked("Evidence")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Back", key_display="esc"),
        Binding("c", "copy", "Copy"),
        Binding("o", "open", "Open the address"),
        Binding("d", "dispute", "The client disputes it"),
    ]

    def __init__(
        self, dossier_id: str, body: Content, report: SourceReport, finding: Finding | None, words: Words
    ) -> None:
        super().__init__(classes="page")
        self.words = words
        self._dossier_id = dossier_id
        self._body = body
        self._report = report
        self._finding = finding

    def compose(self) -> ComposeResult:
        """The source, the evidence, and the buttons."""
        yield Static(text((self.say("Evidence"), "bold $text-primary"), f" · {self._report.source}"), id="title")
        with VerticalScroll(id="lines"):
            yield Static(self._body)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Back"), variant="primary", compact=True, id="back")
            yield Button(self.say("Copy") + "…", compact=True, id="copy")
            yield Button(self.say("Open") + "…", compact=True, id="open", disabled=not self._addresses)
            yield Button(self.say("Disputed") + "…", compact=True, id="dispute", disabled=self._finding is None)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Starts in the text, so that it can be scrolled."""
        self.query_one("#lines").focus()

    @property
    def _shown(self) -> tuple[Evidence, ...]:
        """The answers whose address and digest are on the screen."""
        found = self._report.evidence
        return tuple(e for e in found if self._finding is None or e.id == self._finding.evidence)

    @property
    def _addresses(self) -> tuple[str, ...]:
        """The addresses on the screen that a browser can open; what the client only stated is none."""
        urls = (evidence.url for evidence in self._shown if evidence.status)
        return tuple(dict.fromkeys(url for url in urls if urlsplit(url).scheme in _SCHEMES))

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        """Asks which of what is shown is copied."""
        say = self.say
        told: list[tuple[str, str]] = []
        if self._finding is not None:
            told.append((say("Statement"), self._finding.statement))
            told += [(say("Quote"), self._finding.quote)] if self._finding.quote else []
        for evidence in self._shown:
            told += [(say("From"), evidence.url), ("SHA-256", evidence.sha256)] if evidence.status else []
        choices = tuple((what, label, what) for label, what in dict.fromkeys(told) if what)
        self.app.push_screen(Menu(say("Copy"), choices, say), self._copied)

    def _copied(self, what: str | None) -> None:
        if what:
            self.app.copy_to_clipboard(what)
            self.notify(self.say("Copied: {what}", what=what), markup=False)

    @on(Button.Pressed, "#open")
    def action_open(self) -> None:
        """Asks before an address that is shown is opened in the browser."""
        say = self.say
        choices = tuple((url, url, _spelt(url, say)) for url in self._addresses)
        if choices:
            self.app.push_screen(Menu(say("Open in your browser?"), choices, say), self._opened)

    def _opened(self, url: str | None) -> None:
        if url:
            self.app.open_url(url)

    @on(Button.Pressed, "#dispute")
    def action_dispute(self) -> None:
        """Keeps what the client says against the finding; it travels with it from then on."""
        if self._finding is not None:
            dispute(self, self._dossier_id, self._finding, lambda: None)

    def further_commands(self) -> Iterator[SystemCommand]:
        """Dropping a stored answer, where one is shown that is still kept."""
        if self._kept:
            about = marked("Its hash and your reason stay; what was found in it is unknown from then on")
            yield command(_DROP, about, self._drop, self.say)

    @property
    def _kept(self) -> tuple[Evidence, ...]:
        return tuple(evidence for evidence in self._shown if evidence.status and not evidence.purged)

    def _drop(self) -> None:
        """Asks which answer, where several are shown."""
        choices = tuple((each.id, each.url, each.id) for each in self._kept)
        if len(choices) == 1:
            self._drop_one(choices[0][0])
        else:
            self.app.push_screen(Menu(self.say(_DROP), choices, self.say), self._drop_one)

    def _drop_one(self, evidence: str | None) -> None:
        """Asks why, drops the answer, and opens the step anew, which still shows what was found in it."""
        if not evidence:
            return
        say, app = self.say, self.app
        url = next(each.url for each in self._kept if each.id == evidence)
        fields = (Field("reason", say("Reason"), required=True, placeholder=say("In a few words")),)
        form = FormDialog(say(_DROP), fields, about=url, submit=say("Drop"), words=say)

        def drop(filled: Filled) -> object:
            return app.desk.archive.purge(self._dossier_id, evidence=evidence, reason=filled["reason"])

        def told(_: object) -> None:
            self.dismiss()
            app.call_later(app.open_step, self._dossier_id, "vetting")
            app.notify(say("Dropped. Decide anew (F4)."), markup=False)

        self.ask(form, drop, told, "")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()


def _spelt(url: str, say: Words) -> str:
    """A warning where the name of the host is written in letters that may look like others."""
    host = urlsplit(url).hostname or ""
    looks = any(label.startswith("xn--") for label in host.split(".")) or not host.isascii()
    return say(_LOOKS, host=host.encode("idna").decode("ascii") if not host.isascii() else host) if looks else ""


_LOOKS = marked("careful: its letters may look like others; it is {host}")
