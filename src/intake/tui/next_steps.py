"""What to do after an error that names no way forward itself, by its kind."""

from collections.abc import Mapping

from intake import errors
from intake.errors import IntakeError
from intake.locale import Words, marked

NEXT: Mapping[type[IntakeError], str] = {
    errors.DoesNotHold: marked("Look at what is named above; what was signed or stored before is as it was."),
    errors.CannotTell: marked("Run the command 'intake doctor': it says what can be restored."),
    errors.Usage: marked("Go back with Esc and correct what you entered."),
    errors.BadFile: marked("Correct the places named above and try again."),
    errors.NotFound: marked("Go back with Esc and choose what is there."),
    errors.Unreachable: marked("See whether you are online, and try again in a moment."),
    errors.CannotWrite: marked(
        "Make room on the disk, or see who may write there; what was stored before is as it was."
    ),
    errors.Busy: marked("Leave the other intake that is open, or wait a moment, and try again."),
    errors.Refused: marked("Go back with Esc; the step before says what is missing."),
    errors.Broken: marked("Every answer is saved. Try again; if it stays so, run the command 'intake doctor'."),
    IntakeError: marked("Every answer is saved. Go back with Esc and try again."),
}


def next_step(fault: IntakeError, say: Words) -> str:
    """The way forward for its kind."""
    return say(next(NEXT[kind] for kind in type(fault).__mro__ if kind in NEXT))
