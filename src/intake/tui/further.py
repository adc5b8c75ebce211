"""The commands on a dossier that have no key: they are found by name in the search for commands, over any step and over the work."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from intake.frugal import dataclass
from intake.locale import marked
from intake.model.dossier import Dossier
from intake.tui.commands import Run

if TYPE_CHECKING:
    from intake.tui.spoken import SpokenScreen
    from intake.tui.step import StepScreen

_LATE = ("agreement",)
_EARLY = ("vetting", "decision")


@dataclass(frozen=True, slots=True)
class _Command:
    """What it is called here and on the command line, what it does, on which steps, and whether there is something to do."""

    title: str
    name: str
    about: str
    do: "Callable[[StepScreen], object]"
    steps: tuple[str, ...] = ()
    applies: Callable[[Dossier], object] = lambda _: True


def further_commands(screen: "SpokenScreen[None]") -> Iterator[SystemCommand]:
    """The commands on the dossier of a step, or of what lies over one; those that cannot do anything yet are left out."""
    from intake.tui.step import StepScreen

    below = next(each for each in reversed(screen.app.screen_stack) if isinstance(each, StepScreen))
    dossier, say = below.desk.dossier(below.dossier_id), screen.say
    for each in _COMMANDS:
        if (not each.steps or below.step in each.steps) and each.applies(dossier):
            yield SystemCommand(say(each.title), say(each.about), _run(each, below))


def _run(command: _Command, below: "StepScreen") -> Run:
    return Run(lambda: command.do(below), f"{command.title} {command.name}")


def _write_letter(below: "StepScreen") -> None:
    from intake.tui.letters import choose_letter

    choose_letter(below)


def _show_messages(below: "StepScreen") -> None:
    from intake.tui.messages import MessagesScreen

    below.app.push_screen(MessagesScreen(below))


def _show_hours(below: "StepScreen") -> None:
    from intake.tui.hours import HoursScreen
    from intake.tui.taking_back import TakesBack

    def again(_: None) -> None:
        if isinstance(below.app.screen, TakesBack):  # the work, where the hours are records
            below.app.screen.show()

    below.app.push_screen(HoursScreen(below), again)


def _stamp(below: "StepScreen") -> None:
    from intake.tui.stamping import time_stamp

    time_stamp(below)


def _note_call(below: "StepScreen") -> None:
    from intake.tui.reference_call import note_call

    note_call(below)


def _dispute(below: "StepScreen") -> None:
    from intake.tui.disputing import choose_and_dispute

    choose_and_dispute(below)


def _write_notice(below: "StepScreen") -> None:
    from intake.tui.sheet import WrittenSheet

    title = below.say("Notice to the person")
    file = f"{below.dossier_id}-notice.txt"
    below.beside(
        lambda: below.desk.people.notice(below.dossier_id),
        lambda written: below.app.push_screen(WrittenSheet(below, title, written, file)),
        "",
    )


def _show_book(below: "StepScreen") -> None:
    from intake.tui.book import BookScreen

    below.app.push_screen(BookScreen(below))


def _show_plan(below: "StepScreen") -> None:
    from intake.tui.plan import show_plan

    show_plan(below)


def _move(below: "StepScreen") -> None:
    from intake.tui.moving import move_answers

    move_answers(below)


def _has_findings(dossier: Dossier) -> bool:
    return any(report.findings for report in dossier.reports.values())


_COMMANDS = (
    _Command(
        marked("Letters"), "letter", marked("Decline, remind, pause, part: written from the record"), _write_letter
    ),
    _Command(marked("Messages"), "log", marked("Read in mails and other messages; none is ever lost"), _show_messages),
    _Command(
        marked("Lists of hours"),
        "hours",
        marked("Read in a list of hours, and mark whether the client approved it"),
        _show_hours,
        _LATE,
        lambda dossier: dossier.decision,
    ),
    _Command(
        marked("Time stamp"),
        "stamp",
        marked("Have a third party say when the signed document was there"),
        _stamp,
        _LATE,
        lambda dossier: dossier.sealed,
    ),
    _Command(
        marked("Reference call"),
        "reference",
        marked("What to ask a former contractor, and what they answered"),
        _note_call,
        _EARLY,
    ),
    _Command(
        marked("The client disputes it"),
        "dispute",
        marked("Keep what the client says against a finding"),
        _dispute,
        _EARLY,
        _has_findings,
    ),
    _Command(
        marked("Notice to the person"),
        "notice",
        marked("Tell a person what was collected of them, from whom and why (Art. 14 GDPR)"),
        _write_notice,
        _EARLY,
        lambda dossier: dossier.reports,
    ),
    _Command(
        marked("Dates and hours"),
        "plan",
        marked("Whether the dates can be kept, and how what stands unpaid could be claimed"),
        _show_plan,
        _LATE,
        lambda dossier: dossier.brief,
    ),
    _Command(
        marked("Later questions"),
        "migrate",
        marked("Move the answers to a later version of their questionnaire"),
        _move,
        ("interview", *_EARLY),
        lambda dossier: not dossier.sealed,
    ),
    _Command(
        marked("Whom you recommend"), "referral", marked("The book of people whom your letters recommend"), _show_book
    ),
)
"""The most used first; without steps, a command is there on all of them."""
