"""What to know of a brief before it is signed: what stands unpaid at most, how that could be claimed, and whether the dates can be kept."""

from typing import TYPE_CHECKING

from textual.content import Content

from intake.agreeing.feasibility import Feasibility
from intake.interviewing.entry.numbers import exact_number
from intake.locale import marked
from intake.locale.sentences import retold
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.sheet import Sheet
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.engagement import Plan
    from intake.tui.step import StepScreen

_HOURS_A_DAY = "6"


def show_plan(below: "StepScreen") -> None:
    """Asks how many hours a day you have, and shows whether the dates can be kept."""
    say = below.say
    field = Field("hours", say("Hours a day"), _HOURS_A_DAY, required=True)

    def work(filled: Filled) -> "Plan":
        return below.desk.engagement.plan(below.dossier_id, exact_number(filled["hours"]))

    about = say("How many hours of a working day you have for deliverables, those of your other clients among them.")
    form = FormDialog(say(PlanScreen.called), (field,), about=about, submit=say("Show"), check=_check, words=say)
    below.ask(form, work, lambda plan: below.app.push_screen(PlanScreen(below, plan)), "")


def _check(filled: Filled) -> None:
    exact_number(filled["hours"])


class PlanScreen(Sheet):
    """The plan of a brief."""

    called = marked("Dates and hours")

    def __init__(self, below: "StepScreen", plan: "Plan") -> None:
        super().__init__(below)
        self._plan = plan

    def told(self) -> Content:
        """The most that stands unpaid, what to mind, and each date with the hours that it takes and those there are."""
        say, prospect = self.say, self._plan.prospect
        rows = []
        if greatest := prospect.greatest:
            rows.append(
                text(
                    (say("Unpaid work"), "bold"),
                    "  ",
                    say("at most {amount}, {day}", amount=greatest.unpaid, day=greatest.on),
                )
            )
        if prospect.ceiling:
            rows.append(text((say("Small-claims ceiling"), "bold"), f"  {prospect.ceiling}"))
        rows += [
            text((say("Mind"), "bold"), "  ", (retold(remark, say), "$text-warning")) for remark in prospect.remarks
        ]
        rows += [text(""), text((say("Hours needed, and hours there are until then"), "bold $text-secondary"))]
        return lines(*rows, *map(self._row, self._plan.feasibility))

    def _row(self, each: Feasibility) -> Content:
        say = self.say
        if each.shortfall is None:
            told = say("not known: no hours are recorded for {units}", units=", ".join(each.unknown)), "$text-warning"
        elif each.shortfall:
            told = say("short by {count} hours", count=format(each.shortfall, "f")), "$text-error"
        else:
            told = say("enough"), "$text-success"
        count = f"  {each.needed:f} / {each.available:f}" if each.needed is not None else ""
        return text((f"{each.due}  ", "dim"), (f"{each.task}  ", "bold"), told, (count, "dim"))
