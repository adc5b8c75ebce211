"""Every screen as text, in the languages of which there are grids and at three sizes, held against the grids in `snapshots/`; nothing is cut.

`make snapshots` writes the grids anew where a screen was changed on purpose; the difference is then read like code.
"""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake import settings
from intake.desk import Desk
from intake.locale.days import LANGUAGES
from intake.model.client import Client
from intake.model.party import Party
from intake.testing.recorded import RecordedWeb
from intake.tui.interview import InterviewScreen
from tui.contrasts import pale
from tui.cutting import cut
from tui.driving import SAMPLE, Person, answered, at

FOLDER = Path(__file__).parent / "snapshots"
RENEW = os.environ.get("INTAKE_SNAPSHOTS") == "renew"
KEPT = LANGUAGES if RENEW else tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
"""The languages of which there are grids."""
SIZES = ((60, 20), (80, 24), (120, 36))
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TITLE = "=== {name} {width}x{height}"
FLOW = (
    ("home", ""),
    ("a new client", "<ctrl+n>"),
    ("the settings", "<escape><f10>"),
    ("one setting", "\r"),
    ("lists and plugins", "<escape><escape><f9>"),
    ("a question", "<escape>acme\r"),
    ("why we ask", "<f1>"),
    ("languages", "<escape><f6>"),
    ("a question left open", "<escape><pagedown><pagedown><pagedown><ctrl+o>"),
    ("rows", "<escape>@deliverables"),
    ("a row", "a"),
    ("choices", "<escape>@rights"),
    ("a long answer", "@goal"),
    ("all answers", "<ctrl+g>"),
    ("the joint review", "<f7>"),
    ("the sources", "<escape><escape><escape><escape>lindq\r<f3>"),
    ("evidence", "\t\r\r"),
    ("a person", "<escape>p"),
    ("the decision", "<escape><f4>"),
    ("nothing agreed yet", "<f5>"),
    ("the brief", "b"),
    ("the timeline", "<f8>"),
    ("an error", "<escape><f2><escape><ctrl+y>"),
)
FURTHER = (
    ("what if", "lindq\rw"),
    ("a fact supposed", "\r"),
    ("overruling", "<escape><escape>o"),
    ("a rule in full", "<escape>\r"),
    ("the commands", "<escape><ctrl+p>"),
    ("the parts", "<escape><f5>be"),
    ("a part edited", "\r"),
    ("unpaid work", "<escape>u"),
    ("signing", "s"),
    ("an offer", "\r"),
    ("accepting", "a"),
    ("accepting otherwise", "<escape>o"),
    ("the work", "<escape>aAnna Lindqvist\r\r\r \rw"),
    ("trouble", "t"),
    ("a change", "<escape><escape>c"),
)
"""From a decision on: what needs a client who is about to sign."""
FLOWS = {"": FLOW, "further": FURTHER}
"""What is gone through in one sitting, by the folder of its grids."""


def sizes(flow: str, language: str) -> tuple[tuple[int, int], ...]:
    """How large the terminal is; dialogs and forms in other languages are looked at where they have the least room."""
    return SIZES[:1] if flow and language != "en" else SIZES


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a client who was asked nothing yet and one who was vetted, all on the same day."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    desk = frozen(home)
    desk.prefer(settings.Settings(Party("Studio Birch", "SE")))
    desk.new(Client("Acme"))
    dossier = answered(desk).id
    web = RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)
    for source in desk.plugins.sources:  # one after the other, so that the timeline has one order
        asyncio.run(desk.vet(dossier, names=(source.info.name,), web=web))
    desk.decide(dossier)
    return home


def frozen(home: Path) -> Desk:
    """A desk whose clock stands, and whose dossiers get the same ids each time."""
    tokens = iter(f"{number:06x}" for number in range(0x3F9A1C, 0x3F9AFF))
    return Desk(home, clock=lambda: NOW, token=lambda: next(tokens))


@pytest.mark.anyio
@pytest.mark.parametrize("language", KEPT)
@pytest.mark.parametrize("flow", FLOWS)
async def test_every_screen_looks_as_it_did(
    flow: str, language: str, furnished: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What holds plugins differs by machine, and so would where its lines end.
    monkeypatch.setattr("intake.hooks.loading.isolation", lambda: "a jail")
    shutil.copytree(furnished, home, dirs_exist_ok=True)
    desk = frozen(home)
    desk.prefer(settings.changed(desk.settings, "language", language))
    looked = [each async for each in grids(desk, FLOWS[flow], sizes(flow, language))]
    seen = {title: grid for title, grid, _ in looked}
    path = FOLDER / flow / f"{language}.txt"
    if RENEW:
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{title}\n{grid}\n\n" for title, grid in seen.items()), encoding="utf-8")
    assert [(title, unseen) for title, _, unseen in looked if unseen] == []
    expected = sections(path.read_text(encoding="utf-8"))
    assert list(seen) == list(expected)
    for title, grid in seen.items():
        assert grid == expected[title], f"{language}: {title} (`make snapshots` where this is meant)"


async def grids(
    desk: Desk, flow: tuple[tuple[str, str], ...], sizes: tuple[tuple[int, int], ...]
) -> AsyncIterator[tuple[str, str, list[str]]]:
    """Each screen of the flow at each size, with the labels of which a part cannot be seen, and words too pale to be read."""
    async with at(desk, size=sizes[-1]) as person:
        for place, (name, keys) in enumerate(flow):
            seen = await go(person, keys)
            faint = sorted(pale(person))
            looked: dict[tuple[int, int], tuple[str, list[str]]] = {}
            for size in sizes[:: 1 if place % 2 else -1]:  # the last size of a screen is the first of the next
                if person.app.screen.size != size:
                    seen = await person.resize(*size)
                looked[size] = steady(seen, desk), [*cut(person), *faint]
            for size in sizes:
                yield TITLE.format(name=name, width=size[0], height=size[1]), *looked[size]


async def go(person: Person, keys: str) -> str:
    """Types the keys, then goes to the question after an @; reads the screen."""
    keys, _, question = keys.partition("@")
    seen = await person.type(keys)
    if question:
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to(question)
        seen = await person.settle()
    return seen


def steady(grid: str, desk: Desk) -> str:
    """The grid without what another machine or another run shows differently: digests, versions, folders."""
    grid = grid.replace(str(desk.home), "~")
    return re.sub(r"SHA256:[\w+/]{43}|\b[0-9a-f]{8,}\b|\b\d+\.\d+\.\d+\b", lambda found: "~" * len(found[0]), grid)


def sections(text: str) -> dict[str, str]:
    """The grids of a file by their titles."""
    parts = re.split(r"^(=== .*)\n", text, flags=re.MULTILINE)[1:]
    return {title: grid.removesuffix("\n\n") for title, grid in zip(parts[::2], parts[1::2], strict=True)}
