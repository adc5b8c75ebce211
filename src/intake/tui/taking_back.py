"""Taking back what was recorded by mistake: what is shown before, and what is told afterwards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intake.locale import Words
from intake.locale.sentences import retold
from intake.model.outcome import Outcome
from intake.recounting import recounted
from intake.tui.dialogs import Field, FormDialog
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.following.mistakes import Record
    from intake.retraction import TakenBack


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
