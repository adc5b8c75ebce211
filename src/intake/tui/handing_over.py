"""Handing the signed brief over: the folder for the client is written, and verified as anybody would."""

from pathlib import Path
from typing import TYPE_CHECKING

from intake.locale import marked
from intake.locale.sentences import retold
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.step import StepScreen
from intake.tui.words import lines, text
from intake.typed_paths import typed_path

if TYPE_CHECKING:
    from intake.signing.verification import Verification

_OUTCOMES = {marked("valid"): "$text-success", marked("invalid"): "$text-error", marked("unknown"): "$text-warning"}


def hand_over(screen: StepScreen) -> None:
    """Asks for a folder, writes the signed brief into it, and shows what verifying it says."""
    say = screen.say
    folder = Field("folder", say("Folder"), str(screen.app.handed_to), required=True)
    about = say("The signed brief and all that anyone needs to verify it go into a folder of their own there.")
    form = FormDialog(say("Export"), (folder,), about=about, submit=say("Export"))
    screen.ask(
        form,
        lambda filled: _written(screen, filled),
        lambda done: _show(screen, *done),
        say("Writing and verifying …"),
    )


def _written(screen: StepScreen, filled: Filled) -> "tuple[Path, Verification]":
    from intake.signing.folder import verify

    folder = screen.desk.export(screen.dossier_id, typed_path(filled["folder"]))
    return folder, verify(folder)


def _show(screen: StepScreen, folder: Path, verification: "Verification") -> None:
    say, outcome = screen.say, verification.outcome
    rows = [
        text((say("Written to") + " ", "dim"), str(folder)),
        text((say("Verified") + ": ", "dim"), (say(outcome), f"bold {_OUTCOMES[outcome]}")),
    ]
    rows += [text(("· ", "dim"), retold(statement, say)) for statement in verification.statements]
    rows += [text(("✗ ", "$text-error"), retold(fault, say)) for fault in verification.faults]
    screen.app.push_screen(Notice(say("The signed brief"), lines(*rows)))
