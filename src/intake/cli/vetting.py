"""The command that asks the public sources, and the ones that show which sources there are."""

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli import authoring
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import NotFound
from intake.model.finding import SourceReport, Status
from intake.model.joining import shown_join
from intake.model.persons import Dispute, banner
from intake.model.text import clean
from intake.model.values import Json, shown

if TYPE_CHECKING:
    from intake.model.dossier import Dossier
    from intake.vetting.asking import Progress

_MARKS = {Status.CHECKED: "+", Status.NOT_FOUND: "0", Status.NOT_APPLICABLE: "-"}


@command("vet")
@click.argument("dossier_id", metavar="ID")
@click.option("--source", "names", multiple=True, metavar="NAME", help="Ask only this source; may be repeated.")
@click.option("--again", is_flag=True, help="Ask also those that have answered, and use no stored answer again.")
@as_json
def vet(options: Options, dossier_id: str, names: tuple[str, ...], again: bool, as_json: bool) -> None:
    """Ask the public sources about the client, all at once."""
    import asyncio

    desk = options.desk()
    options.warn_of_refusals(desk)
    telling = _Telling(options)
    work = desk.vet(dossier_id, names=names, again=again, web=options.web(desk), report_to=telling)
    try:
        with telling.spinner():
            dossier = asyncio.run(work)
    except KeyboardInterrupt:
        telling.say_what_is_missing(dossier_id)
        raise
    if as_json:
        whole: Json = {
            "id": dossier.id,
            "banner": banner(dossier.client, dossier.reports.values()),
            "reports": [canonical.encode(report) for report in dossier.reports.values()],
            "disputes": [canonical.encode(dispute) for dispute in dossier.disputes.values()],
            "joined": canonical.encode(dossier.joined),
        }
        show_json(whole)
        return
    warning = banner(dossier.client, dossier.reports.values())
    if warning:
        show(warning)
    for report in dossier.reports.values():
        _show_report(report, dossier.disputes)
    _show_joins(dossier)
    for claim in desk.claims(dossier):
        said = f" ({claim.source} says {shown(claim.found)}: {claim.why}; {claim.evidence})" if claim.source else ""
        show(f"claim {claim.name} '{claim.claimed}': {claim.outcome.value}{said}")
    if candidates := desk.inquiry.candidates(dossier):
        options.say(f"candidates: intake choose {dossier.id} {candidates[0].identifier}, if that is the client")
    options.say(f"next: intake decide {dossier.id}")


@command("choose")
@click.argument("dossier_id", metavar="ID")
@click.argument("identifier", metavar="SCHEME:VALUE", default="")
@click.option("--by", default="", metavar="NAME", help="Who says so; you, where nobody is named.")
@as_json
def choose(options: Options, dossier_id: str, identifier: str, by: str, as_json: bool) -> None:
    """Say which of the companies that a search found is the client.

    Without one, list those that a search by name found.
    """
    desk = options.desk()
    if not identifier:
        found = desk.inquiry.candidates(desk.dossier(dossier_id))
        if as_json:
            show_json([canonical.encode(each) for each in found])
        else:
            table([(str(each.identifier), each.source, str(each.finding.value)) for each in found])
        return
    dossier = desk.inquiry.choose(dossier_id, identifier, by=by)
    if as_json:
        show_json({"id": dossier.id, "chosen": canonical.encode(dossier.chosen)})
        return
    for choice in dossier.chosen:
        show(f"{choice.by} says that the client is {choice.identifier} ({choice.source}: {choice.said})")
    options.say(f"next: intake vet {dossier.id}")


class _Telling:
    """Tells on stderr how the asking goes: a line as each source ends, and a spinner for a person who watches."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._asking: dict[str, None] = {}
        self._done: dict[str, None] = {}
        self._told: dict[str, None] = {}

    def __call__(self, progress: "Progress") -> None:
        if progress.joined is not None:
            for join in progress.joined.joins:
                self._say(f"  > {shown_join(join)}")
            for join in progress.joined.contested:
                self._say(f"  ! not used, since another number differs: {shown_join(join)}")
        elif progress.report is None:
            self._asking[progress.source] = None
        else:
            report = progress.report
            self._asking.pop(report.source, None)
            self._done[report.source] = None
            mark = _MARKS.get(report.status, "!")
            self._options.say(f"  {mark} {report.source}: {_outcome(report)} ({report.elapsed_ms} ms)")

    def spinner(self) -> AbstractContextManager[object]:
        """A spinner on stderr while it is a terminal; else the words alone."""
        words = "asking the sources ..."
        if self._options.quiet or self._options.plain or not sys.stderr.isatty():
            self._options.say(words)
            return nullcontext()
        from rich.console import Console

        return Console(stderr=True).status(words)

    def say_what_is_missing(self, dossier_id: str) -> None:
        """What was kept and what was not asked to its end, after an interruption."""
        self._options.say(f"stopped; kept: {', '.join(self._done) or 'nothing'}")
        if self._asking:
            self._options.say(f"not asked to the end: {', '.join(self._asking)}")
        self._options.say(f"next: intake vet {dossier_id}")

    def _say(self, line: str) -> None:
        if line not in self._told:
            self._told[line] = None
            self._options.say(line)


def _show_joins(dossier: "Dossier") -> None:
    from intake.inquiry import reached

    for join in dossier.joined.joins:
        asked = ", ".join(report.source for report in reached(dossier, join.identifier))
        show(f"joined: {shown_join(join)}" + (f" -> {asked} asked" if asked else ""))
    for join in dossier.joined.contested:
        show(f"not joined, since another number differs: {shown_join(join)}")


def _outcome(report: SourceReport) -> str:
    words = report.status.value.replace("_", " ")
    return f"{words}: {report.note}" if report.note else words


def _show_report(report: SourceReport, disputes: Mapping[str, Dispute]) -> None:
    show(f"{report.source}: {_outcome(report)}")
    evidence = {item.id: item for item in report.evidence}
    for finding in report.findings:
        weak = "" if finding.confidence.value == "firm" else f" [{finding.confidence.value}]"
        show(f"  {finding.statement}{weak}")
        if dispute := disputes.get(finding.name):
            show(f"    disputed, the client says: {dispute.says}")
        if item := evidence.get(finding.evidence):
            marks = filter(None, (item.sha256[:12], item.age(report.asked_at), "recorded" if item.recorded else ""))
            received = f"{item.retrieved_at:%Y-%m-%d %H:%M} UTC, {item.status}"
            show(f"    {item.id}: {item.url} ({', '.join((received, *marks))})")
    for fact, why in report.dropped.items():
        show(f"  {fact}: {why}")


@click.group("plugins")
def plugins() -> None:
    """Show which plugins are loaded, and why others were not.

    Keep the keys that sources need.
    """


@command("list")
@as_json
def plugins_list(options: Options, as_json: bool) -> None:
    """List the plugins and the refusals."""
    found = options.desk().plugins
    if as_json:
        show_json(
            {
                "plugins": [
                    {
                        "name": a.name,
                        "origin": a.origin,
                        "version": a.version,
                        "sources": [*a.sources],
                    }
                    for a in found.admitted
                ],
                "refusals": [{"name": r.name, "origin": r.origin, "reason": r.reason} for r in found.refusals],
            }
        )
        return
    table([(a.name, a.version, ", ".join(a.sources), a.origin) for a in found.admitted])
    for refusal in found.refusals:
        show(f"  refused: {refusal.name} ({refusal.origin}): {refusal.reason}")


@command("show")
@click.argument("name")
@as_json
def plugins_show(options: Options, name: str, as_json: bool) -> None:
    """Show what a source asks, of whom, and what it tells."""
    sources = {source.info.name: source.info for source in options.desk().plugins.sources}
    if name not in sources:
        raise NotFound(f"no source named {name}", remedy="Known: " + ", ".join(sorted(sources)))
    info = sources[name]
    facts = {fact: kind.value for fact, kind in info.facts.items()}
    if as_json:
        whole = {
            k: getattr(info, k)
            for k in ("name", "publisher", "hosts", "topics", "licence", "personal_data", "cost", "needs")
        }
        show_json(canonical.encode({**whole, "facts": facts}))
        return
    rows = [
        ("publisher", info.publisher),
        ("hosts", ", ".join(info.hosts)),
        ("licence", info.licence),
        ("cost", info.cost),
    ]
    show(info.name)
    table([*rows, ("needs", info.needs), ("personal data", info.personal_data), *facts.items()])


@command("key")
@click.argument("name")
def plugins_key(options: Options, name: str) -> None:
    """Keep a key that a source needs.

    It is read from a prompt that does not show it, or from stdin.
    """
    desk = options.desk()
    needed = {key.name: key for source in desk.plugins.sources for key in source.info.credentials}
    if name not in needed:
        known = ", ".join(f"{key.name} ({key.ask_at})" for key in needed.values()) or "no source needs one"
        raise NotFound(f"no source needs a key named {clean(name, limit=80)}", remedy=f"Known: {known}")
    typed = click.prompt(f"Key {name}", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline(1000)
    show(str(desk.keep_key(name, str(typed).strip())))


plugins.add_command(plugins_list)
plugins.add_command(plugins_key)
plugins.add_command(plugins_show)
for each in authoring.COMMANDS:
    plugins.add_command(each)
COMMANDS = (vet, choose, plugins)
