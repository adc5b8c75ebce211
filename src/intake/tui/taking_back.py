"""Taking back what was recorded by mistake: what is shown before, and what is told afterwards."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on

from intake.locale import Words
from intake.locale.sentences import retold
from intake.model.outcome import Outcome
from intake.model.text import clean
from intake.recounting import recounted
from intake.tui.beside import WorkingScreen
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.following.mistakes import Record
    from intake.retraction import TakenBack

LONGEST = 2000
"""Characters of a note or a reason."""


class TakesBack(WorkingScreen[None]):
    """A screen of records, where one that was made by mistake is taken back, and recorded again."""

    _dossier_id: str

    @property
    def _meant(self) -> int:
        """The number of the entry that is meant; 0 where nothing is recorded."""
        raise NotImplementedError

    def show(self) -> None:
        """Shows what is recorded, as it stands now."""
        raise NotImplementedError

    @on(Button.Pressed, "#take-back")
    def action_take_back(self) -> None:
        """Takes back what was recorded by mistake, once it was shown and confirmed; why is asked, and may be left out."""
        say, retraction, number = self.say, self.app.desk.retraction, self._meant
        if not number:
            self.notify(say("Nothing is recorded yet."), markup=False)
            return
        with self.app.telling():
            records, _ = retraction.meant(self._dossier_id, number)

            def take_back(filled: Filled | None) -> None:
                if filled is not None:
                    reason = clean(filled["reason"], limit=LONGEST)
                    self._doing(lambda: self._told(retraction.take_back(self._dossier_id, number, reason=reason)))

            self.app.push_screen(confirmation(records, say), take_back)

    def action_record_again(self) -> None:
        """Records again what was taken back last."""
        if not any(record.taken_back for record in self.app.desk.retraction.records(self._dossier_id)):
            self.notify(self.say("Nothing was taken back."), markup=False)
            return
        self._doing(lambda: self._told(self.app.desk.retraction.record_again(self._dossier_id)))

    def _told(self, done: "TakenBack") -> None:
        self.app.clear_notifications()
        self.notify(told(done, self.say), markup=False)

    def _doing(self, step: Callable[[], object]) -> None:
        with self.app.telling():
            step()
        self.show()


def confirmation(records: "Sequence[Record]", say: Words) -> FormDialog:
    """Shows what is to be taken back, and asks why, which may be left out."""
    about = lines(
        *(text("· ", _whole(record.outcome, say)) for record in records),
        text((say("It will count no more, and stays on the timeline."), "dim")),
    )
    fields = (Field("reason", say("Reason"), placeholder=say("In a few words")),)
    return FormDialog(say("Take back"), fields, about=about, submit=say("Take back"), words=say)


def told(done: "TakenBack", say: Words) -> str:
    """What was taken back or recorded again, and what to mind now."""
    what = "; ".join(_whole(record.outcome, say) for record in done.records)
    if done.again:
        first = f"{say('Recorded again')}: {what}"
    else:
        first = say("Taken back: {what}. Ctrl+Y records it again.", what=what)
    return "\n".join((first, *(retold(remark, say) for remark in done.remarks)))


def _whole(outcome: Outcome, say: Words) -> str:
    """What happened, with its note."""
    return "  ".join(filter(None, (recounted(outcome, say), outcome.note)))
