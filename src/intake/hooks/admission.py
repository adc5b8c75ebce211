"""Whether a module may join as a plugin, and with which sources; if not, why."""

import inspect
import re
from collections.abc import Mapping, Sequence
from types import ModuleType

import pluggy

from intake.documents import did_you_mean
from intake.hooks import specs
from intake.hooks.domains import host_of
from intake.hooks.source import OWN_DOMAIN, Credential, Source, SourceInfo
from intake.hooks.table import Table
from intake.model.facts import FINDINGS, REFERENCE
from intake.model.questionnaire import Type

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FACT = re.compile(r"([a-z][a-z0-9_]{0,39})\.[a-z][a-z0-9_]{0,39}")
_HOST = re.compile(r"(?:named-by:)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_SENT_AS = re.compile(r"basic|(?:header|query):[A-Za-z][A-Za-z0-9_-]{0,39}")
_TABLE = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LONGEST_PACE = 60
_HOOKS = frozenset(name for name in vars(specs) if name.startswith("intake_"))
_NOT_TOLD = frozenset({Type.REPEAT, Type.CALC, Type.NOTE, Type.FILE})


class Refused(Exception):
    """The plugin cannot join; the message says why."""


def sources_of(module: ModuleType, settings: Mapping[str, str]) -> tuple[Source, ...]:
    """The sources a module adds, each well formed; Refused says what is wrong."""
    _check_names(module)
    # One manager a plugin: in pluggy one implementation that raises discards the results of all others.
    manager = pluggy.PluginManager(specs.PROJECT)
    manager.add_hookspecs(specs)
    try:
        manager.register(module)
        manager.check_pending()
    except pluggy.PluginValidationError as fault:
        raise Refused(" ".join(str(fault).split())) from fault
    results = manager.hook.intake_sources(settings=settings)
    if not results or not isinstance(results[0], Sequence):
        raise Refused("intake_sources must return a list of sources")
    for source in results[0]:
        _check_source(source)
    return tuple(results[0])


def _check_names(module: ModuleType) -> None:
    functions = [name for name, value in vars(module).items() if name.startswith("intake_") and callable(value)]
    for name in functions:
        if name not in _HOOKS:
            raise Refused(f"there is no hook {name}; {did_you_mean(name, _HOOKS) or 'see the list of hooks'}")
        if not hasattr(getattr(module, name), f"{specs.PROJECT}_impl"):
            raise Refused(f"{name} is not marked with @hookimpl")
    if not functions:
        raise Refused("it implements no hook")


def _check_source(source: object) -> None:
    if not isinstance(source, Source) or not inspect.iscoroutinefunction(source.ask):
        raise Refused(f"{type(source).__name__} is no source: it needs info, applies_to and async ask")
    info = source.info
    if not isinstance(info, SourceInfo):
        raise Refused(f"the info of {type(source).__name__} is no SourceInfo")
    check_info(info)


def check_info(info: SourceInfo) -> None:
    """Refused where what a source states of itself is incomplete or contradicts itself."""
    if fault := _fault_in(info):
        raise Refused(f"the source {info.name!r}: {fault}")


def _fault_in(info: SourceInfo) -> str:
    texts = (info.name, info.publisher, info.licence, info.personal_data, info.cost, info.needs)
    if not all(isinstance(text, str) and text for text in texts):
        return "name, publisher, licence, personal_data, cost and needs must each say something"
    if not _NAME.fullmatch(info.name):
        return "the name must be a lower-case word"
    if info.name == REFERENCE:
        return "the name is that of the calls you make yourself"
    if fault := _fault_in_hosts(info.hosts, info.directories):
        return fault
    if not info.facts:
        return "it declares no fact"
    if fault := next(filter(None, (_fault_in_credential(each, info.hosts) for each in info.credentials)), ""):
        return fault
    if fault := next((fact for fact, scheme in info.numbers.items() if fact not in info.facts or not scheme), ""):
        return f"the number {fault} must be a declared fact, with a scheme"
    if not isinstance(info.seconds_apart, int | float) or not 0 <= info.seconds_apart <= _LONGEST_PACE:
        return f"seconds_apart must lie between 0 and {_LONGEST_PACE}"
    if fault := next(filter(None, map(_fault_in_table, info.tables)), ""):
        return fault
    if (info.reads_past or info.screens) and info.hosts:
        return "a source that reads your past or the watch lists may ask no host"
    return next(filter(None, (_fault_in_fact(name, kind, info.topics) for name, kind in info.facts.items())), "")


def _fault_in_hosts(hosts: tuple[str, ...], directories: tuple[str, ...]) -> str:
    for host in hosts:
        if host != OWN_DOMAIN and not _HOST.fullmatch(host):
            return f"{host!r} is no host name"
    elsewhere = next((url for url in directories if host_of(url) not in hosts), "")
    return f"the directory {elsewhere} is on no declared host" if elsewhere else ""


def _fault_in_credential(credential: object, hosts: tuple[str, ...]) -> str:
    if not isinstance(credential, Credential) or not _NAME.fullmatch(credential.name):
        return "a credential must have a lower-case word as its name"
    if credential.host not in hosts or not _SENT_AS.fullmatch(credential.sent_as):
        return f"the credential {credential.name} must name a declared host, and be sent as basic, header:NAME or query:NAME"
    return ""


def _fault_in_table(table: object) -> str:
    if not isinstance(table, Table) or not _TABLE.fullmatch(table.name):
        return "a table must have a lower-case word as its name, hyphens allowed"
    if not table.url.startswith("https://") or not table.key or not table.columns:
        return f"the table {table.name} needs an https URL, a key and columns"
    return ""


def _fault_in_fact(name: str, kind: Type, topics: tuple[str, ...]) -> str:
    found = _FACT.fullmatch(name)
    if not found:
        return f"the fact {name!r} is not written topic.fact"
    if found.group(1) not in topics:
        return f"the fact {name} is of a topic that is not declared"
    if not isinstance(kind, Type) or kind in _NOT_TOLD:
        return f"the fact {name} has no type that a finding can have"
    if FINDINGS.get(name, kind) is not kind:
        return f"the fact {name} is of type {FINDINGS[name].value}, not {kind.value}"
    return ""
