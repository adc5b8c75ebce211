"""Which recorded outcomes were taken back, as a journal tells: each by an entry that names it, and nothing is erased.

An entry that takes back may be taken back too: what it named counts again, as if it were recorded anew at that moment. Entries
that name what does not count, or what is no outcome, change nothing; so two processes may take back the same one.
"""

from collections.abc import Mapping, Sequence

from intake.frugal import dataclass, replace
from intake.store.chain import Entry

RETRACTED = "retracted"
"""The kind of entry that takes back."""


@dataclass(frozen=True, slots=True)
class Retractions:
    """What was taken back, by the numbers of entries.

    `places` says of each outcome that was ever taken back at which entry it counts now (0: nowhere), `in_force` of each taking
    back that was not taken back itself which outcomes it named.
    """

    places: Mapping[int, int]
    in_force: Mapping[int, tuple[int, ...]]


def retractions(entries: Sequence[Entry]) -> Retractions:
    """What was taken back, and recorded again, up to the last entry."""
    outcomes: set[int] = set()
    places: dict[int, int] = {}
    in_force: dict[int, tuple[int, ...]] = {}
    for entry in entries:
        match entry.kind, entry.body:
            case "outcome", _:
                outcomes.add(entry.seq)
            case "retracted", {"entries": [*named]}:
                took = []
                for number in named:
                    if number in in_force:
                        places |= dict.fromkeys(in_force.pop(number), entry.seq)
                    elif number in outcomes and places.get(number, number):
                        places[number] = 0
                        took.append(number)
                if took:
                    in_force[entry.seq] = tuple(took)
            case _:
                continue
    return Retractions(places, in_force)


def knew_of_a_mistake(entries: Sequence[Entry]) -> bool:
    """Whether the last decision knew of an outcome that counts no more."""
    decided = max((each.seq for each in entries if each.kind == "decided"), default=0)
    now, then = retractions(entries).places, retractions([each for each in entries if each.seq < decided]).places
    return any(not now[each] and each < decided and then.get(each, each) for each in now)


def without_mistakes(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries without those that count nowhere."""
    places = retractions(entries).places
    return [entry for entry in entries if places.get(entry.seq, entry.seq)]


def counting(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries as they count: what was taken back says nothing, and what is recorded again stands where that was said."""
    places = retractions(entries).places
    if not places:
        return entries
    again: dict[int, list[Entry]] = {}
    for entry in entries:
        if place := places.get(entry.seq):
            again.setdefault(place, []).append(entry)
    found = []
    for entry in entries:
        found.append(replace(entry, body=None) if entry.seq in places else entry)
        found.extend(replace(each, digest=entry.digest) for each in again.get(entry.seq, ()))
    return found
