"""A newcomer who types something else than a command hears what there is."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from intake.cli.helping import SECTIONS, sections
from intake.cli.main import MODULES, intake, run


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_every_command_stands_under_one_heading() -> None:
    shown = [name for _, names in sections(MODULES) for name in names]
    assert sorted(shown) == sorted(MODULES)
    assert all(name in MODULES for names in SECTIONS.values() for name in names)


def test_help_is_a_command_too_and_shows_the_way_in_its_order(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "help")
    assert shown == told(capsys, "--help")
    places = [
        shown.index(f"\n  {name} ")
        for name in ("new", "interview", "vet", "decide", "sign", "verify", "outcome", "erase", "demo")
    ]
    assert places == sorted(places)
    assert told(capsys, "help", "vet") == told(capsys, "vet", "--help")


@pytest.mark.parametrize("typed", [("interveiw",), ("help", "interveiw")])
def test_a_name_that_is_none_leads_to_the_nearest(typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean 'interview'?" in told(capsys, *typed, code=64)


def test_what_is_missing_is_shown_in_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert "next: intake new NAME" in told(capsys, "new", code=64)
    assert "next: intake vet ID   (intake list shows the ids" in told(capsys, "vet", code=64)


def groups(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    """The way to a group and to every group in it."""
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from groups(command, *path, name)


@pytest.mark.parametrize("path", list(groups(intake)), ids=" ".join)
def test_no_summary_is_cut_on_eighty_columns(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(intake, [*path, "--help"], terminal_width=80).output
    assert "Usage:" in shown
    assert [line for line in shown.splitlines() if line.endswith("...") and "Usage:" not in line] == []
