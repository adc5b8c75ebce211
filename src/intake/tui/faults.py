"""What went wrong at the desk in the language of the screen, and what to do next on the screen rather than on the command line.

The steps say both in English, for the command line. Here are the sentences that a screen can meet, with their details in
braces; one that is not among them is shown as it was said.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from intake.errors import IntakeError
from intake.locale import Words, marked
from intake.phrasing import reason_words

WHAT = (
    marked("there is no decision yet"),
    marked("there is no brief yet"),
    marked("there is no offer yet"),
    marked("both sides have not signed yet"),
    marked("both sides have signed already"),
    marked("both sides have signed these answers"),
    marked("still to be answered: {names}"),
    marked("marked as open in the joint review: {names}"),
    marked("the answers changed after the decision"),
    marked("the decision is open again: {reasons}"),
    marked("the decision is no-go ({rules})"),
    marked("with this, your criteria say no-go"),
    marked("no deliverable is named yet"),
    marked("the deliverable '{name}' has no exact date"),
    marked("{amount} of work would stand unpaid on {day}, the policy bears {most}"),
    marked("without a price there is no payment plan"),
    marked("work by the hour has no instalments beside its advance"),
    marked("'{name}' has a fixed price, and the work is paid by the hour"),
    marked("the work is paid by the hour"),
    marked("the instalments are {amount} above the price"),
    marked("{amount} of the price are not planned"),
    marked("an instalment is more than nothing"),
    marked("{amount} are agreed in advance, by {day}"),
    marked("this clause belongs to the agreement"),
    marked("the wording leaves out {names}"),
    marked("this clause has no figure {name}"),
    marked("the clause has words of your own in one language only"),
    marked("the page cannot show {letters}"),
    marked("no font on this machine draws {script}"),
    marked("an extra has its price"),
    marked("a new deliverable needs its exact date, and how both see that it is done"),
    marked("'{name}' is on the checklist already"),
    marked("the price would fall below nothing"),
    marked("work does not start yet: {gates}"),
    marked("the sources stay with you: {gates}"),
    marked("{day} has not come yet"),
    marked("the passphrase does not open the signing key"),
    marked("the signing key does not open"),
    marked("there is no signing key here"),
    marked("this is a private key"),
    marked("there is neither a fingerprint nor a public key in it"),
    marked("{count} public keys are in it"),
    marked("cannot read {path}: {why}"),
    marked("the document is no offer of this brief"),
    marked("the acceptance is signed with another key than it names"),
    marked("the acceptance does not hold: {why}"),
    marked("the mail does not hold: {why}"),
)
"""What the steps say went wrong."""

TOLD = (
    marked("the brief is not signed by both sides"),
    marked("the client has not signed the clause '{clause}': {why}"),
    marked("the first instalment ({amount}, due on {day}) is not recorded as received"),
    marked("{amount} due on {day} are not recorded as received"),
    marked("{amount} for the hours recorded are not recorded as received"),
    marked("all {count} hours that were agreed are recorded"),
    marked("the checklist names no such deliverable"),
    marked("it alters what was agreed of '{task}': {parts}"),
    marked("'{task}' was accepted already"),
    marked("'{task}' was accepted as it is; another idea is another project"),
    marked("'{task}' was not shown yet, so this takes no round"),
    marked("round {number} of {count}"),
    marked("all {count} rounds are used"),
    marked("all extras together come to half of the agreed price or more"),
)
"""What the steps say of gates and of changes."""

BECAUSE = (
    marked("overruled by {name}: {reason}"),
    marked("snoozed by {name} until {day}: {reason}"),
    marked("not so: {facts}"),
    marked("counted at its worst: {points}"),
    marked("not counted: {reason}"),
    marked("{count} of {needed} approvals: {names}"),
)
"""What a decision says of how a rule came out."""
_UNKNOWN = marked("unknown, because {why}")

NEXT: Mapping[str, str] = {
    "intake decide {id}": marked("Decide anew (F4)."),
    "intake agree {id}": marked("Build the brief first (F5)."),
    "intake interview {id}": marked("Answer it in the interview (F2)."),
    "intake joint {id}": marked("Settle it in the joint review (F7)."),
    "intake sign {id} --as supplier": marked("Sign it as your offer first."),
    "intake sign {id} --as client{rest}": marked("Take the client's acceptance first."),
    "intake change {id}": marked("Propose a change at the agreement (C)."),
    "intake key new": marked("Make one among your keys (K at the agreement)."),
    "Decline, or overrule with: {rest}": marked("Decline, or overrule a rule at the decision (F4)."),
    "Overrule the rule at the decision first.": marked("Overrule the rule at the decision first."),
    "Start a new dossier for new work.": marked("Start a new dossier for new work."),
    "Answer 'deliverables' in the interview.": marked("Name one in the interview (F2)."),
    "Give it one in the interview.": marked("Give it one in the interview."),
    "Ask for a greater advance, fewer days to pay, or smaller deliverables.": marked(
        "Ask for a greater advance, fewer days to pay, or smaller deliverables."
    ),
    "Give each task its price.": marked("Give each task its price."),
    "Change the rate, the hours or the advance among the terms.": marked(
        "Change the rate, the hours or the advance among the terms."
    ),
    "Take the price out, or choose a fixed price.": marked("Take the price out, or choose a fixed price."),
    "Leave the price out; more hours than agreed are another answer (--answers FILE with hours_cap).": marked(
        "Leave the price out."
    ),
    "They add up to {total}.": marked("They add up to {total}."),
    "Remove the one that is not needed.": marked("Remove the one that is not needed."),
    "Let that much fall due before the start.": marked("Let that much fall due before the start."),
    "Overrule the rule that attached it, or edit the clause book.": marked(
        "Overrule the rule that attached it, or edit the clause book."
    ),
    "Keep it: reminders, gates and letters go by it.": marked("Keep it: reminders, gates and letters go by it."),
    "Word it in both.": marked("Word it in both."),
    "Write it in Latin letters, or in those of another script in docs/signing.md.": marked(
        "Write it in Latin letters, or in those of another script in docs/signing.md."
    ),
    "Pass --price AMOUNT, or --reason TEXT to give it free.": marked("Name its price, or say why it is free."),
    "--due DATE --done-when TEXT": marked("Fill in both."),
    "Alter it with --task.": marked("Choose it from the list to alter it."),
    "Lower it by less.": marked("Lower it by less."),
    "Wait for it, or do it in your own name with --reason TEXT.": marked("Wait for it, or give a reason."),
    "Record what happened, once it has.": marked("Record what happened, once it has."),
    "Try again.": marked("Try again."),
    "Try the passphrase again, or restore the key from a backup.": marked(
        "Try the passphrase again, or restore the key from a backup."
    ),
    "Ask for the public one (.pub), and tell them.": marked("Ask for the public one (.pub), and tell them."),
    "Give a .pub file or SHA256:...": marked("Give a .pub file or SHA256:..."),
    "Name a .pub file with one key.": marked("Name a .pub file with one key."),
    "Check the path.": marked("Check the path."),
    "Name what came back.": marked("Name what came back."),
    "Offer the brief again.": marked("Sign it as your offer again."),
    "Ask for it anew.": marked("Ask for it anew."),
}
"""What the steps say to do next, and how that is done on screen."""


def told(fault: IntakeError, say: Words) -> tuple[str, str]:
    """What went wrong and what to do next, as the screen says it."""
    return _said(fault.what, {each: each for each in WHAT}, say), _said(fault.remedy, NEXT, say)


def sentence(words: str, say: Words) -> str:
    """What a step says of a gate or a change, as the screen says it."""
    return _said(words, {each: each for each in TOLD}, say)


def because(why: str, say: Words) -> str:
    """Why a rule came out as it did, part by part; a policy's own sentence is said where it is one that came along."""
    return "; ".join(_part(part, say) for part in why.split("; "))


def _part(part: str, say: Words) -> str:
    if (told := _said(part, {each: each for each in BECAUSE}, say)) != part:
        return told
    begin = _UNKNOWN.partition("{")[0]
    if part.startswith(begin):
        return say(_UNKNOWN, why=reason_words(part.removeprefix(begin), say))
    words, space, known = part.partition(" (")
    own = say(words)
    return f"{own}{space}{known}" if own != words else reason_words(part, say)


def _said(sentence: str, known: Mapping[str, str], say: Words) -> str:
    for pattern, template in zip(_patterns(tuple(known)), known.values(), strict=True):
        if match := pattern.fullmatch(sentence):
            wanted = {name: value for name, value in match.groupdict().items() if "{" + name + "}" in template}
            return say(template, **wanted)
    return sentence


@cache
def _patterns(templates: Iterable[str]) -> tuple["re.Pattern[str]", ...]:
    return tuple(re.compile(_pattern(template), re.DOTALL) for template in templates)


def _pattern(template: str) -> str:
    """The template as a pattern; what a command line says after the id it names does not matter on screen."""
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(f"(?P<{part}>.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
