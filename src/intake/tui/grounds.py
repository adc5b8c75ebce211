"""The form that asks why a person is vetted, before anybody is asked about them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from intake.errors import Usage
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.persons import Basis, Grounds
from intake.model.text import clean
from intake.tui.dialogs import Field, Filled, FormDialog

if TYPE_CHECKING:
    from intake.tui.step import StepScreen

_TITLE = marked("This client is a natural person")
_ABOUT = marked("The law wants to know first why they are vetted, and until when it is kept.")


def ask_for_grounds(screen: "StepScreen", then: Callable[[], object]) -> None:
    """A person is vetted only once somebody has said why, on which basis, and until when it is kept; then `then`."""
    people = screen.desk.people

    def justify(filled: Filled | None) -> None:
        if filled is not None:
            with screen.app.telling():
                people.justify(screen.dossier_id, grounds_in(filled))
                then()

    screen.app.push_screen(grounds_form(people.offered, screen.say), justify)


def grounds_form(offered: Grounds, say: Words) -> FormDialog:
    """The form, filled in with what is usual."""
    bases = tuple((basis.value, retold(basis.words, say)) for basis in Basis)
    return FormDialog(
        say(_TITLE),
        (
            Field("purpose", say("Purpose"), retold(offered.purpose, say), required=True),
            Field("basis", say("Basis"), offered.basis.value, options=bases),
            Field("keep_until", say("Delete on"), f"{offered.keep_until}", required=True),
        ),
        about=say(_ABOUT),
        submit=say("Ask the sources"),
        check=_check,
    )


def grounds_in(filled: Filled) -> Grounds:
    """The grounds that were filled in; Usage where the day of deletion is none."""
    try:
        until = date.fromisoformat(filled["keep_until"])
    except ValueError as fault:
        raise Usage(marked("Write the day of deletion as YYYY-MM-DD")) from fault
    return Grounds(clean(filled["purpose"]), Basis(filled["basis"]), until)


def _check(filled: Filled) -> None:
    grounds_in(filled)
