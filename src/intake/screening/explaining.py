"""Says in words why two tokens met that are not the same."""

from intake.screening.meanings import Reason, meaning
from intake.screening.neighbours import is_unwritten
from intake.screening.sounding import skeleton, sound

_REASONS: dict[Reason, str] = {
    "translated": "translated",
    "place": "translated",
    "spelling": "romanised otherwise",
    "short": "short form",
}


def reason(asked: str, found: str) -> str:
    """Why: `translated`, `romanised otherwise`, `short form`, `initial`, `consonants alone`, or nothing for a slip of the keys."""
    meant = meaning(asked)
    if meant and meant == meaning(found):
        return _REASONS[meant.reason]
    if min(len(asked), len(found)) == 1 and asked[:1] == found[:1]:
        return "initial"
    if sound(asked) == sound(found):
        return "romanised otherwise"
    unwritten = is_unwritten(asked.encode()) or is_unwritten(found.encode())
    return "consonants alone" if unwritten and skeleton(asked) == skeleton(found) else ""
