"""What is typed and not given yet, kept on disk a moment later: after a kill the interview stands where it stood, caret and all."""

import asyncio
import threading
from typing import TYPE_CHECKING

from intake.errors import IntakeError
from intake.model.values import Json
from intake.sitting import Sitting
from intake.tui.field_messages import Kept

if TYPE_CHECKING:
    from textual.timer import Timer

    from intake.tui.spoken import SpokenScreen

PAUSE = 0.12
"""Seconds from a key until it is being written; with the writing, less than a quarter of a second is lost by a kill."""


class Unsent:
    """The question in focus, and by question what stands in its field where that is not the answer."""

    def __init__(self, screen: "SpokenScreen[None]", sitting: Sitting) -> None:
        """With what the sitting before left."""
        self._screen = screen
        self._sitting = sitting
        self._written = sitting.unsent
        self._timer: Timer | None = None
        self._writing = threading.Lock()
        self._fails = False
        asked, typed = self._written.get("asked"), self._written.get("typed")
        self.asked = asked if isinstance(asked, str) else ""
        self.typed: dict[str, Kept] = (
            {question: kept for question, kept in typed.items() if isinstance(kept, dict)}
            if isinstance(typed, dict)
            else {}
        )

    def note(self, asked: str, kept: Kept | None) -> None:
        """Keeps that question as the one in focus, and what stands in its field, or that nothing of its own does."""
        self.asked = asked
        if kept is None:
            self.typed.pop(asked, None)
        else:
            self.typed[asked] = kept
        if self._timer is None and not self._fails:
            self._timer = self._screen.set_timer(PAUSE, self._begin)

    def forget(self, question: str) -> None:
        """What was typed for the question is of no use any more."""
        self.typed.pop(question, None)

    def answered(self, question: str) -> None:
        """The question was answered, so the disk takes something again where it did not."""
        self._fails = False
        self.forget(question)

    def finish(self) -> None:
        """Writes now what is not written yet."""
        if not self._fails:
            self._write()

    def _begin(self) -> None:
        self._timer = None
        if not self._fails:
            self._screen.run_worker(self._write_beside(), group="unsent", description="what is typed")

    async def _write_beside(self) -> None:
        try:
            await asyncio.to_thread(self._write)
        except IntakeError as fault:
            self._fails = True  # the answers have their own writing, and say so themselves
            told = self._screen.say("What you type is not saved before you press Enter: {why}", why=fault.what)
            self._screen.notify(told, severity="warning", markup=False)

    def _write(self) -> None:
        # Whoever comes second finds the latest written already, so that nothing older can take its place.
        with self._writing:
            # A copy first: keys go on arriving while this is written.
            typed: dict[str, Json] = {question: dict(kept) for question, kept in self.typed.copy().items()}
            data: dict[str, Json] = {"asked": self.asked, "typed": typed}
            if data != self._written:
                self._sitting.keep_unsent(data)
                self._written = data
