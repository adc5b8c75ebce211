"""Why a source said nothing: what `fetch` raises, and what a source may raise itself.

    Silence                 the source could not tell
    ├── Unreachable         no answer, or one that cannot be understood: timeout, server fault, cut-off or changed answer
    │   └── BadCertificate  the server cannot show that it is who it says: expired, self-signed, or another's name
    ├── Blocked             not let in: robots.txt, 403, a challenge page, an address that may not be asked
    ├── RateLimited         asked too often (429)
    ├── Withheld            the source knows and does not say
    ├── NotApplicable       the question makes no sense for this client
    └── NotFoundHere        asked, answered, and unknown there

None of them is ever read as "nothing bad was found".
"""

from collections.abc import Mapping
from typing import ClassVar

from intake.model.finding import Status


class Silence(Exception):
    """The source could not tell; the message says why, for a person to read."""

    status: ClassVar[Status] = Status.UNREACHABLE


class Unreachable(Silence):
    """No answer came, or none that can be understood."""


class BadCertificate(Unreachable):
    """The server's certificate does not hold, so nothing it says was read; the message says what is wrong with it."""


class Blocked(Silence):
    """The source did not let us in, or may not be asked."""

    status = Status.BLOCKED


class RateLimited(Silence):
    """The source was asked too often."""

    status = Status.RATE_LIMITED


class Withheld(Silence):
    """The source knows and does not say."""

    status = Status.WITHHELD


class NotApplicable(Silence):
    """The question makes no sense for this client."""

    status = Status.NOT_APPLICABLE


class NotFoundHere(Silence):
    """The source was asked, answered, and does not know the client."""

    status = Status.NOT_FOUND


_KINDS = (Unreachable, BadCertificate, Blocked, RateLimited, Withheld, NotApplicable, NotFoundHere)
KINDS: Mapping[str, type[Silence]] = {kind.__name__: kind for kind in _KINDS}
"""Each kind of silence by its name."""


def name_of(why: Silence) -> str:
    """The name of the nearest kind of silence, for one that a plugin may have made itself."""
    return next((kind.__name__ for kind in type(why).__mro__ if kind.__name__ in KINDS), Unreachable.__name__)
