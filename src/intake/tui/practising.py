"""The practice run on screen: begun from home, with a line above each step that says what to do there."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from intake.errors import IntakeError
from intake.locale import Words, marked
from intake.tui.at_work import AtWork
from intake.tui.contents import text

if TYPE_CHECKING:
    from intake.practice import Practice
    from intake.tui.home import HomeScreen

HINTS = {
    "interview": marked("Three answers are missing. Type each and press Enter; F1 says why it is asked."),
    "vetting": marked("Press A: the sources answer from recordings."),
    "decision": marked("The verdict, and what it rests on. Press G to go on to the agreement."),
    "agreement": marked("Press B to build the brief from the answers and the decision."),
}
"""What to do first at each step, in their order."""
FURTHER = {
    "asked": marked("Look at what they found: Tab leads there, Enter shows the evidence. Then press D to decide."),
    "draft": marked("Read it, or press E and change it. Then press S to sign it as your offer."),
    "offered": marked("Press A: the client types their name, and ticks the box."),
    "signed": marked("Press X to write the signed brief and verify it. Then Esc: you went the whole way."),
}
"""What to do later at a step, by how far it has come."""


class Guide(Static):
    """Says above a step that this is practice, which step of how many it is, and what to do."""

    def __init__(self, step: str, say: Words) -> None:
        self._say = say
        self._mark = say("PRACTICE") + f" {[*HINTS].index(step) + 1}/{len(HINTS)}"
        self._first = HINTS[step]
        super().__init__(self._told(self._first), id="guide")

    def _told(self, hint: str) -> Content:
        return text((f" {self._mark} ", "bold reverse $warning"), f" {self._say(hint)}")

    def show(self, far: str) -> None:
        """Says what to do next, where the step has come so far."""
        self.update(self._told(FURTHER.get(far, self._first)))


class Begun(Message):
    """A practice run was laid out, or could not be."""

    def __init__(self, outcome: "Practice | IntakeError", shown: AtWork) -> None:
        super().__init__()
        self.outcome = outcome
        self.shown = shown


def begin(home: "HomeScreen") -> None:
    """Goes on with a practice run, or lays one out beside the screen, which then hears of it; keys wait so long."""
    from intake import practice

    desk = home.app.desk
    home.app.hold()
    shown = AtWork(home.app, home.say("Laying out the practice run …"))

    def work() -> None:
        try:
            message = Begun(practice.go_on(desk), shown)
        except IntakeError as fault:
            message = Begun(fault, shown)
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
