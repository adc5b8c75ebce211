"""The call to a former contractor of the client: the questions to ask, and what they answered."""

from typing import TYPE_CHECKING

from intake.following.reference import QUESTIONS, TELLING, read_call
from intake.locale.sentences import retold
from intake.tui.dialogs import Field, Filled, FormDialog

if TYPE_CHECKING:
    from intake.model.finding import SourceReport
    from intake.tui.step import StepScreen


def note_call(below: "StepScreen") -> None:
    """Asks what was said in the call, keeps it, and shows the step with what it tells."""
    say, desk = below.say, below.desk
    said = (("", say("not said")), ("yes", say("Yes")), ("no", say("No")))
    fields = (
        Field("who", say("Whom"), placeholder=say("whom you called"), required=True),
        Field("by", say("Who called"), desk.supplier.name, required=True),
        *(
            Field(name, say(asked), options=said if name in TELLING else (), above=True)
            for name, asked in QUESTIONS.items()
        ),
    )

    def keep(filled: Filled) -> "SourceReport":
        answers = {name: filled[name] for name in QUESTIONS}
        return desk.engagement.call(below.dossier_id, read_call(filled["who"], filled["by"], desk.clock(), answers))

    def show(report: "SourceReport") -> None:
        told = [retold(finding.statement, say) for finding in report.findings] or [retold(report.note, say)]
        below.app.open_step(below.dossier_id, below.step)
        below.app.notify(" ".join((*told, say("It counts when you decide anew (F4)."))), markup=False)

    about = say("Ask these in this order. A no is a warning, and so is a circumstance; what was not said stays open.")
    form = FormDialog(say("Reference call"), fields, about=about, submit=say("Save"), words=say)
    below.ask(form, keep, show, "")
