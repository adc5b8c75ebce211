"""Options that stand before or after any command, and the desk they lead to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from intake.cli import home as standing
from intake.cli.output import narrate
from intake.frugal import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from intake.desk import Desk
    from intake.vetting.door import Web

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Options:
    """What the global options say; `home` is None until it is asked for."""

    home: "Path | None" = None
    plugins_dir: "tuple[Path, ...]" = ()
    no_plugin: tuple[str, ...] = ()
    recorded: "tuple[Path, ...]" = ()
    quiet: bool = False
    plain: bool = False

    def home_folder(self) -> "Path":
        """The folder that holds everything: `--home`, else INTAKE_HOME, else the platform's place for user data."""
        from pathlib import Path

        return self.home or Path(standing.standard())

    def desk(self) -> "Desk":
        """The desk in that home; says on stderr where others on this machine can read it."""
        from intake.cli import passphrase
        from intake.desk import Desk
        from intake.store import permissions

        home = self.home_folder()
        for folder in permissions.open_doors(home)[:1]:
            narrate(f"{folder} can be read by others on this machine; run: {permissions.remedy(home)}")
        desk = Desk(
            home, plugin_folders=self.plugins_dir, excluded=frozenset(self.no_plugin), passphrase=passphrase.ask
        )
        desk.dossiers.watch = lambda done, count: self.say(f"reading journals: {done:,} of {count:,}")
        return desk

    def web(self, desk: "Desk") -> "Web | None":
        """The recorded answers that stand in for the network, or None for the network itself."""
        if not self.recorded:
            return None
        from intake.testing.recorded import RecordedWeb

        return RecordedWeb.from_folder(*self.recorded, keep=desk.dossiers.blobs.put)

    def say(self, text: str) -> None:
        """Narrates progress on stderr, unless `--quiet`."""
        if not self.quiet:
            narrate(text)

    def warn_of_refusals(self, desk: "Desk") -> None:
        """Says on stderr which plugins were refused and why."""
        for refusal in desk.plugins.refusals:
            narrate(f"plugin refused: {refusal.name} ({refusal.origin}): {refusal.reason}")


def _store(context: "click.Context", parameter: "click.Parameter", value: object) -> None:
    if value not in (None, (), False) and parameter.name:
        setattr(context.ensure_object(Options), parameter.name, value)


def global_options(*, hidden: bool = False) -> Callable[[F], F]:
    """Adds the global options to a command; a subcommand takes them too, without listing them again."""
    from pathlib import Path

    import click

    folder = click.Path(path_type=Path, file_okay=False)
    choices = [
        click.option("--home", type=folder, help="Folder that holds your dossiers (or INTAKE_HOME)."),
        click.option(
            "--plugins-dir", type=folder, multiple=True, help="One more folder with plugins; may be repeated."
        ),
        click.option("--no-plugin", metavar="NAME", multiple=True, help="Leave a plugin out; may be repeated."),
        click.option(
            "--recorded",
            type=folder,
            multiple=True,
            help="Let sources answer from recorded exchanges; the record says so.",
        ),
        click.option("--quiet", is_flag=True, help="No narration on stderr."),
        click.option("--plain", is_flag=True, help="Plain prompts instead of screens."),
    ]

    def add(function: F) -> F:
        for choice in reversed(choices):
            function = choice(function)
        for parameter in getattr(function, "__click_params__", [])[-len(choices) :]:
            parameter.callback, parameter.expose_value, parameter.hidden = _store, False, hidden
        return function

    return add


def command(name: str) -> "Callable[[F], click.Command]":
    """A command that takes the global options and is handed them as its first argument."""
    import click

    def make(function: F) -> click.Command:
        handed = click.make_pass_decorator(Options, ensure=True)(function)
        return click.command(name)(global_options(hidden=True)(handed))

    return make


def as_json(function: F) -> F:
    """Adds `--json` to a command."""
    import click

    return click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(function)
