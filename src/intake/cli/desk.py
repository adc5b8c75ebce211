"""Opens the screens, or says what to do where there is no terminal for them."""

import gc
from typing import TYPE_CHECKING

from intake.cli import passphrase
from intake.cli.options import Options
from intake.cli.output import show

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.sitting import Sitting


def open_desk(
    options: Options, desk: "Desk", *, dossier: str | None = None, step: str | None = None, language: str = ""
) -> None:
    """Runs the terminal screens: the desk, or one step of a dossier; interviews in that language, if one is named."""
    gc.disable()  # until the first screen is there: nothing that a start makes is garbage
    try:
        from intake.tui.app import IntakeApp

        desk.dossiers.vault.unlock(passphrase.given)  # the terminal asks for a passphrase while it is not a screen yet
        IntakeApp(desk, web=options.web(desk), open_dossier=dossier, step=step, language=language).run()
    finally:
        gc.enable()


def interview(options: Options, dossier: str) -> None:
    """Interviews on the screen, and says how far that came."""
    desk = options.desk()
    open_desk(options, desk, dossier=desk.sitting(dossier).dossier_id, step="interview")
    say_how_far(options, desk.sitting(dossier))


def say_how_far(options: Options, sitting: "Sitting") -> None:
    """Says how much is answered, what is not, and what comes next."""
    missing = [step.question.id for step in sitting.interview.missing]
    progress = sitting.interview.progress
    show(
        f"{progress.answered} of {progress.total} answered"
        + (f"; still to answer: {', '.join(missing)}" if missing else "")
    )
    options.say(f"next: intake {'interview' if missing else 'vet'} {sitting.dossier_id}")
