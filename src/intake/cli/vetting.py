"""The command that asks the public sources, and the ones that show which sources there are."""

import sys

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import NotFound
from intake.model.finding import SourceReport, Status
from intake.model.text import clean
from intake.model.values import shown

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

    def tell(progress: object) -> None:
        report = getattr(progress, "report", None)
        if isinstance(report, SourceReport):
            options.say(
                f"  {_MARKS.get(report.status, '!')} {report.source}: {_outcome(report)} ({report.elapsed_ms} ms)"
            )

    options.say("asking the sources ...")
    dossier = asyncio.run(desk.vet(dossier_id, names=names, again=again, web=options.web(desk), report_to=tell))
    if as_json:
        show_json({"id": dossier.id, "reports": [canonical.encode(report) for report in dossier.reports.values()]})
        return
    for report in dossier.reports.values():
        _show_report(report)
    for claim in desk.claims(dossier):
        said = f" ({claim.source} says {shown(claim.found)})" if claim.source else ""
        show(f"claim {claim.name} '{claim.claimed}': {claim.outcome.value}{said}")
    options.say(f"next: intake decide {dossier.id}")


def _outcome(report: SourceReport) -> str:
    words = report.status.value.replace("_", " ")
    return f"{words}: {report.note}" if report.note else words


def _show_report(report: SourceReport) -> None:
    show(f"{report.source}: {_outcome(report)}")
    evidence = {item.id: item for item in report.evidence}
    for finding in report.findings:
        weak = "" if finding.confidence.value == "firm" else f" [{finding.confidence.value}]"
        show(f"  {finding.statement}{weak}")
        if item := evidence.get(finding.evidence):
            marks = filter(None, (item.sha256[:12], item.age(report.asked_at), "recorded" if item.recorded else ""))
            received = f"{item.retrieved_at:%Y-%m-%d %H:%M} UTC, {item.status}"
            show(f"    {item.id}: {item.url} ({', '.join((received, *marks))})")
    for fact, why in report.dropped.items():
        show(f"  {fact}: {why}")


@click.group("plugins")
def plugins() -> None:
    """Show which plugins are loaded, and which were refused and why; keep the keys that sources need."""


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
    """Keep a key that a source needs; it is read from a prompt that does not show it, or from stdin."""
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
COMMANDS = (vet, plugins)
