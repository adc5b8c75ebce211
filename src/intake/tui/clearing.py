"""The form in which you settle whether an entry of a watch list is the client, or somebody behind it."""

from intake.errors import Usage
from intake.locale import Words, marked
from intake.model.finding import Finding
from intake.tui.dialogs import Field, Filled, FormDialog

FACT = "sanctions.candidate"
_TITLE = marked("Is this them?")
_THEM, _NOT_THEM = "them", "not them"


def settling_form(finding: Finding, say: Words) -> FormDialog:
    """The form about a possible match; neither answer is offered before the other."""
    answers = (("", say("Choose")), (_NOT_THEM, say("Not them")), (_THEM, say("It is them")))
    return FormDialog(
        say(_TITLE),
        (
            Field("whose", say("On the list"), options=answers, required=True),
            Field(
                "reason",
                say("Reason"),
                placeholder=say("what you compared: birth dates, addresses, numbers"),
                required=True,
            ),
        ),
        about=finding.statement,
        submit=say("Keep"),
        check=_check,
        words=say,
    )


def is_them(filled: Filled) -> bool:
    """Whether the entry was said to be them."""
    return filled["whose"] == _THEM


def _check(filled: Filled) -> None:
    if filled["whose"] not in (_THEM, _NOT_THEM):
        raise Usage("say which it is")
