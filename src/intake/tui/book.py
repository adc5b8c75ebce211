"""The book of people whom you recommend, on screen: who is in it, one more, and one fewer."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from intake.locale import marked
from intake.model.referral import Referral, described
from intake.store.referrals import Referrals
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.menu import Menu
from intake.tui.sheet import Sheet
from intake.tui.words import lines, text


class BookScreen(Sheet):
    """Everybody in the book, by name, each with what they do; letters name them."""

    called = marked("Whom you recommend")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("delete", "take_out", "Take out"),
    ]
    buttons = (("add", marked("Add")), ("take_out", marked("Take out")))

    @property
    def _book(self) -> Referrals:
        return Referrals(self.below.desk.home)

    def told(self) -> Content:
        """Who stands for what, how to reach them, and what you know of them."""
        rows = [
            text((each.name, "bold"), f"  {', '.join(each.services)}  {each.contact}", (f"  {each.note}", "dim"))
            for each in self._book.all()
        ]
        return lines(*rows) if rows else text((self.say("Nobody is in your book yet. A adds somebody."), "dim"))

    def action_add(self) -> None:
        """Asks for somebody, and puts them into the book, in place of who bears the same name."""
        say = self.say
        fields = (
            Field("name", say("Name"), required=True),
            Field("services", say("Services"), placeholder=say("such as web, print"), required=True),
            Field("contact", say("Contact"), placeholder=say("as it may stand in a letter")),
            Field("note", say("Note"), placeholder=say("for you; it stands in no letter")),
        )

        def add(filled: Filled) -> None:
            self._book.add(_described(filled))

        def check(filled: Filled) -> None:
            _described(filled)

        about = say("A letter that recommends somebody names them. Who bears the same name is replaced.")
        form = FormDialog(say("Add"), fields, about=about, submit=say("Add"), check=check, words=say)
        self.ask(form, add, lambda _: self.show(), "")

    def action_take_out(self) -> None:
        """Asks who is taken out of the book."""
        say, book = self.say, self._book
        with self.app.telling():
            names = [each.name for each in book.all()]
            if not names:
                self.notify(say("Nobody is in your book yet. A adds somebody."), markup=False)
                return

            def take_out(name: str | None) -> None:
                if name is not None:
                    self.beside(lambda: book.remove(name), lambda _: self.show(), "")

            self.app.push_screen(Menu(say("Take out"), tuple((name, name, "") for name in names), say), take_out)


def _described(filled: Filled) -> Referral:
    return described(filled["name"], filled["services"].split(","), filled["contact"], filled["note"])
