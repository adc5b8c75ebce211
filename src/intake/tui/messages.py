"""The paper trail on screen: the messages that are kept, the client's slowest answer, and one more that is read in."""

from datetime import UTC, datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from intake.documents import raw_of
from intake.errors import Usage
from intake.following.messages import Told, slowest_answer
from intake.locale import marked
from intake.model.message import Message
from intake.model.text import clean
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.keeping import path_in
from intake.tui.sheet import Sheet, file_field
from intake.tui.words import lines, text

_THEIRS, _MINE = "theirs", "mine"
_TIMES = ("%Y-%m-%d %H:%M", "%Y-%m-%d")


class MessagesScreen(Sheet):
    """The messages between you and the client, the latest first."""

    called = marked("Messages")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read_in", "Read in", tooltip=marked("Read a mail (.eml) or a text into the record"))
    ]
    buttons = (("read_in", marked("Read in")),)

    def told(self) -> Content:
        """Who wrote when and about what, and how long the slowest answer took."""
        say, messages = self.say, self.below.desk.dossier(self.below.dossier_id).messages
        if not messages:
            return text((say("No message is kept yet. R reads one in; none is ever lost."), "dim"))
        slowest = slowest_answer(messages)
        told = say("The client's slowest answer took {count} working days.", count=slowest)
        rows = [text(told), text("")] if slowest is not None else []
        rows += map(self._row, sorted(messages, key=lambda message: message.at, reverse=True))
        return lines(*rows)

    def _row(self, message: Message) -> Content:
        whose = self.say("the client") if message.theirs else self.say("you")
        return text(
            (f"{message.at:%Y-%m-%d %H:%M}  ", "dim"),
            (f"{whose}  ", "bold"),
            message.subject,
            (f"  {message.sender}", "dim"),
        )

    def action_read_in(self) -> None:
        """Asks for a file, and reads the message in it into the record."""
        say, below = self.say, self.below
        whose = (("", say("as it says itself")), (_THEIRS, say("the client's")), (_MINE, say("yours")))
        fields = (
            file_field(say, "~/Downloads/mail.eml"),
            Field("whose", say("Whose"), options=whose),
            Field("sender", say("From"), placeholder=say("only where it does not say so itself")),
            Field("at", say("Sent (UTC)"), placeholder=say("only where it does not say so itself")),
        )

        def read(filled: Filled) -> Message | None:
            path, side = path_in(filled), filled["whose"]
            told = Told(clean(filled["sender"], limit=300), _time(filled["at"]), side == _THEIRS if side else None)
            return below.desk.engagement.log(below.dossier_id, path.name, raw_of(path), told)

        def show(message: Message | None) -> None:
            self.show()
            told = say("It is in the record.") if message else say("It is in the record already.")
            self.notify(told, markup=False)

        about = say("A mail (.eml) says whose it is and when it was sent; of another text you say it.")
        form = FormDialog(say("Read in"), fields, about=about, submit=say("Read in"), check=_check, words=say)
        self.ask(form, read, show, "")


def _check(filled: Filled) -> None:
    _time(filled["at"])


def _time(typed: str) -> datetime | None:
    """The time that was typed, in UTC; Usage where it is none."""
    for form in _TIMES if typed else ():
        try:
            return datetime.strptime(typed, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    if typed:
        raise Usage("write the time as YYYY-MM-DD HH:MM")
    return None
