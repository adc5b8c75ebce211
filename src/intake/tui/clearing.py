"""The form in which you settle whether an entry of a watch list is the client, or somebody behind it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from intake.errors import Usage
from intake.locale import Words, marked
from intake.model.finding import Finding
from intake.phrasing import finding_words
from intake.tui.dialogs import Field, Filled, FormDialog

if TYPE_CHECKING:
    from intake.tui.step import StepScreen

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
        about=finding_words(finding, say),
        submit=say("Save"),
        check=_check,
        words=say,
    )


def settle(screen: "StepScreen", finding: Finding, then: Callable[[], object]) -> None:
    """Asks on that screen whether the entry is them; keeps your word and does `then`, unless it is given up."""

    def keep(filled: Filled | None) -> None:
        if filled is not None:
            with screen.app.telling():
                them, reason = filled["whose"] == _THEM, filled["reason"]
                screen.desk.clearance.judge(screen.dossier_id, str(finding.value), them=them, reason=reason)
                then()

    screen.app.push_screen(settling_form(finding, screen.say), keep)


def _check(filled: Filled) -> None:
    if filled["whose"] not in (_THEM, _NOT_THEM):
        raise Usage(marked("Say which it is"))
