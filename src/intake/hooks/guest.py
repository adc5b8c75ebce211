"""A plugin's own process: it imports the plugin, says what it offers, or asks one of its sources, and ends."""

import asyncio
import traceback
from collections.abc import Mapping, Sequence
from typing import cast

from intake import canonical
from intake.hooks.admission import Refused, sources_of
from intake.hooks.calls import Distant
from intake.hooks.describing import to_json
from intake.hooks.importing import Origin, imported
from intake.hooks.silence import Silence, name_of
from intake.hooks.source import Context, Source
from intake.jail.line import Line, Message
from intake.model.client import Client
from intake.model.finding import Finding

_LONGEST_WORDS = 1000
_LONGEST_TRACE = 8000


def work(line: Line, errand: Message, loop: asyncio.Runner) -> None:
    """Does one errand of the host's and says the outcome."""
    outcome = _asked(line, errand, loop) if "client" in errand else _described(errand)
    line.send(outcome)


def _described(errand: Message) -> Message:
    try:
        return {"sources": [to_json(source.info) for source in _sources(errand)]}
    except Refused as fault:
        return {"refused": _words(fault)}
    # A stranger's code may raise anything while it is imported, even SystemExit; the host is told, and lists it.
    except BaseException as fault:  # noqa: BLE001
        return {"refused": _named(fault), "trace": _trace()}


def _asked(line: Line, errand: Message, loop: asyncio.Runner) -> Message:
    try:
        source = next(source for source in _sources(errand) if source.info.name == errand["source"])
        client = canonical.decode(Client, errand["client"])
        if not source.applies_to(client):
            return {"applies": False}
        return _outcome(loop.run(source.ask(client, cast("Context", Distant(line)))))
    except Silence as why:
        return {"silence": name_of(why), "words": _words(why)}
    # A stranger's code may raise anything while it is asked; the host is told, and shows it as a status.
    except Exception as fault:  # noqa: BLE001
        return {"broken": _named(fault), "trace": _trace()}
    except BaseException as fault:  # noqa: BLE001
        return {"stopped": _named(fault), "trace": _trace()}


def _sources(errand: Message) -> tuple[Source, ...]:
    settings = cast("Mapping[str, str]", errand["settings"])
    return sources_of(imported(canonical.decode(Origin, errand["origin"])), settings)


def _outcome(found: object) -> Message:
    if not isinstance(found, Sequence) or isinstance(found, str):
        return {"nonsense": f"it returned {type(found).__name__}, not a list of findings"}
    if odd := next((one for one in found if not isinstance(one, Finding)), None):
        return {"nonsense": f"it returned {type(odd).__name__}, not a finding"}
    return {"found": [canonical.encode(finding) for finding in found]}


def _named(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {_words(fault)}"


def _words(fault: BaseException) -> str:
    return str(fault)[:_LONGEST_WORDS]


def _trace() -> str:
    return traceback.format_exc(limit=-20)[-_LONGEST_TRACE:]
