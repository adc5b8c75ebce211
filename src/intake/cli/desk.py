"""Opens the screens, or says what to do where there is no terminal for them."""

from intake.cli.options import Options


def open_desk(options: Options, *, dossier: str | None = None, step: str | None = None, language: str = "") -> None:
    """Runs the terminal screens: the desk, or one step of a dossier; interviews in that language, if one is named."""
    from intake.tui.app import IntakeApp

    desk = options.desk()
    desk.dossiers.vault.unlock()  # the terminal asks for a passphrase while it is not a screen yet
    IntakeApp(desk, web=options.web(desk), open_dossier=dossier, step=step, language=language).run()
