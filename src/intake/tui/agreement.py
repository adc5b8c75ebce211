"""The agreement: the checklist as it will be signed, then offer, acceptance, seal, export and verification."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from intake.errors import Usage
from intake.model.decision import Verdict
from intake.model.dossier import Dossier, Stage
from intake.tui.brief import brief_shown
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.step import StepScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.signing.verifying import Verification

_TODO = {
    Stage.AGREED: "Read it together, then sign it as your offer.",
    Stage.OFFERED: "You have signed. Now the client accepts, here in person.",
    Stage.SEALED: "Both sides have signed. Export the folder and send it to the client.",
    Stage.STARTED: "Work is under way.",
}
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
    ]

    def compose_body(self) -> ComposeResult:
        """What to do now, the brief, and the buttons in their order."""
        yield Static("", id="todo")
        with VerticalScroll(id="paper"):
            yield Static("", id="brief")
        with Horizontal(classes="buttons"):
            yield Button("Build", compact=True, id="build")
            yield Button("Sign as supplier…", compact=True, id="offer")
            yield Button("Client accepts…", compact=True, id="accept")
            yield Button("Export…", compact=True, id="export")

    def on_mount(self) -> None:
        """Shows how far the agreement has come."""
        self._show()

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
        self.query_one("#brief", Static).update(brief_shown(dossier.brief) if dossier.brief else "")
        self.query_one("#todo", Static).update(text((self._todo(dossier), "bold")))
        possible = self._possible()
        for name in ("build", "offer", "accept", "export"):
            self.query_one(f"#{name}", Button).display = name in possible
        self.query_one("#build", Button).label = "Build anew" if dossier.brief else "Build the brief"
        nexts = [name for name in ("export", "accept", "offer", "build") if name in possible]
        self.query_one(f"#{nexts[0]}" if nexts else "#paper").focus()
        self.refresh_bindings()

    def _todo(self, dossier: Dossier) -> str:
        if dossier.decision is None:
            return "Decide first (F4); the agreement rests on the decision."
        if dossier.decision.verdict is Verdict.NO_GO:
            return "The verdict is no-go. Decline, or overrule a rule at the decision (F4)."
        return _TODO.get(dossier.stage, "Build the brief from the answers and the decision.")

    # building

    @on(Button.Pressed, "#build")
    def action_build(self) -> None:
        """Builds the brief; asks once for the name you sign with."""
        if self.desk.settings.supplier.name:
            self._build()
            return
        name = Field("name", "Your name", self.desk.supplier.name, required=True)
        about = "It stands in your agreements as the supplier."
        self.app.push_screen(FormDialog("Who are you?", (name,), about=about, submit="Build the brief"), self._named)

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
            text("You sign exactly what is shown here:"),
            text((self.desk.brief_digest(self.dossier_id), "$text-success")),
            text(
                (
                    "Your key is made on first use. With a passphrase nobody else can use it; leave it empty for none.",
                    "dim",
                )
            ),
        )
        dialog = FormDialog(
            "Sign as supplier", (Field("passphrase", "Passphrase", secret=True),), about=about, submit="Sign the offer"
        )
        self.app.push_screen(dialog, self._offer)

    def _offer(self, filled: Filled | None) -> None:
        if filled is not None:
            secret = filled["passphrase"].encode() or None
            self.beside(
                lambda: self.desk.offer(self.dossier_id, passphrase=secret),
                lambda _: self._show(),
                "Signing your offer …",
            )

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Takes the client's acceptance, typed here, and seals the agreement."""
        from intake.desk import CONSENT, INTENT

        dossier = self._dossier
        about = lines(
            text((INTENT, "bold")),
            text(("Brief  ", "dim"), (self.desk.brief_digest(dossier.id), "$text-success")),
            text(
                ("Offer  ", "dim"), (f"sha256:{dossier.documents[-1].sha256.removeprefix('sha256:')}", "$text-success")
            ),
        )
        fields = (
            Field("name", "Name", placeholder="The person who accepts, in full", required=True),
            Field("email", "E-mail", dossier.brief.client.email if dossier.brief else ""),
            Field("passphrase", "Key phrase", placeholder="Passphrase of your key, if it has one", secret=True),
            Field("consent", CONSENT, tick=True),
        )
        dialog = FormDialog("Accept the brief", fields, about=about, submit="Accept and seal", check=_consented)
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
                "Sealing the agreement …",
            )

    # export

    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Writes the folder for the client, and verifies what was written."""
        folder = Field("folder", "Folder", str(Path.home()), required=True)
        about = "The signed brief and all that anyone needs to verify it go into a folder of their own there."
        self.app.push_screen(FormDialog("Export", (folder,), about=about, submit="Export"), self._export)

    def _export(self, filled: Filled | None) -> None:
        if filled is not None:
            target = Path(filled["folder"]).expanduser()
            self.beside(lambda: self._write_and_verify(target), self._exported, "Writing and verifying …")

    def _write_and_verify(self, target: Path) -> "tuple[Path, Verification]":
        from intake.signing.verifying import verify

        written = self.desk.export(self.dossier_id, target)
        return written, verify(written)

    def _exported(self, result: "tuple[Path, Verification]") -> None:
        path, verification = result
        outcome = verification.outcome
        rows = [
            text(("Written to ", "dim"), str(path)),
            text(("Verified: ", "dim"), (outcome, f"bold {_OUTCOMES[outcome]}")),
        ]
        rows += [text(("· ", "dim"), statement) for statement in verification.statements]
        rows += [text(("✗ ", "$text-error"), fault) for fault in verification.faults]
        self.app.push_screen(Notice("The signed brief", lines(*rows)))


def _consented(filled: Filled) -> None:
    if filled["consent"] != "yes":
        raise Usage("The client has not consented to sign electronically", remedy="Tick the box with Space.")
