"""How one company number led to another: each step with the words it rests on."""

from intake.frugal import dataclass
from intake.model.party import Identifier


@dataclass(frozen=True, slots=True)
class Join:
    """An identifier that was found on the way, and why: `source` tells `said` as `fact`, on that evidence.

    `fact` is `topic.fact`, or the scheme of the identifier it was read out of; `source` is empty where the client stated
    that one. `own_word` marks what the client says of itself (on its website, or to you), whoever repeats it. `known_by`
    are the identifiers with which the source was asked, so that the join falls with them.
    """

    identifier: Identifier
    said: str
    fact: str
    source: str = ""
    evidence: str = ""
    own_word: bool = False
    known_by: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """All joins as they stand; `contested` are numbers of one scheme that differ, of which none is used.

    `website` is the one the client had then: what another website said is no ground any more.
    """

    joins: tuple[Join, ...] = ()
    contested: tuple[Join, ...] = ()
    website: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate that a person says is this client: their statement, with the finding they chose it from as its ground."""

    identifier: Identifier
    by: str
    source: str
    evidence: str
    said: str


def shown_join(join: Join) -> str:
    """The step in words: `website says VAT FR40303265045 -> fr.siren:303265045`."""
    who = "the client states" if not join.source else f"{join.source} says"
    own = ", in the client's own words" if join.source and join.own_word else ""
    return f"{who} {join.fact} {join.said}{own} -> {join.identifier}"
