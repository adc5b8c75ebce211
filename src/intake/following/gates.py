"""Gates after the agreement: what must be so before work starts."""

from collections.abc import Sequence

from intake.following.ledger import Due
from intake.model.dossier import Dossier


def closed_gates(dossier: Dossier, dues: Sequence[Due]) -> tuple[str, ...]:
    """Why work may not start yet, in words; nothing where it may.

    Both sides must have signed, and the first instalment of the plan must be recorded as received in full; work by the
    hour without a plan waits for the signatures alone.
    """
    if dossier.signed is None:
        return ("the brief is not signed by both sides",)
    first = next((due for due in dues if due.what), None)
    if first is not None and first.settled is None:
        return (f"the first instalment ({first.owed}, due on {first.on}) is not recorded as received",)
    return ()
