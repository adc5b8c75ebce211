"""A plugin's source as the host holds it: it is asked in a jailed process of its own, and never imported here."""

import logging
from collections.abc import Mapping, Sequence

from intake import canonical
from intake.frugal import dataclass
from intake.hooks import describing
from intake.hooks.admission import Refused, check_info
from intake.hooks.calls import serve
from intake.hooks.importing import Origin
from intake.hooks.silence import KINDS, NotApplicable
from intake.hooks.source import Context, SourceInfo
from intake.jail.cell import Cell, Garbled, Jail, NoJail, Stopped
from intake.jail.inmate import Terms
from intake.jail.keepers import module_path
from intake.jail.line import Message
from intake.jail.places import readable_places
from intake.model.client import Client
from intake.model.finding import Finding
from intake.model.isolation import NONE, Isolation
from intake.model.text import clean_lines

_PROCESSOR_SECONDS = 60
_TRACES = logging.getLogger("intake.plugins")


class Broken(Exception):
    """The plugin failed; the message says how, as its own code put it."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """Where a plugin stands, the settings it is handed, and the jail in which it works."""

    origin: Origin
    settings: Mapping[str, str]
    jail: Jail

    async def describe(self) -> tuple[SourceInfo, ...]:
        """The sources it adds, as it states them; Refused says why it cannot join."""
        try:
            async with await self.start({}) as cell:
                outcome = await cell.receive()
            self.trace(outcome)
            if "refused" in outcome:
                raise Refused(str(outcome["refused"]))
            stated = outcome.get("sources")
            found = tuple(describing.from_json(info) for info in (stated if isinstance(stated, list) else [None]))
        except (Stopped, NoJail) as fault:
            raise Refused(str(fault)) from fault
        except (Garbled, TypeError, ValueError) as fault:
            raise Refused(f"it spoke nonsense: {fault}") from fault
        for info in found:
            check_info(info)
        return found

    async def start(self, errand: Message) -> Cell:
        """A process that does an errand with this plugin."""
        order = {"origin": canonical.encode(self.origin), "settings": canonical.encode(self.settings), **errand}
        readable = (*readable_places(), *self.origin.places)
        return await self.jail.open(Terms(readable, _PROCESSOR_SECONDS, module_path()), order)

    def trace(self, outcome: Message) -> None:
        """Leaves the traceback of the plugin, if there is one, to whoever listens to the log `intake.plugins`."""
        if trace := outcome.get("trace"):
            _TRACES.debug("%s: %s", self.origin.name, clean_lines(str(trace)))


@dataclass(slots=True)
class Jailed:
    """A source that is asked in a process of its own; `isolation` is what held the last one."""

    info: SourceInfo
    plugin: Plugin
    isolation: Isolation = NONE

    def applies_to(self, client: Client) -> bool:  # noqa: ARG002 - the signature of every source
        """True: only the plugin can tell, and its process does so before it asks."""
        return True

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the source found, and every Silence it raised.

        Raises Broken, Stopped, Garbled or NoJail where its process failed, each with its reason.
        """
        errand = {"source": self.info.name, "client": canonical.encode(client)}
        async with await self.plugin.start(errand) as cell:
            self.isolation = cell.isolation
            outcome = await serve(cell, context)
        self.plugin.trace(outcome)
        return self._found(outcome)

    def _found(self, outcome: Message) -> tuple[Finding, ...]:
        match outcome:
            case {"found": list(found)}:
                try:
                    return canonical.decode(tuple[Finding, ...], found)
                except (TypeError, ValueError) as fault:
                    raise Garbled(str(fault)) from fault
            case {"applies": False}:
                raise NotApplicable(f"it needs {self.info.needs}")
            case {"silence": str(name), "words": str(words)} if name in KINDS:
                raise KINDS[name](words)
            case {"broken": str(words)}:
                raise Broken(words)
            case {"stopped": str(words)}:
                raise Stopped(f"it stopped: {words}")
            case {"nonsense": str(words)}:
                raise Garbled(words)
        raise Garbled("an outcome that there is not")
