"""The practice run on screen: begun from home, with a line above each step that says what to do there."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from intake.errors import IntakeError
from intake.locale import Words, marked
from intake.tui.contents import text

if TYPE_CHECKING:
    from intake.practice import Practice
    from intake.tui.home import HomeScreen

HINTS = {
    "interview": marked("Three answers are missing. Type each and press Enter; F1 says why it is asked."),
    "vetting": marked("Press A: the sources answer from recordings. Then press D to decide."),
    "decision": marked("The verdict, and what it rests on. Press G to go on to the agreement."),
    "agreement": marked(
        "B builds the brief, S signs it, A takes the client's word, X writes and verifies it. Esc leaves."
    ),
}
"""What to do at each step, in their order."""


class Guide(Static):
    """Says above a step that this is practice, which step of how many it is, and what to do."""

    def __init__(self, step: str, say: Words) -> None:
        mark = say("PRACTICE") + f" {[*HINTS].index(step) + 1}/{len(HINTS)}"
        super().__init__(text((f" {mark} ", "bold reverse $warning"), f" {say(HINTS[step])}"), id="guide")


class Begun(Message):
    """A practice run was laid out, or could not be."""

    def __init__(self, outcome: "Practice | IntakeError") -> None:
        super().__init__()
        self.outcome = outcome


def begin(home: "HomeScreen") -> None:
    """Lays out a practice run beside the screen, which then hears of it; keys wait so long."""
    from intake import practice

    desk = home.app.desk
    home.app.hold()
    home.notify(home.say("Laying out the practice run …"), timeout=2, markup=False)

    def work() -> None:
        try:
            message = Begun(practice.begin(desk))
        except IntakeError as fault:
            message = Begun(fault)
        home.post_message(message)

    home.run_worker(work, thread=True, group="practice", description="laying out the practice run")


def is_there(home: "HomeScreen") -> bool:
    """Whether a practice run lies beside the dossiers."""
    from intake import practice

    return practice.folder(home.app.desk.home).is_dir()


def remove(home: "HomeScreen") -> None:
    """Throws the practice run away, and says so."""
    from intake import practice

    with home.app.telling():
        practice.remove(home.app.desk.home)
        home.notify(home.say("The practice run is deleted."), markup=False)


def about(say: Words) -> Content:
    """What is said of the practice run where there are no clients yet."""
    return text((say("Or practise first: five minutes with a sample client, kept apart and easily deleted."), "dim"))
