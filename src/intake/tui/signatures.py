"""Signing on screen: what is signed with its digest, your offer, and the client's acceptance in each of its ways."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from intake.errors import Usage
from intake.locale import marked
from intake.model.rendition import languages_of
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog, Notice, fresh_passphrase
from intake.tui.menu import Menu
from intake.tui.step import StepScreen
from intake.tui.words import lines, text
from intake.typed_paths import typed_path

if TYPE_CHECKING:
    from intake.receiving import Shown
    from intake.signing.reply import Record

_WAYS = (
    (
        "pdf",
        marked("With PDF software, an e-ID or by e-mail: write the offer"),
        marked("they sign its field Client, or reply with the words of REPLY.txt"),
    ),
    ("key", marked("With their own SSH key: write what they sign"), marked("ssh-keygen, on their machine")),
    (
        "received",
        marked("Read in what they signed"),
        marked("the signed PDF, or the folder with acceptance.json.sig"),
    ),
)
_KEYGEN = "ssh-keygen -Y sign -n intake.acceptance -f KEY acceptance.json"


class SigningScreen(StepScreen):
    """A step on which both sides sign; it says in `show` how far they have come."""

    def show(self) -> None:
        """Reads the dossier and shows it."""
        raise NotImplementedError

    def _passphrase(self, name: str = "passphrase") -> Field:
        return Field(
            name,
            self.say("Passphrase"),
            placeholder=self.say("Your key's, if it has one"),
            secret=True,
        )

    def _signed(self, _: object) -> None:
        self.show()

    def signed_text(self) -> Content:
        """What will be signed, by the digests of its data and, once it was offered, of the very file."""
        dossier = self.desk.dossier(self.dossier_id)
        rows = [text((self.say("Brief") + "  ", "dim"), (self.desk.brief_digest(dossier.id), "$text-success"))]
        if dossier.documents and dossier.documents[-1].kind == "offer":
            digest = f"sha256:{dossier.documents[-1].sha256.removeprefix('sha256:')}"
            rows.append(text((self.say("Offer") + "  ", "dim"), (digest, "$text-success")))
        return lines(*rows)

    @on(Button.Pressed, "#offer")
    def action_offer(self) -> None:
        """Signs the brief as your offer."""
        say, is_first = self.say, not self.desk.contracting.has_key
        told = (
            say("Your key is made on first use. With a passphrase nobody else can use it; leave it empty for none.")
            if is_first
            else ""
        )
        about = lines(text(say("You sign exactly what is shown here:")), self.signed_text(), text((told, "dim")))
        form = FormDialog(
            say("Sign as supplier"),
            fresh_passphrase(say("Passphrase"), say) if is_first else (self._passphrase("fresh"),),
            about=about,
            submit=say("Sign the offer"),
        )

        def offer(filled: Filled) -> object:
            return self.desk.offer(self.dossier_id, passphrase=filled["fresh"].encode() or None)

        self.ask(form, offer, self._signed, say("Signing your offer …"))

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Takes the client's acceptance, typed here, and seals the agreement."""

        def accept(filled: Filled) -> object:
            return self.desk.accept(
                self.dossier_id,
                name=filled["name"],
                email=filled["email"],
                consent=True,
                passphrase=filled["passphrase"].encode() or None,
            )

        form = self._consent_form(self.say("Accept the brief"), (self._passphrase(),), self.say("Accept and seal"))
        self.ask(form, accept, self._signed, self.say("Sealing the agreement …"))

    def _consent_form(self, title: str, more: tuple[Field, ...], submit: str) -> FormDialog:
        """Asks who accepts, in the words that are kept, with the digests of what was shown."""
        from intake.signing.asked import BESIDE, asked

        brief = self.desk.dossier(self.dossier_id).brief
        words = asked(languages_of(brief))
        # Beside the box that is ticked, so that the words are seen with it in the smallest window.
        said = ["\n".join(pair) for pair in zip(words.intent.split(BESIDE), words.consent.split(BESIDE), strict=True)]
        fields = (
            Field("name", self.say("Name"), placeholder=self.say("The person who accepts, in full"), required=True),
            Field("email", self.say("E-mail"), brief.client.email if brief else ""),
            *more,
            Field("consent", "\n".join(said), tick=True),
        )
        return FormDialog(title, fields, about=self.signed_text(), submit=submit, check=self._consented)

    def _consented(self, filled: Filled) -> None:
        if filled["consent"] != "yes":
            what = self.say("The client has not consented to sign electronically")
            raise Usage(what, remedy=self.say("Tick the box with Space."))

    # the other ways

    @on(Button.Pressed, "#otherwise")
    def action_otherwise(self) -> None:
        """Shows the other ways in which the client can accept."""
        choices = tuple((key, self.say(title), self.say(about)) for key, title, about in _WAYS)
        self.app.push_screen(Menu(self.say("How does the client accept?"), choices, self.say), self._go_otherwise)

    def _go_otherwise(self, way: str | None) -> None:
        match way:
            case "pdf":
                self._ask_for_pdf()
            case "key":
                self._ask_for_key()
            case "received":
                self._ask_for_received()

    def _ask_for_pdf(self) -> None:
        """Writes the offer, which the client signs with software of their own."""
        say = self.say
        about = lines(
            text(say("The client signs the field Client in the offer and changes nothing else, or replies by e-mail.")),
            self.signed_text(),
        )

        def write(filled: Filled) -> Path:
            return self.desk.contracting.hand_over(self.dossier_id, typed_path(filled["folder"]))

        fields = (Field("folder", say("Folder"), str(Path.home()), required=True),)
        form = FormDialog(say("Signed elsewhere"), fields, about=about, submit=say("Write the files"))
        self.ask(form, write, self._written, say("Writing …"))

    def _ask_for_key(self) -> None:
        """Writes the offer and the statement that the client signs with the own SSH key."""
        more = (
            Field(
                "key",
                self.say("SSH key"),
                placeholder=self.say("Their public key, pasted, or its .pub file"),
                required=True,
            ),
            Field("folder", self.say("Folder"), str(Path.home()), required=True),
        )

        form = self._consent_form(self.say("Signed with their SSH key"), more, self.say("Write the files"))
        self.ask(form, self._write_for_key, self._written_for_key, self.say("Writing …"))

    def _write_for_key(self, filled: Filled) -> Path:
        from intake.signing.given_keys import public_line

        return self.desk.contracting.ask_for_key(
            self.dossier_id,
            typed_path(filled["folder"]),
            key=public_line(filled["key"]),
            name=filled["name"],
            email=filled["email"],
            consent=True,
        )

    def _written_for_key(self, folder: Path) -> None:
        say = self.say
        self._written(
            folder,
            text(say("The client reads the offer, and signs acceptance.json on their machine:")),
            text((_KEYGEN, "$text-success")),
        )

    def _written(self, path: Path, *how: Content) -> None:
        say = self.say
        rows = [text((say("Written to") + " ", "dim"), str(path)), text(""), *how]
        rows.append(text(say("Read in here what they send back.")))
        self.app.push_screen(Notice(say("For the client"), lines(*rows)))

    def _ask_for_received(self) -> None:
        """Takes what the client signed elsewhere, and seals the agreement."""
        say = self.say
        fields = (
            Field("path", say("File"), str(Path.home()), required=True),
            self._passphrase(),
            Field("record", say("DNS record"), placeholder=say("only for a mail, where it cannot be fetched")),
        )
        told = say("The signed PDF, their mail (.eml), or the folder with acceptance.json.sig.")
        about = lines(text(told), self.signed_text())

        self._ask_for_file(
            FormDialog(say("Read in what they signed"), fields, about=about, submit=say("Accept and seal"))
        )

    def _ask_for_file(self, form: FormDialog) -> None:
        """Asks for what came back; the form returns as it was filled in, where it cannot be taken."""

        def read(filled: Filled) -> tuple[Filled, "Shown", bool]:
            from intake.receiving import came_back

            path = typed_path(filled["path"])
            is_pdf = path.suffix.lower() == ".pdf"
            return filled, came_back(path), is_pdf and self.desk.contracting.shows_drawing(self.dossier_id, path)

        self.ask(form, read, lambda found: self._take(form, *found), "")

    def _take(self, form: FormDialog, filled: Filled, files: "Shown", drawn: bool) -> None:
        """Takes what came back, once you have seen its digest, and looked at what no program can read in it."""
        say = self.say

        def take(confirmed: Filled | None) -> None:
            if confirmed is not None:
                self.beside(
                    lambda: self._received(filled, files, looked=drawn),
                    self._signed,
                    say("Sealing the agreement …"),
                    lambda: self._ask_for_file(form.refilled(filled)),
                )

        about = [
            text(say("You sign that this is what the client sent back:")),
            *(text((f"{name}  ", "dim"), (digest, "$text-success")) for name, digest in files.items()),
            self.signed_text(),
        ]
        if not drawn:
            title = say("Read in what they signed")
            self.app.push_screen(FormDialog(title, (), about=lines(*about), submit=say("Accept and seal")), take)
            return
        about += [
            text(
                say("The client's signature shows a drawing at the head of the first page, which no program can read.")
            ),
            text(say("Open the file and look at it before you go on:")),
            text(filled["path"], "$text-success"),
        ]
        tick = Field("looked", say("I looked at it. It says nothing against the agreement."), tick=True)
        dialog = FormDialog(
            say("A drawing to look at"), (tick,), about=lines(*about), submit=say("Accept and seal"), check=self._looked
        )
        self.app.push_screen(dialog, take)

    def _looked(self, filled: Filled) -> None:
        if filled["looked"] != "yes":
            raise Usage(self.say("Look at the drawing first"), remedy=self.say("Tick the box with Space."))

    def _received(self, filled: Filled, shown: "Shown", *, looked: bool) -> None:
        path, secret = typed_path(filled["path"]), filled["passphrase"].encode() or None
        contracting = self.desk.contracting
        match path.suffix.lower():
            case ".pdf":
                contracting.receive_signed(self.dossier_id, path, shown=shown, looked=looked, passphrase=secret)
            case ".eml":
                record = self._record_of(path, filled["record"])
                contracting.receive_reply(self.dossier_id, path, record, shown=shown, passphrase=secret)
            case _:
                folder = path if path.is_dir() else path.parent
                contracting.receive(self.dossier_id, folder, shown=shown, passphrase=secret)

    def _record_of(self, mail: Path, given: str) -> "Record":
        """The DNS record that a mail is checked with: as it was pasted, else as it is fetched now."""
        if given:
            return self.desk.contracting.record_given(mail, given, self.desk.supplier.name)
        return asyncio.run(self.desk.mail_record(mail, web=self.app.web))
