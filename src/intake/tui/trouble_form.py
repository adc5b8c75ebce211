"""The form in which trouble with a client is noted, and the lesson from it."""

from intake.errors import Usage
from intake.following.lessons import KINDS
from intake.locale import Words
from intake.recounting import trouble
from intake.tui.dialogs import Field, Filled, FormDialog


def trouble_form(say: Words) -> FormDialog:
    """Asks for trouble, a lesson, or both."""
    kinds = tuple((kind, trouble(kind, say)) for kind in KINDS)
    fields = (
        Field("kind", say("Trouble"), options=(("", say("none")), *kinds)),
        Field("note", say("What happened"), placeholder=say("In a few words")),
        Field("lesson", say("Lesson"), placeholder=say("What you will do otherwise")),
    )

    def check(filled: Filled) -> None:
        if not (filled["kind"] or filled["lesson"]):
            raise Usage(say("There is neither trouble nor a lesson"), remedy=say("Choose or write one of them."))

    about = say("It stays with this client, and counts for every later decision on them.")
    return FormDialog(say("Trouble"), fields, about=about, submit=say("Save"), check=check, words=say)
