"""Moving the answers of a dossier to a later version of their questionnaire: what is lost is shown before anything is kept."""

from typing import TYPE_CHECKING

from intake.locale.sentences import retold
from intake.tui.dialogs import Filled, FormDialog
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.briefing import Move
    from intake.tui.step import StepScreen


def move_answers(below: "StepScreen") -> None:
    """Shows what becomes of the answers, moves them once that was confirmed, and goes to the interview."""
    briefing, dossier = below.desk.briefing, below.dossier_id
    below.beside(lambda: briefing.move(dossier, keep=False), lambda move: _confirm(below, move), "")


def _confirm(below: "StepScreen", move: "Move") -> None:
    say, report = below.say, move.report
    about = [
        text(f"{move.before} → {move.after}"),
        text(
            say(
                "{carried} answers are carried over, {lost} are lost.",
                carried=len(report.carried),
                lost=len(report.lost),
            )
        ),
        *(text(f"· {lost.question}: {retold(lost.why, say)}. ", (lost.said, "dim")) for lost in report.lost),
    ]

    def go(_: "Move") -> None:
        below.app.open_step(below.dossier_id, "interview")

    def keep(_: Filled) -> "Move":
        return below.desk.briefing.move(below.dossier_id)

    form = FormDialog(say("Later questions"), (), about=lines(*about), submit=say("Move the answers"), words=say)
    below.ask(form, keep, go, "")
