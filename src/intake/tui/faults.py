"""What went wrong at the desk in the language of the screen, and what to do next on the screen rather than on the command line.

The steps say both in English, for the command line. `retold` says what went wrong in other languages; here is what a next
step that is a command, or an option of one, is called on screen.
"""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from intake.errors import BadFile, IntakeError
from intake.frugal import replace
from intake.locale import Words, marked
from intake.locale.sentences import retold

NEXT: Mapping[str, str] = {
    "intake decide *": marked("Decide anew (F4)."),
    "intake agree *": marked("Build the brief first (F5)."),
    "intake interview *": marked("Answer it in the interview (F2)."),
    "intake joint *": marked("Settle it in the joint review (F7)."),
    "intake sign * --as supplier": marked("Sign it as your offer first."),
    "intake sign * --as client*": marked("Take the client's acceptance first."),
    "intake change *": marked("Propose a change at the agreement (C)."),
    "intake new NAME": marked("Start with a new client (Ctrl+N)."),
    "intake hours *": marked("The page with the lists of hours shows it."),
    "intake referral add *": marked("Add somebody to those whom you recommend first."),
    "Pass --at*": marked("Fill in when it was sent."),
    "Say whose it is: --theirs or --mine.": marked("Choose whose it is."),
    "Pass --by NAME.": marked("Fill in who it was."),
    "intake key new": marked("Make one among your keys (K at the agreement)."),
    "Decline, or overrule with: *": marked("Decline, or overrule a rule at the decision (F4)."),
    "Answer 'deliverables' in the interview.": marked("Name one in the interview (F2)."),
    "Pass --price AMOUNT, or --reason TEXT to give it free.": marked("Enter a price, or the reason why it is free."),
    "--due DATE --done-when TEXT": marked("Fill in both."),
    "Alter it with --task.": marked("Choose it from the list to alter it."),
    "Wait for it, or do it in your own name with --reason TEXT.": marked("Wait for it, or give a reason."),
    "Leave the price out; *": marked("Leave the price out."),
    "Offer the brief again.": marked("Sign it as your offer again."),
}
"""What the steps say to do next, whatever stands for the star, and how that is done on screen."""

_OPTION = re.compile(r"(^|\s)--\w")


def told(fault: IntakeError, say: Words) -> tuple[str, str]:
    """What went wrong and what to do next, as the screen says it; an option of a command is no way forward there."""
    return retold(fault.what, say), _step(fault.remedy, say)


def faults_told(fault: BadFile, say: Words) -> tuple[str, ...]:
    """Everything that is wrong in a file, each with its place."""
    return tuple(
        str(replace(each, message=retold(each.message, say), hint=retold(each.hint, say))) for each in fault.faults
    )


def because(why: str, say: Words) -> str:
    """Why a rule came out as it did, part by part; a policy's own sentence is said where it is one that came along."""
    return "; ".join(_part(part, say) for part in why.split("; "))


def _part(part: str, say: Words) -> str:
    if (told := retold(part, say)) != part:
        return told
    words, space, known = part.partition(" (")
    return f"{say(words)}{space}{known}"


def _step(remedy: str, say: Words) -> str:
    for command, step in NEXT.items():
        if fnmatchcase(remedy, command):
            return say(step)
    return "" if _OPTION.search(remedy) else retold(remedy, say)
