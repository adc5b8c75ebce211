"""Screens that do work beside themselves: what takes a moment is done in a thread, while the screen says so and keys wait."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.message import Message

from intake.errors import IntakeError
from intake.tui.at_work import SOON, AtWork
from intake.tui.spoken import Result, SpokenScreen

if TYPE_CHECKING:
    from intake.tui.dialogs import Filled, FormDialog

T = TypeVar("T")


class Finished(Message):
    """Work beside the screen has ended; `then` is to be done here."""

    def __init__(self, then: Callable[[], object], shown: AtWork) -> None:
        super().__init__()
        self.then = then
        self.shown = shown


class WorkingScreen(SpokenScreen[Result]):
    """A screen that asks by a form, works, and takes up the result, and draws all the while."""

    busy = False

    def beside(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        doing: str,
        again: Callable[[], object] = lambda: None,
    ) -> None:
        """Does `work` in a thread while the screen says what it is `doing`, then `then` here; keys wait so long.

        What has no such words is mostly done at once; a notice comes where it is not.
        Where it fails, the fault is told, and `again` follows once it was read.
        """
        self.busy = True
        self.app.hold()
        shown = AtWork(self.app, doing or self.say("One moment …"), wait=0 if doing else SOON)

        def run() -> None:
            try:
                result = work()
            except IntakeError as fault:
                found = fault
                self.post_message(Finished(lambda: self.app.tell(found, again), shown))
            else:
                self.post_message(Finished(lambda: then(result), shown))

        self.run_worker(run, thread=True, group="beside", description=doing)

    def ask(self, form: "FormDialog", work: "Callable[[Filled], T]", then: Callable[[T], object], doing: str) -> None:
        """Asks by a form and does `work` with what was filled in; where that fails, the form comes back as it was filled in."""

        def filled_in(filled: "Filled | None") -> None:
            if filled is not None:
                given = filled
                self.beside(lambda: work(given), then, doing, lambda: self.ask(form.refilled(given), work, then, doing))

        self.app.push_screen(form, filled_in)

    @on(Finished)
    def _take_up(self, event: Finished) -> None:
        """Takes up the result where the screen is changed from."""
        self.busy = False
        event.shown.end()
        with self.app.telling():
            event.then()
        self.at_rest()
        self.app.go_on()

    def at_rest(self) -> None:
        """Does what had to wait for the work; nothing on most screens."""
