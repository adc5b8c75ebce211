"""Letters from the record: chosen from those there are, shown, filled in, held back while they have to wait, copied and saved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from intake.letters import SLOTS, Draft
from intake.locale import marked
from intake.locale.sentences import retold
from intake.model.questionnaire import said
from intake.model.text import clean
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.menu import Menu
from intake.tui.sheet import WrittenSheet
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.correspondence import Written
    from intake.tui.step import StepScreen

_ANEW, _DRAFT = "anew", "draft"


def choose_letter(below: "StepScreen") -> None:
    """Shows the letters there are, and opens the one that is chosen."""

    def opened(kind: str | None) -> None:
        if kind is not None:
            below.beside(lambda: below.desk.correspondence.draft(below.dossier_id, kind), lambda d: open_(kind, d), "")

    def open_(kind: str, draft: Draft | None) -> None:
        if draft is None:
            _write(below, kind)
        else:
            _choose_draft(below, kind, draft)

    def show(choices: tuple[tuple[str, str, str], ...]) -> None:
        below.app.push_screen(Menu(below.say("Letters"), choices, below.say), opened)

    below.beside(lambda: _choices(below), show, "")


def _choices(below: "StepScreen") -> tuple[tuple[str, str, str], ...]:
    """Each letter with when it is meant; before the steps of a ladder the ladder itself."""
    say, correspondence = below.say, below.desk.correspondence
    first = {letters[0].id: name for name, letters in correspondence.ladders.items()}
    found: list[tuple[str, str, str]] = []
    for letter in correspondence.templates.values():
        if letter.id in first:
            steps = ", ".join(said(each.title, say.language) for each in correspondence.ladders[first[letter.id]])
            turn = say("The one whose turn it is, by the days since the due day.")
            found.append((first[letter.id], say("One of these: {letters}", letters=steps), turn))
        found.append((letter.id, said(letter.title, say.language), said(letter.use, say.language)))
    return tuple(found)


def _choose_draft(below: "StepScreen", kind: str, draft: Draft) -> None:
    """Asks whether the draft that was held back is meant, or other words."""
    say = below.say
    choices = (
        (_DRAFT, say("The draft that was held back"), draft.subject),
        (_ANEW, say("Write it anew"), say("Other words wait anew.")),
    )

    def go(chosen: str | None) -> None:
        if chosen == _ANEW:
            _write(below, kind)
        elif chosen == _DRAFT:
            below.app.push_screen(LetterScreen(below, draft))

    below.app.push_screen(Menu(below.say("Letters"), choices, say), go)


def _write(below: "StepScreen", kind: str) -> None:
    below.beside(
        lambda: below.desk.correspondence.write(below.dossier_id, kind, {}),
        lambda written: below.app.push_screen(LetterScreen(below, written)),
        "",
    )


class LetterScreen(WrittenSheet):
    """A letter with what to think about before it goes; a draft that waits is handed out once its time has come."""

    called = marked("Letter")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "fill_in", "Fill in", tooltip=marked("Fill in what is blank"))
    ]
    buttons = (*WrittenSheet.buttons, ("fill_in", marked("Fill in")))

    def __init__(self, below: "StepScreen", letter: "Written | Draft") -> None:
        self._given: Mapping[str, str] = {}
        self._service = ""
        written = _text(letter)
        super().__init__(below, self._take(letter), written, f"{below.dossier_id}-{self._kind}.txt")

    def _take(self, letter: "Written | Draft") -> str:
        """Takes up what was written; its title."""
        self._written = None if isinstance(letter, Draft) else letter
        self._held = letter if isinstance(letter, Draft) else letter.held
        shown = letter if isinstance(letter, Draft) else letter.letter
        self._kind, self._subject, self.written = shown.kind, shown.subject, _text(letter)
        return shown.subject

    @property
    def heading(self) -> str:
        """That it is a letter; its subject is part of it."""
        return self.say(self.called)

    def told(self) -> Content:
        """When it may go, what to think about before, and the letter."""
        say = self.say
        rows = []
        if self._held is not None:
            until = f"{self._held.earliest:%Y-%m-%d %H:%M} UTC"
            rows.append(
                text((say("It waits until {time}. Read it again then, before it goes.", time=until), "$text-warning"))
            )
        if self._written is not None:
            blanks = ", ".join(say(SLOTS[blank]) for blank in self._written.letter.blanks)
            rows += [text((say("Still blank: {what}. F fills it in.", what=blanks), "$text-warning"))] if blanks else []
            rows += [text((say("Mind"), "bold"), "  ", retold(remark, say)) for remark in self._written.remarks]
        if not self.below.desk.settings.supplier.name:
            name = self.below.desk.supplier.name
            rows.append(text((say("You sign as {name}; F10 changes that.", name=name), "dim")))
        return lines(*rows, *([text("")] if rows else []), Content(self.written))

    def release(self) -> str:
        """The letter; of one that is held back the draft, Refused while it waits."""
        if self._held is None:
            return self.written
        return _text(self.below.desk.correspondence.ready(self.below.dossier_id, self._kind))

    def action_fill_in(self) -> None:
        """Asks for what is blank, and writes the letter with it; a draft that was held back is written anew."""
        say, correspondence, dossier = self.say, self.below.desk.correspondence, self.below.dossier_id
        if self._written is None:
            self.notify(
                say("A draft is sent as it was written. Choose the letter again to write it anew."), markup=False
            )
            return
        names = sorted({*self._written.letter.blanks, *self._given})
        fields = tuple(Field(name, say(SLOTS[name]), self._given.get(name, ""), above=True) for name in names)
        service = Field("for", say("Recommend"), self._service, placeholder=say("a service, such as print"), above=True)

        def write(filled: Filled) -> "tuple[Written, Filled]":
            given = {name: clean(filled[name], limit=2000) for name in names if filled[name]}
            return correspondence.write(dossier, self._kind, given, service=clean(filled["for"])), filled

        def show(done: "tuple[Written, Filled]") -> None:
            written, filled = done
            self._given = {name: filled[name] for name in names if filled[name]}
            self._service = filled["for"]
            self._take(written)
            self.show()

        form = FormDialog(say("Fill in"), (*fields, service), submit=say("Write it"), words=say)
        self.ask(form, write, show, "")


def _text(letter: "Written | Draft") -> str:
    """The letter as it is taken away."""
    shown = letter if isinstance(letter, Draft) else letter.letter
    return f"{shown.subject}\n\n{shown.text}"
