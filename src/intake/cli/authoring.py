"""The commands for those who write plugins: plugins new, check and record."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.errors import DoesNotHold, NotFound
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.hooks.loading import Plugins


@command("new")
@click.argument("name")
@click.option(
    "--to", "target", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="In this folder."
)
def new(options: Options, name: str, target: Path) -> None:
    """Write the folder of a new plugin.

    Its source passes its checks.
    """
    from intake.testing.making import write_plugin

    folder = write_plugin(name, target)
    show(str(folder))
    options.say(f"next: make it your own, then: intake plugins check {folder}")


@command("check")
@click.argument("wanted", metavar="NAME|FOLDER")
@as_json
def check(options: Options, wanted: str, as_json: bool) -> None:
    """Say what holds of a source and what does not.

    Exit 1 where something does not.
    """
    from intake.testing import checking

    names, folders = _meant(options, wanted)
    checks = checking.check(names, folders)
    failed = sum(each.outcome == "fails" for each in checks)
    if as_json:
        rows: list[Json] = [
            {"source": c.source, "check": c.words, "fault": c.fault, "outcome": c.outcome, "why": c.why} for c in checks
        ]
        show_json({"checks": rows})
    else:
        for name in names:
            show(name)
            for line in checking.in_words(each for each in checks if each.source == name):
                show(line)
    if failed:
        raise DoesNotHold(
            f"{failed} of {len(checks)} checks fail", remedy="docs/write-a-plugin.md says what each is for."
        )


@command("record")
@click.argument("wanted", metavar="NAME|FOLDER")
@click.option(
    "--to", "target", type=click.Path(path_type=Path, file_okay=False), required=True, help="Write them here."
)
def record(options: Options, wanted: str, target: Path) -> None:
    """Ask a source live, and write what came as exchanges.

    It is asked about the client of `client.json` in that folder, and they are written beside it.
    """
    import asyncio

    from intake.testing.recorded import CLIENT_FILE, read_client
    from intake.testing.recording import RecordingWeb
    from intake.vetting import asking
    from intake.vetting.web import LiveWeb

    if not (target / CLIENT_FILE).is_file():
        raise NotFound(
            f"there is no {target / CLIENT_FILE}", remedy="Write there whom to ask about, as the guide says."
        )
    names, folders = _meant(options, wanted)
    desk = options.desk()
    plugins = _loaded(folders)
    for source in (source for source in plugins.sources if source.info.name in names):
        web = RecordingWeb(LiveWeb(keep=desk.dossiers.blobs.put), desk.clock().date())
        (report,) = asyncio.run(asking.ask(read_client(target), [source], web, clock=desk.clock))
        web.write(target / f"{source.info.name}.json")
        show(f"{target / source.info.name}.json: {len(web.exchanges)} exchanges; {report.status.value} {report.note}")


def _meant(options: Options, wanted: str) -> tuple[list[str], list[Path]]:
    """The sources meant by a name or a folder, and the folders to load them from."""
    path = Path(wanted)
    if not path.is_dir():
        folders = [options.home_folder() / "plugins", *options.plugins_dir]
        names = [source.info.name for source in _loaded(folders).sources]
        if wanted not in names:
            raise NotFound(f"no source named {wanted}", remedy=f"Name a folder, or one of: {', '.join(sorted(names))}")
        return [wanted], folders
    package = (path / "__init__.py").is_file()
    folder = path.parent if package else path / "src" if (path / "src").is_dir() else path
    plugins = _loaded([folder])
    found = [each for each in plugins.admitted if Path(each.origin).parent == folder]
    names = [name for each in found for name in each.sources if not package or Path(each.origin) == path]
    if not names:
        reasons = "; ".join(f"{refusal.name}: {refusal.reason}" for refusal in plugins.refusals)
        raise NotFound(
            f"no source can be loaded from {path}", remedy=reasons or "It needs a package with a source in it."
        )
    return names, [folder]


def _loaded(folders: list[Path]) -> "Plugins":
    from intake.hooks.loading import load

    return load(folders=folders)


COMMANDS = (new, check, record)
