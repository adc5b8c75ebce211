"""The command that shows how an engagement stands, and decides anew where that is due: review."""

from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.decision import VERDICT_CODES, show_decision
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table

if TYPE_CHECKING:
    from intake.engagement import Awaited, State
    from intake.following.effort import Goodwill


@command("review")
@click.argument("dossier_id", metavar="ID")
@click.option("--now", is_flag=True, help="Decide anew though no review is due.")
@as_json
@click.pass_context
def review(context: click.Context, options: Options, dossier_id: str, now: bool, as_json: bool) -> None:
    """Show how an engagement stands.

    Decide anew where a review is due. Exit: as decide, 0 where none is due.
    """
    desk = options.desk()
    options.warn_of_refusals(desk)
    state = desk.engagement.state(dossier_id)
    decision = desk.decide(dossier_id) if state.reasons or now else None
    if as_json:
        show_json({"state": canonical.encode(state), "decision": canonical.encode(decision)})
    else:
        _show_state(state)
    if decision is None:
        options.say(f"no review is due; the next by {state.review_on or 'what happens'}")
        return
    if not as_json:
        show_decision(decision, desk.casework.questionnaire(desk.dossier(dossier_id)))
    context.exit(VERDICT_CODES[decision.verdict])


def _show_state(state: "State") -> None:
    table([(str(due.on), str(due.owed), due.standing.value, due.what) for due in state.dues])
    for due, claim in zip((due for due in state.dues if due.overdue), state.claims, strict=True):
        interest = f"interest {claim.interest}" if claim.interest is not None else claim.unknown
        flat = f", {claim.compensation} for the cost of recovery" if claim.compensation else ""
        beyond = f" beyond the {state.grace_days} of grace" if state.grace_days else ""
        rule = f"; {claim.rule}" if claim.rule else ""
        show(f"late, due on {due.on}, {claim.days} days{beyond}: {interest}{flat}{rule}")
    for gate in state.gates:
        show(f"gate: {gate}")
    if state.paused_since:
        days = f"{state.grace_days} days of grace"
        show(f"work is paused since {state.paused_since}: an instalment is open beyond the {days} that were agreed")
    elif state.grace_days is None and any(due.overdue and due.settled is None for due in state.dues):
        show("the signed clauses do not say how many days of grace there are: agree on a pause in writing")
    if state.rate:
        show(f"an hour earned {state.rate.plain}, {state.rate.adjusted} with the trouble counted in")
    for promise in state.promises:
        shown = f" ({promise.on})" if promise.on else ""
        show(f"you said: {promise.step.value} from {promise.due}, {promise.about}: {promise.kept.value}{shown}")
    for report in state.reports:
        hours = f"{report.report.hours:f} hours"
        show(f"{report.report.name}: {hours}, {report.report.state.value} on {report.on} ({report.by})")
    for each in state.awaited:
        show(_awaited_words(each))
    if state.goodwill and state.goodwill.given:
        show(goodwill_words(state.goodwill))
    for due in state.unrecorded:
        show(f"nothing is recorded for {due.owed} due on {due.on}: intake outcome ID --paid AMOUNT --due {due.on}")
    for reason in state.reasons:
        show(f"the decision is open again: {reason.words}")


def _awaited_words(awaited: "Awaited") -> str:
    """By when silence accepts, or that it has, and how to note it."""
    if not awaited.silent:
        return f"{awaited.what}: accepted by silence unless they object by {awaited.until}"
    noted = "intake hours ID --mark approved --by NAME" if awaited.is_report else "intake outcome ID --accepted TASK"
    return f"{awaited.what}: accepted by silence, no objection is recorded until {awaited.until}; note it: {noted}"


def goodwill_words(given: "Goodwill") -> str:
    """How much of the goodwill for a client is given, and how much is left."""
    left = f"{given.left:f} left" if given.left >= 0 else f"{-given.left:f} more than you meant to give"
    return f"goodwill: {given.given:f} of {given.most:f} hours, {left}"


COMMANDS = (review,)
