"""What is done at home for all that lies there: backups, the look whether it is in order, and the passphrase that locks it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from intake.errors import Refused, Usage
from intake.frugal import replace
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.store.restoring import Result
from intake.tui.beside import WorkingScreen
from intake.tui.commands import Run
from intake.tui.dialogs import Field, Filled, FormDialog, Notice, fresh_passphrase
from intake.tui.words import lines, text
from intake.typed_paths import typed_path

if TYPE_CHECKING:
    from intake.store.backup_file import Backup
    from intake.store.restoring import Placed

Screen = WorkingScreen[None]

_COMMANDS = (
    (marked("Back up"), marked("Write your clients and your own files into one file")),
    (marked("Restore a backup"), marked("Put in place what a backup holds and is not here")),
    (marked("Look whether everything is in order"), marked("The journals, stored files, plugins and lists")),
    (marked("Lock with a passphrase"), marked("What is stored can then be read with it alone")),
    (marked("Change the passphrase"), marked("Another one opens the store from then on")),
    (marked("Take the passphrase away"), marked("Whoever can read your files can read everything again")),
)
"""What the commands are called, and what they do."""


def commands(screen: Screen) -> Iterator[SystemCommand]:
    """The commands for the home as a whole; a passphrase is changed and taken away where there is one."""
    doing: tuple[Callable[[Screen], None], ...] = (_back_up, _restore, _look, _lock, _change, _unlock)
    locked = screen.app.desk.dossiers.vault.begun
    for (title, about), do in zip(_COMMANDS, doing, strict=True):
        if locked or do not in (_change, _unlock):
            yield command(title, about, lambda do=do: do(screen), screen.say)  # type: ignore[misc]


def command(title: str, about: str, do: Callable[[], object], say: Words) -> SystemCommand:
    """A command that has no key, found by its name in English, too."""
    return SystemCommand(say(title), say(about), Run(do, title.lower()))


def path_in(filled: Filled) -> Path:
    """The path that was typed as `file`."""
    return typed_path(filled["file"])


def new_file(say: Words) -> Callable[[Filled], None]:
    """Refuses a file that is there already."""

    def check(filled: Filled) -> None:
        if os.path.lexists(path_in(filled)):
            raise Usage(say("There is a file of that name already"), remedy=say("Name another one."))

    return check


# backups


def _back_up(screen: Screen) -> None:
    say, app = screen.say, screen.app
    proposed = app.handed_to / f"intake-{app.desk.clock():%Y%m%d-%H%M%S}.tar"
    fields = (
        Field("file", say("File"), str(proposed), required=True),
        Field("keys", say("Your keys too: keep the file as you would the keys."), tick=True),
    )
    about = say("Lists and tables are left out: they can be downloaded again.")
    form = FormDialog(say("Back up"), fields, about=about, submit=say("Back up"), check=new_file(say), words=say)
    custody = app.desk.custody
    screen.ask(
        form,
        lambda filled: custody.back_up(path_in(filled), keys=bool(filled["keys"])),
        lambda made: _tell_of_backup(screen, made),
        say("Writing and reading it back …"),
    )


def _tell_of_backup(screen: Screen, made: "Backup") -> None:
    say, manifest = screen.say, made.manifest
    count = say("Dossiers: {dossiers}, files: {parts}", dossiers=len(manifest.heads), parts=len(manifest.parts))
    rows = [text((say("Written to") + " ", "dim"), str(made.path)), text(count)]
    rows += [text(("! ", "$text-warning"), retold(words, say)) for words in manifest.lacking]
    screen.app.push_screen(Notice(say("Back up"), lines(*rows), words=say))


def _restore(screen: Screen) -> None:
    say, desk = screen.say, screen.app.desk
    fields = (
        Field("file", say("File"), str(screen.app.handed_to), required=True),
        Field("phrase", say("Passphrase"), placeholder=say("only where another one locks it"), secret=True),
        Field("keys", say("Keys too, where there are none here."), tick=True),
    )
    about = say("What is here is never overwritten.")
    form = FormDialog(say("Restore a backup"), fields, about=about, submit=say("Restore"), words=say)

    def restore(filled: Filled) -> "tuple[Backup, tuple[Placed, ...]]":
        def phrase() -> bytes:
            if not filled["phrase"]:
                raise Refused(say("A passphrase locks this backup"), remedy=say("Type it in the form."))
            return filled["phrase"].encode()

        return desk.custody.restore(path_in(filled), keys=bool(filled["keys"]), passphrase=phrase)

    def tell(done: "tuple[Backup, tuple[Placed, ...]]") -> None:
        desk.reread()
        screen.app.push_screen(_restored(*done, say))

    screen.ask(form, restore, tell, say("Reading and restoring …"))


def _restored(found: "Backup", placed: "tuple[Placed, ...]", say: Words) -> Notice:
    made = f"{found.manifest.made_at:%Y-%m-%d %H:%M} UTC"
    rows = [text((say("Backup of {when}", when=made), "dim"))]
    news = [each for each in placed if each.result is not Result.SAME]
    for each in news:
        style = "$text-warning" if each.result.conflict else "dim"
        rows.append(text((each.name, "bold"), (f"  {retold(each.result.value, say)}", style)))
    if not news:
        rows.append(text(say("Everything in it is here already.")))
    if any(each.result.conflict for each in news):
        told = say(
            "What is here was kept. The backup's own state can be restored into another home on the command line."
        )
        rows += [text(""), text(told)]
    return Notice(say("Restore a backup"), lines(*rows), words=say)


# the look


def _look(screen: Screen) -> None:
    from intake.tui.checkup import CheckupScreen

    screen.app.push_screen(CheckupScreen())


# the passphrase


def _new(label: str, say: Words) -> tuple[Field, Field]:
    fresh, again = fresh_passphrase(label, say)
    return replace(fresh, required=True), again


def _lock(screen: Screen) -> None:
    say, desk = screen.say, screen.app.desk
    if desk.dossiers.vault.begun:
        about = say("There is a passphrase already. It locks what can still be read.")
        fields: tuple[Field, ...] = (Field("fresh", say("Passphrase"), secret=True, required=True),)
    else:
        about = say("Without the passphrase nothing can be read any more: whoever forgets it loses everything.")
        fields = _new(say("Passphrase"), say)
    title = say("Lock with a passphrase")
    form = FormDialog(title, fields, about=about, submit=say("Lock"), words=say)

    def tell(left: tuple[str, ...]) -> None:
        rows = [text(say("The store is locked, and asks for the passphrase at each start."))]
        rows += [text(("! ", "$text-warning"), say("{name} can be read without it", name=name)) for name in left]
        told = say("Names of clients in folder names, times of entries, settings and referrals can still be read.")
        screen.app.push_screen(Notice(title, lines(*rows, text((told, "dim"))), words=say))

    screen.ask(form, lambda filled: desk.custody.protect(filled["fresh"].encode()), tell, say("Locking …"))


def _change(screen: Screen) -> None:
    say, desk = screen.say, screen.app.desk
    fields = (Field("old", say("Old phrase"), secret=True, required=True), *_new(say("New phrase"), say))
    about = say("Backups made before still open with the old one.")
    title = say("Change the passphrase")
    form = FormDialog(title, fields, about=about, submit=say("Change"), words=say)

    def change(filled: Filled) -> None:
        desk.dossiers.vault.protection.open(filled["old"].encode())  # the desk may have been left open
        desk.custody.change_passphrase(filled["fresh"].encode)

    done = say("The new passphrase alone opens the store.")
    screen.ask(form, change, lambda _: screen.notify(done, markup=False), "")


def _unlock(screen: Screen) -> None:
    say, desk = screen.say, screen.app.desk
    fields = (Field("old", say("Passphrase"), secret=True, required=True),)
    about = say("Whoever can read your files can read everything again") + "."
    title = say("Take the passphrase away")
    form = FormDialog(title, fields, about=about, submit=say("Take it away"), words=say)

    def unlock(filled: Filled) -> None:
        desk.dossiers.vault.protection.open(filled["old"].encode())  # the desk may have been left open
        desk.custody.unprotect()

    done = say("The store is not locked any more.")
    screen.ask(form, unlock, lambda _: screen.notify(done, markup=False), say("Unlocking …"))
