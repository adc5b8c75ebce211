"""Your own past with a client, as policies read it after `history.`."""

from collections.abc import Mapping, Sequence
from datetime import date

from intake.following.ledger import Due, Standing, ledger
from intake.following.messages import slowest_answer
from intake.model.dossier import Dossier
from intake.model.values import Value


def history_facts(past: Sequence[Dossier], present: Dossier, today: date) -> Mapping[str, Value]:
    """The facts over all dossiers of one client; `dossiers` counts the earlier ones, the rest tells of the present too.

    - `late_payments`: due amounts that were complete only after their day, or of which nothing has come.
    - `short_payments`: due amounts that are overdue and paid in part.
    - `incidents`: every one that was recorded.
    - `slowest_answer`: the most working days that an answer of the client took, where messages were read in that tell it.
    - `trusted`: one engagement was paid in full and on time to its last instalment, and in none of them was a payment
      late or short, or an incident recorded.

    Where a journal is damaged, all but `dossiers` are left out: what cannot be read is not clean.
    """
    known: dict[str, Value] = {"dossiers": len(past)}
    every = (*past, present)
    if any(dossier.damage for dossier in every):
        return known
    ledgers = [ledger(dossier, today) for dossier in every]
    standings = [due.standing for dues in ledgers for due in dues]
    late = sum(standing in (Standing.LATE, Standing.UNPAID) for standing in standings)
    short = standings.count(Standing.SHORT)
    incidents = sum(outcome.incident is not None for dossier in every for outcome in dossier.outcomes)
    slowest = slowest_answer([message for dossier in every for message in dossier.messages])
    proven = any(paid_to_the_end(dues) for dues in ledgers)
    known |= {} if slowest is None else {"slowest_answer": slowest}
    return known | {
        "trusted": proven and not late and not short and not incidents,
        "late_payments": late,
        "short_payments": short,
        "incidents": incidents,
    }


def paid_to_the_end(dues: Sequence[Due]) -> bool:
    """Whether all that was due has come, on time, and something was due at all."""
    return bool(dues) and any(due.owed.minor for due in dues) and all(due.standing is Standing.PAID for due in dues)
