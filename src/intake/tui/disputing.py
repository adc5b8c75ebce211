"""What the client says against a finding: it is asked for, and stays beside the finding."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from intake.model.finding import Finding
from intake.phrasing import finding_words
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.menu import Menu
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.tui.step import StepScreen


def dispute(screen: SpokenScreen[None], dossier_id: str, finding: Finding, then: Callable[[], object]) -> None:
    """Asks on that screen for the client's words against a finding, keeps them, and does `then`."""
    say = screen.say
    fields = (Field("says", say("They say"), placeholder=say("In the client's own words"), required=True),)
    about = lines(
        text((finding_words(finding, say), "bold")),
        text((say("It stays beside the finding wherever that is shown, and changes no verdict by itself."), "dim")),
    )

    def keep(filled: Filled | None) -> None:
        if filled is not None:
            with screen.app.telling():
                screen.app.desk.people.dispute(dossier_id, finding.name, filled["says"])
                then()
                screen.app.notify(say("Kept beside the finding."), markup=False)

    dialog = FormDialog(say("The client disputes it"), fields, about=about, submit=say("Save"), words=say)
    screen.app.push_screen(dialog, keep)


def choose_and_dispute(below: "StepScreen") -> None:
    """Shows the findings, of which the client disputes one; the step shows it from then on."""
    say, dossier = below.say, below.desk.dossier(below.dossier_id)
    found = {f.name: f for report in dossier.reports.values() for f in report.findings}
    choices = tuple((name, finding_words(finding, say), "") for name, finding in found.items())

    def go(name: str | None) -> None:
        if name is not None:
            dispute(below, below.dossier_id, found[name], partial(below.app.open_step, below.dossier_id, below.step))

    below.app.push_screen(Menu(say("The client disputes it"), choices, say), go)
