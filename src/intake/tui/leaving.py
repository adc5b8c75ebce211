"""The form in which a question is left open, with its reason."""

from intake.locale import Words, marked
from intake.model.answers import State
from intake.tui.dialogs import Field, Filled, FormDialog

_STATES = (
    (State.DEFERRED, marked("It will be answered later")),
    (State.UNKNOWN, marked("Nobody knows")),
    (State.REFUSED, marked("The client does not want to say")),
)


def leaving_form(say: Words) -> FormDialog:
    """Why the question is left open, and in which state."""
    states = tuple((state.value, say(label)) for state, label in _STATES)
    fields = (
        Field("reason", say("Because"), required=True, placeholder=say("In a few words")),
        Field("state", say("It is so"), options=states),
    )
    return FormDialog(say("Leave this open"), fields, submit=say("Leave open"), words=say)


def left_as(filled: Filled) -> tuple[str, State]:
    """The reason and the state that were filled in."""
    return filled["reason"], State(filled["state"])
