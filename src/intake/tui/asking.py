"""Sources asked beside the screen, in a thread with an event loop of its own; what happens is told in messages."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from intake.errors import IntakeError

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.model.claim import Claim
    from intake.vetting.asking import Progress
    from intake.vetting.door import Web


class Told(Message):
    """A source began to be asked, or is done."""

    def __init__(self, progress: "Progress") -> None:
        super().__init__()
        self.progress = progress


class Ended(Message):
    """All are done, or it was cancelled, or it could not be done; with how the client's claims stand by now."""

    def __init__(self, claims: "tuple[Claim, ...]", fault: IntakeError | None) -> None:
        super().__init__()
        self.claims = claims
        self.fault = fault


class Asking:
    """One round of asking about one dossier: `run` in a thread of its own, `stop` from anywhere.

    It asks the sources of those names, or all of them, and posts `Told` and `Ended` to whoever listens.
    """

    def __init__(
        self, desk: "Desk", dossier_id: str, names: tuple[str, ...], web: "Web | None", listener: MessagePump
    ) -> None:
        self._desk = desk
        self._dossier_id = dossier_id
        self._names = names
        self._web = web
        self._tell = listener.post_message
        self._stop: Callable[[], object] | None = None

    def run(self) -> None:
        """Asks, and returns once all are done or it was stopped."""
        found: IntakeError | None = None
        try:
            with suppress(asyncio.CancelledError):
                asyncio.run(self._vet())
        except IntakeError as fault:
            found = fault
        # Claims are held against the past too; that may write the catalogue, for which no screen shall wait.
        self._tell(Ended(self._desk.claims(self._desk.dossier(self._dossier_id)), found))

    def stop(self) -> None:
        """Stops asking; what has arrived is kept."""
        if self._stop is not None:
            with suppress(RuntimeError):  # its loop is closed: it has just ended
                self._stop()

    async def _vet(self) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._stop = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        await self._desk.vet(
            self._dossier_id,
            names=self._names,
            again=True,
            web=self._web,
            report_to=lambda progress: self._tell(Told(progress)),
        )
