"""Gates after the agreement: what must be so before work starts, before it goes on, and before sources leave your hands."""

from collections.abc import Iterable, Sequence
from datetime import date

from intake.following.ledger import Due
from intake.locale.days import LANGUAGES
from intake.model.checklist import before_work_on
from intake.model.decision import ClauseDue, Verdict
from intake.model.dossier import Dossier


def closed_gates(dossier: Dossier, dues: Sequence[Due]) -> tuple[str, ...]:
    """Why work may not start yet, in words; nothing where it may.

    Both sides must have signed, with every clause that the decision demands, and the first instalment of the plan must be
    recorded as received in full; work by the hour without a plan waits for the signatures alone.
    """
    if unsigned := _unsigned(dossier):
        return unsigned
    first = next((due for due in dues if due.what), None)
    if first is not None and first.settled is None:
        return (f"the first instalment ({first.owed}, due on {first.on}) is not recorded as received",)
    return ()


def _unsigned(dossier: Dossier) -> tuple[str, ...]:
    """What of the agreement, or of the clauses that the decision demands, both sides have not signed, in words."""
    if dossier.signed is None:
        return ("the brief is not signed by both sides",)
    return tuple(f"the client has not signed the clause '{due.clause}': {due.say}" for due in unmet(dossier))


def unmet(dossier: Dossier) -> tuple[ClauseDue, ...]:
    """The conditions of the decision whose clause is not in what both have signed: until it is, conditional is no go."""
    signed = {clause.id for clause in dossier.signed.checklist.clauses} if dossier.signed else set()
    return tuple(due for due in dossier.decision.conditions if due.clause not in signed) if dossier.decision else ()


def verdict_now(dossier: Dossier) -> str:
    """The verdict, and what makes a conditional one a go: the clauses that the client has to sign, or has signed."""
    if dossier.decision is None:
        return "not decided"
    verdict = dossier.decision.verdict
    if verdict is not Verdict.CONDITIONAL:
        return str(verdict.value)
    if missing := dict.fromkeys(due.clause for due in unmet(dossier)):
        return f"{verdict.value}; go once the client has signed {', '.join(missing)}"
    return f"{verdict.value}; go, the client has signed every clause"


def iteration_gates(dossier: Dossier, dues: Sequence[Due], task: str, today: date) -> tuple[str, ...]:
    """Why work on the next deliverable may not start yet: its own advance, or anything due by today, has not come."""
    start = closed_gates(dossier, dues)
    open_now = [due for due in _unsettled(dues) if due.on <= today or _is_before(task, due)]
    return start or tuple(_missing(due) for due in open_now)


def _is_before(task: str, due: Due) -> bool:
    """Whether what is due comes before work on the task, in whichever language the plan says so."""
    return any(before_work_on(task, language) in due.what for language in LANGUAGES)


def source_gates(dossier: Dossier, dues: Sequence[Due]) -> tuple[str, ...]:
    """Why the editable sources may not be handed over yet: the plan is not paid to its last instalment."""
    return _unsigned(dossier) or tuple(_missing(due) for due in _unsettled(dues))


def _unsettled(dues: Iterable[Due]) -> list[Due]:
    return [due for due in dues if due.what and due.settled is None]


def _missing(due: Due) -> str:
    return f"{due.missing} due on {due.on} are not recorded as received"
