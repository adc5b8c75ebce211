"""What is done for a dossier without a key: each found in the palette by its name, done for real, and said where it cannot be."""

import pytest

from intake.desk import Desk
from intake.tui.letters import LetterScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_try(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(80, 24), dossier=sealed, step="agreement") as person:
        for keys in ("<ctrl+p>letters", "\r", "\r", "f", "<escape>c", "s", "<escape><escape>", "<ctrl+p>messages\r", "r","\r", "<escape><escape><ctrl+p>lists of hours\r", "r", "<escape>m", "<escape><escape><ctrl+p>time stamp\r", "\r", "<escape><ctrl+p>whom you\r", "a"):
            print("=====", keys)
            print(await person.type(keys))
