"""What a person may ask of you: all that is held on a client told in one document, or erased."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from intake.custody import not_meant, told
from intake.errors import Usage
from intake.locale import marked
from intake.locale.sentences import retold
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.keeping import command, new_file, path_in
from intake.tui.menu import Menu
from intake.tui.step import StepScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.custody import Outcome, Person

_TELL = marked("Tell all that is held")
_ERASE = marked("Erase this client")


def commands(screen: StepScreen) -> Iterator[SystemCommand]:
    """The commands for the client of a dossier; a practice run is thrown away at home."""
    if not screen.app.practice:
        about = marked("One document for the client, with sources and times")
        yield command(_TELL, about, lambda: _tell(screen), screen.say)
        yield command(_ERASE, marked("It is shown what goes, and asked"), lambda: _erase(screen), screen.say)


def _name(screen: StepScreen) -> str:
    return screen.desk.dossier(screen.dossier_id).client.name


def _tell(screen: StepScreen) -> None:
    say, name = screen.say, _name(screen)
    file = Field("file", say("File"), str(screen.app.handed_to / f"{screen.dossier_id}.md"), required=True)
    about = say("Every entry and stored file of all dossiers of {name}.", name=name)
    form = FormDialog(say(_TELL), (file,), about=about, submit=say("Write"), check=new_file(say), words=say)

    def write(filled: Filled) -> Path:
        from intake.store import durable
        from intake.subject_access import readable

        custody, path = screen.desk.custody, path_in(filled)
        durable.replace(path, readable(custody.held_on(custody.find(name))).encode())
        return path

    def tell(path: Path) -> None:
        beware = say("Read it before you hand it over: it may tell of others, and it holds your own notes.")
        body = lines(text((say("Written to") + " ", "dim"), str(path)), text(beware))
        screen.app.push_screen(Notice(say(_TELL), body, words=say))

    screen.ask(form, write, tell, say("Writing …"))


def _erase(screen: StepScreen) -> None:
    custody, name = screen.desk.custody, _name(screen)
    screen.beside(
        lambda: (custody.find(screen.dossier_id), custody.find(name)),
        lambda found: _choose(screen, *found),
        "",
    )


def _choose(screen: StepScreen, this: "Person", all_of_it: "Person") -> None:
    """Asks whether this dossier alone is meant, where the client has more."""
    say = screen.say
    if this.ids == all_of_it.ids:
        _confirm(screen, this)
        return
    choices = (
        ("this", say("This dossier alone"), screen.dossier_id),
        ("all", say("All dossiers of this client"), ", ".join(all_of_it.ids)),
    )

    def chosen(which: str | None) -> None:
        if which is not None:
            _confirm(screen, all_of_it if which == "all" else this)

    screen.app.push_screen(Menu(say(_ERASE), choices, say), chosen)


def _confirm(screen: StepScreen, person: "Person") -> None:
    """Shows what goes, and erases it once the box is ticked."""
    say, custody = screen.say, screen.desk.custody
    rows = [text((", ".join(person.names), "bold"))]
    rows += [text("· ", retold(each, say)) for each in custody.at_stake(person)]
    rows += [text((retold(each, say), "$text-warning")) for each in not_meant(person)]
    reason = Field("agreement", say("Keep signed"), placeholder=say("why the signed agreement stays; else it goes too"))
    sure = Field("sure", say("Erase it. There is no way back."), tick=True)
    fields = (reason, sure) if person.agreements else (sure,)

    def check(filled: Filled) -> None:
        if not filled["sure"]:
            raise Usage(say("Nothing is erased before you say so"), remedy=say("Tick the box with Space."))

    form = FormDialog(say(_ERASE), fields, about=lines(*rows), submit=say("Erase"), check=check, words=say)
    screen.ask(
        form,
        lambda filled: custody.erase(person, agreement=filled.get("agreement", "")),
        lambda done: _erased(screen, person, done),
        say("Erasing …"),
    )


def _erased(screen: StepScreen, person: "Person", done: "Outcome") -> None:
    """Says what went and what is left to do, at home: there is no dossier to go back to."""
    say, app = screen.say, screen.app
    notice = Notice(say(_ERASE), lines(*(text("· ", retold(each, say)) for each in told(person, done))), words=say)
    if app.leaves_when_done:
        app.push_screen(notice, lambda _: app.exit())
    else:
        app.pop_screen()
        app.push_screen(notice)
