"""The agreement: the checklist as it will be signed, then offer, acceptance, seal, export and verification."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from intake.errors import Usage
from intake.locale import marked
from intake.model.decision import Verdict
from intake.model.dossier import Dossier, Stage
from intake.tui.brief import brief_shown
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.step import StepScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.signing.verification import Verification

_TODO = {
    Stage.AGREED: marked("Read it together, then sign it as your offer."),
    Stage.OFFERED: marked("You have signed. Now the client accepts, here in person."),
    Stage.SEALED: marked("Both sides have signed. Export the folder and send it to the client."),
    Stage.STARTED: marked("Work is under way."),
}
_BUILD = marked("Build the brief from the answers and the decision.")
_OUTCOMES = {"valid": "$text-success", "invalid": "$text-error", "unknown": "$text-warning"}


class AgreementScreen(StepScreen):
    """Builds the brief, shows it whole, and takes both signatures."""

    step = "agreement"
    CSS_PATH = "agreement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "build", "Build"),
        Binding("s", "offer", "Sign"),
        Binding("a", "accept", "Accept"),
        Binding("x", "export", "Export"),
        Binding("pagedown", "turn(1)", "Page down", show=False),
        Binding("pageup", "turn(-1)", "Page up", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        """What to do now, the brief, and the buttons in their order."""
        yield Static("", id="todo")
        with VerticalScroll(id="paper"):
            yield Static("", id="brief")
        with Horizontal(classes="buttons"):
            yield Button(self.say("Build"), compact=True, id="build")
            yield Button(self.say("Sign as supplier") + "…", compact=True, id="offer")
            yield Button(self.say("Client accepts") + "…", compact=True, id="accept")
            yield Button(self.say("Export") + "…", compact=True, id="export")

    def on_mount(self) -> None:
        """Shows how far the agreement has come."""
        self._show()

    def action_turn(self, pages: int) -> None:
        """Turns a page of the brief, wherever the focus is."""
        paper = self.query_one("#paper", VerticalScroll)
        paper.scroll_page_down(animate=False) if pages > 0 else paper.scroll_page_up(animate=False)

    @property
    def _dossier(self) -> Dossier:
        return self.desk.dossier(self.dossier_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action in ("build", "offer", "accept", "export"):
            return action in self._possible()
        return super().check_action(action, parameters)

    def _possible(self) -> frozenset[str]:
        dossier = self._dossier
        if dossier.decision is None or dossier.decision.verdict is Verdict.NO_GO:
            return frozenset()
        return {
            Stage.AGREED: frozenset({"build", "offer"}),
            Stage.OFFERED: frozenset({"build", "offer", "accept"}),
            Stage.SEALED: frozenset({"export"}),
            Stage.STARTED: frozenset({"export"}),
        }.get(dossier.stage, frozenset({"build"}))

    def _show(self) -> None:
        dossier = self._dossier
        self.query_one("#brief", Static).update(brief_shown(dossier.brief, self.say) if dossier.brief else "")
        self.query_one("#todo", Static).update(text((self._todo(dossier), "bold")))
        possible = self._possible()
        for name in ("build", "offer", "accept", "export"):
            self.query_one(f"#{name}", Button).display = name in possible
        self.query_one("#build", Button).label = (
            self.say("Build anew") if dossier.brief else self.say("Build the brief")
        )
        nexts = [name for name in ("export", "accept", "offer", "build") if name in possible]
        self.query_one(f"#{nexts[0]}" if nexts else "#paper").focus()
        self.refresh_bindings()

    def _todo(self, dossier: Dossier) -> str:
        if dossier.decision is None:
            return self.say("Decide first (F4); the agreement rests on the decision.")
        if dossier.decision.verdict is Verdict.NO_GO:
            return self.say("The verdict is no-go. Decline, or overrule a rule at the decision (F4).")
        return self.say(_TODO.get(dossier.stage, _BUILD))

    # building

    @on(Button.Pressed, "#build")
    def action_build(self) -> None:
        """Builds the brief; asks once for the name you sign with."""
        if self.desk.settings.supplier.name:
            self._build()
            return
        name = Field("name", self.say("Your name"), self.desk.supplier.name, required=True)
        about = self.say("It stands in your agreements as the supplier.")
        self.app.push_screen(
            FormDialog(self.say("Who are you?"), (name,), about=about, submit=self.say("Build the brief")), self._named
        )

    def _named(self, filled: Filled | None) -> None:
        if filled is not None:
            with self.app.telling():
                self.desk.name_supplier(filled["name"])
                self._build()

    def _build(self) -> None:
        self.beside(lambda: self.desk.agree(self.dossier_id), lambda _: self._show(), "")

    # signing

    @on(Button.Pressed, "#offer")
    def action_offer(self) -> None:
        """Signs the brief as your offer."""
        about = lines(
            text(self.say("You sign exactly what is shown here:")),
            text((self.desk.brief_digest(self.dossier_id), "$text-success")),
            text(
                (
                    self.say(
                        "Your key is made on first use. With a passphrase nobody else can use it; leave it empty for none."
                    ),
                    "dim",
                )
            ),
        )
        dialog = FormDialog(
            self.say("Sign as supplier"),
            (Field("passphrase", self.say("Passphrase"), secret=True),),
            about=about,
            submit=self.say("Sign the offer"),
        )
        self.app.push_screen(dialog, self._offer)

    def _offer(self, filled: Filled | None) -> None:
        if filled is not None:
            secret = filled["passphrase"].encode() or None
            self.beside(
                lambda: self.desk.offer(self.dossier_id, passphrase=secret),
                lambda _: self._show(),
                self.say("Signing your offer …"),
            )

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Takes the client's acceptance, typed here, and seals the agreement."""
        from intake.signing.accepting import CONSENT, INTENT

        dossier = self._dossier
        about = lines(
            text((INTENT, "bold")),
            text((self.say("Brief") + "  ", "dim"), (self.desk.brief_digest(dossier.id), "$text-success")),
            text(
                (self.say("Offer") + "  ", "dim"),
                (f"sha256:{dossier.documents[-1].sha256.removeprefix('sha256:')}", "$text-success"),
            ),
        )
        fields = (
            Field("name", self.say("Name"), placeholder=self.say("The person who accepts, in full"), required=True),
            Field("email", self.say("E-mail"), dossier.brief.client.email if dossier.brief else ""),
            Field(
                "passphrase",
                self.say("Key phrase"),
                placeholder=self.say("Passphrase of your key, if it has one"),
                secret=True,
            ),
            Field("consent", CONSENT, tick=True),
        )
        dialog = FormDialog(
            self.say("Accept the brief"), fields, about=about, submit=self.say("Accept and seal"), check=self._consented
        )
        self.app.push_screen(dialog, self._accept)

    def _accept(self, filled: Filled | None) -> None:
        if filled is not None:
            self.beside(
                lambda: self.desk.accept(
                    self.dossier_id,
                    name=filled["name"],
                    email=filled["email"],
                    consent=filled["consent"] == "yes",
                    passphrase=filled["passphrase"].encode() or None,
                ),
                lambda _: self._show(),
                self.say("Sealing the agreement …"),
            )

    # export

    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Writes the folder for the client, and verifies what was written."""
        folder = Field("folder", self.say("Folder"), str(self.app.handed_to), required=True)
        about = self.say("The signed brief and all that anyone needs to verify it go into a folder of their own there.")
        self.app.push_screen(
            FormDialog(self.say("Export"), (folder,), about=about, submit=self.say("Export")), self._export
        )

    def _export(self, filled: Filled | None) -> None:
        if filled is not None:
            target = Path(filled["folder"]).expanduser()
            self.beside(lambda: self._write_and_verify(target), self._exported, self.say("Writing and verifying …"))

    def _write_and_verify(self, target: Path) -> "tuple[Path, Verification]":
        from intake.signing.folder import verify

        written = self.desk.export(self.dossier_id, target)
        return written, verify(written)

    def _exported(self, result: "tuple[Path, Verification]") -> None:
        path, verification = result
        outcome = verification.outcome
        rows = [
            text((self.say("Written to") + " ", "dim"), str(path)),
            text((self.say("Verified") + ": ", "dim"), (outcome, f"bold {_OUTCOMES[outcome]}")),
        ]
        rows += [text(("· ", "dim"), statement) for statement in verification.statements]
        rows += [text(("✗ ", "$text-error"), fault) for fault in verification.faults]
        self.app.push_screen(Notice(self.say("The signed brief"), lines(*rows)))

    def _consented(self, filled: Filled) -> None:
        if filled["consent"] != "yes":
            what = self.say("The client has not consented to sign electronically")
            raise Usage(what, remedy=self.say("Tick the box with Space."))
