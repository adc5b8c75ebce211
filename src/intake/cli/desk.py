"""Opens the screens, or says what to do where there is no terminal for them."""

from typing import TYPE_CHECKING

from intake.cli.options import Options

if TYPE_CHECKING:
    from intake.desk import Desk


def open_desk(
    options: Options, desk: "Desk", *, dossier: str | None = None, step: str | None = None, language: str = ""
) -> None:
    """Runs the terminal screens: the desk, or one step of a dossier; interviews in that language, if one is named."""
    from intake.tui.app import IntakeApp

    desk.dossiers.vault.unlock()  # the terminal asks for a passphrase while it is not a screen yet
    IntakeApp(desk, web=options.web(desk), open_dossier=dossier, step=step, language=language).run()
