"""Keys on screen: your signing key with its fingerprint, a new or rotated one, and the keys of others that you pinned."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.errors import IntakeError, NotFound, Usage
from intake.locale import Words, marked
from intake.model.text import clean
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog, fresh_passphrase
from intake.tui.footer import KeysFooter
from intake.tui.reasons import heading
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text
from intake.typed_paths import typed_path

_LONGEST = 200


class KeysScreen(SpokenScreen[None]):
    """Your key and your pins; whose key it is, both sides say to each other by another way."""

    called = marked("Signing keys")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("n", "make", "New key"),
        Binding("t", "rotate", "Rotate"),
        Binding("p", "pin", "Pin a key"),
        Binding("c", "copy", "Copy", tooltip=marked("Copy the fingerprint that is highlighted")),
    ]

    def __init__(self, words: Words) -> None:
        super().__init__(classes="page")
        self.words = words
        self._has_key = False

    def compose(self) -> ComposeResult:
        """What a fingerprint is for, the keys, and the buttons."""
        yield Static("", id="title")
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("New key") + "…", compact=True, id="make")
            yield Button(self.say("Rotate") + "…", compact=True, id="rotate")
            yield Button(self.say("Pin a key") + "…", compact=True, id="pin")
            yield Button(self.say("Copy"), compact=True, id="copy")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Reads the keys."""
        about = self.say("Compare a fingerprint once, by telephone.")
        self.query_one("#title", Static).update(
            text((self.say("Signing keys"), "bold $text-primary"), "  ", (about, "dim"))
        )
        self._show()
        self.query_one("#lines").focus()

    @property
    def _folder(self) -> Path:
        return self.app.desk.home / "keys"

    def _show(self) -> None:
        listed = self.query_one("#lines", OptionList)
        with self.app.telling():
            listed.set_options(self._options())
        listed.action_first()
        self.query_one("#make").display = not self._has_key  # there is no room for both in a small window
        self.query_one("#rotate").display = self._has_key
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is made once, and rotated from then on."""
        if action == "make":
            return not self._has_key
        if action == "rotate":
            return self._has_key
        return super().check_action(action, parameters)

    def _options(self) -> Iterator[Option]:
        from intake.signing import keys, pins, rotating
        from intake.signing.ssh_keys import fingerprint

        say = self.say
        yield heading(say("Your signing key"), say("self-signed"))
        try:
            own = keys.public(self._folder)
        except NotFound:
            self._has_key = False
            yield Option(text((say("There is none yet; it is made when you first sign."), "dim")), disabled=True)
        else:
            self._has_key = True
            file = text((f"    {self._folder / keys.KEY_FILE}", "dim"))
            yield Option(
                lines(text((own.name, "bold")), text(("    " + own.fingerprint, "$text-success")), file),
                id=own.fingerprint,
            )
        for each in reversed(rotating.load(self._folder)):
            told = say("rotated on {day}: the old key signed the new one", day=each.at.date())
            yield Option(
                lines(text((told, "dim")), text(("    " + fingerprint(each.old), "dim"))),
                id=f"{fingerprint(each.old)} {each.at}",
            )
        yield heading(say("Keys of others"), say("pinned by you"))
        found = pins.load(self._folder)
        for pin in found:
            how = say("pinned on {day} via {way}", day=pin.on, way=pin.via)
            head = text((pin.name, "bold"), (f"  {how}", "dim"))
            yield Option(
                lines(head, text(("    " + pin.fingerprint, "$text-success"))), id=f"{pin.fingerprint} {pin.name}"
            )
        if not found:
            yield Option(
                text((say("None. Pin the key of a client whose fingerprint you compared."), "dim")), disabled=True
            )

    @on(Button.Pressed, "#make")
    def action_make(self) -> None:
        """Makes your signing key."""
        from intake.signing import keys

        say, desk = self.say, self.app.desk
        about = say("With a passphrase nobody else can use it; leave it empty for none.")
        fields = (
            Field("name", say("Your name"), desk.supplier.name, required=True),
            *fresh_passphrase(say("Passphrase"), say),
        )

        def make(filled: Filled) -> None:
            keys.create(self._folder, filled["name"], filled["fresh"].encode() or None, now=desk.clock())

        self._ask(FormDialog(say("New key"), fields, about=about, submit=say("New key"), words=say), make)

    @on(Button.Pressed, "#rotate")
    def action_rotate(self) -> None:
        """Makes a new key, which the old one signs."""
        from intake.signing import rotating

        say, desk = self.say, self.app.desk
        about = say(
            "The old key signs the new one. What was signed still verifies; tell your clients the new fingerprint."
        )
        fields = (
            Field("old", say("Old phrase"), secret=True),
            *fresh_passphrase(say("New phrase"), say),
        )

        def rotate(filled: Filled) -> None:
            old, fresh = (filled[name].encode() or None for name in ("old", "fresh"))
            rotating.rotate(self._folder, old, fresh, now=desk.clock())

        self._ask(FormDialog(say("Rotate"), fields, about=about, submit=say("Rotate"), words=say), rotate)

    @on(Button.Pressed, "#pin")
    def action_pin(self) -> None:
        """Keeps whose key a fingerprint is, and by which way you compared it."""
        from intake.signing import given_keys, pins

        say, desk = self.say, self.app.desk
        fields = (
            Field("name", say("Name"), required=True),
            Field("key", say("Key"), placeholder=say("SHA256:…, a public key, or its file"), required=True),
            Field("via", say("Compared by"), placeholder=say("phone, website, …"), required=True),
        )

        def pin(filled: Filled) -> None:
            given = filled["key"]
            if given.startswith("https://"):
                raise Usage(say("Pages of keys are not fetched here"), remedy=say("Open it, and paste the key."))
            typed = given.startswith("SHA256:") or bool(pins.public_lines(given))
            found = pins.fingerprints(given if typed else given_keys.text_in(typed_path(given)))
            name, via = (clean(filled[part], limit=_LONGEST) for part in ("name", "via"))
            pins.keep(self._folder, [pins.Pin(mark, name, desk.clock().date(), via) for mark in found])

        self._ask(FormDialog(say("Pin a key"), fields, submit=say("Pin"), words=say), pin)

    def _ask(self, dialog: FormDialog, then: Callable[[Filled], None]) -> None:
        """Asks by that form and does `then`; where it fails, the form comes back as it was filled in."""

        def done(filled: Filled | None) -> None:
            if filled is None:
                return
            try:
                then(filled)
            except IntakeError as fault:
                given = filled
                self.app.tell(fault, lambda: self._ask(dialog.refilled(given), then))
            self._show()

        self.app.push_screen(dialog, done)

    @on(Button.Pressed, "#copy")
    @on(OptionList.OptionSelected, "#lines")
    def action_copy(self) -> None:
        """Copies the highlighted fingerprint, exactly as it is shown."""
        option = self.query_one("#lines", OptionList).highlighted_option
        if option is not None and option.id:
            mark = option.id.partition(" ")[0]
            self.app.copy_to_clipboard(mark)
            self.notify(self.say("Copied: {what}", what=mark), markup=False)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()
