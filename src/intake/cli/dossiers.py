"""Commands that start and list dossiers: new, list, show."""

from itertools import islice
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import narrate, show, show_file, show_json, table
from intake.errors import Usage
from intake.following.gates import verdict_now
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.dossier import Dossier
from intake.model.lettering import undrawn
from intake.model.party import Identifier
from intake.model.persons import banner
from intake.model.questionnaire import Questionnaire
from intake.model.text import clean
from intake.model.values import Json, shown

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.store.catalogue import Row

_MOST_LISTED = 200


@command("new")
@click.argument("name")
@click.option("--website", default="", metavar="URL", help="The client's website.")
@click.option("--country", default="", metavar="CC", help="Two-letter country code.")
@click.option(
    "--kind",
    type=click.Choice(["company", "person"]),
    help="A person, or a sole trader, is vetted only with a purpose, a lawful basis and a day of deletion.",
)
@click.option("--email", default="", metavar="E", help="The client's e-mail address.")
@click.option(
    "--identifier", multiple=True, metavar="SCHEME:VALUE", help="e.g. lei:5493..., eu.vat:SE5567...; may be repeated."
)
@click.option("--questionnaire", default="", metavar="ID", help="Id or path of the questionnaire.")
@click.option("--policy", default="", metavar="ID", help="Id or path of the policy.")
@as_json
def new(
    options: Options,
    name: str,
    website: str,
    country: str,
    kind: str | None,
    email: str,
    identifier: tuple[str, ...],
    questionnaire: str,
    policy: str,
    as_json: bool,
) -> None:
    """Start a dossier on a prospective client."""
    if not clean(name):
        raise Usage("a client needs a name", remedy="intake new NAME")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise Usage(f"'{clean(country)}' is not a two-letter country code", remedy="For example --country SE")
    client = Client(
        name=clean(name, limit=200),
        kind=Kind(kind or "unknown"),
        country=country.upper(),
        website=clean(website),
        emails=(clean(email),) if email else (),
        identifiers=tuple(_identifier(text) for text in identifier),
    )
    dossier = options.desk().new(client, questionnaire=questionnaire, policy=policy)
    if strange := undrawn(client.name):
        options.say(f"mind: the agreement cannot be printed with {strange}; answer 'legal_name' in Latin letters, too")
    if as_json:
        show_json({"id": dossier.id})
    else:
        show(dossier.id)
        options.say(f"next: intake interview {dossier.id}")


def _identifier(text: str) -> Identifier:
    scheme, colon, value = clean(text).partition(":")
    if not colon or not scheme or not value:
        raise Usage(f"'{clean(text)}' is not SCHEME:VALUE", remedy="For example --identifier lei:529900T8BM49AURSDO55")
    return Identifier(scheme.lower(), value.strip())


@command("list")
@click.argument("words", nargs=-1)
@click.option("--all", "whole", is_flag=True, help=f"All of them, and not only the latest {_MOST_LISTED}.")
@as_json
def list_(options: Options, words: tuple[str, ...], whole: bool, as_json: bool) -> None:
    """List your dossiers with their stage and verdict.

    The latest change comes first; with WORDS, only those that tell of them.

    With --json always all of them.
    """
    desk = options.desk()
    rows, people = desk.rows(), desk.people
    telling = rows.telling(" ".join(words)) if words else iter(rows)
    if as_json:
        show_json([canonical.encode(row) for row in telling])
    elif found := [*islice(telling, None if whole else _MOST_LISTED)]:
        table(
            [("ID", "CLIENT", "STAGE", "VERDICT"), *(_row(r, due=people.due(r.keep_until)) for r in found)],
            indent="",
        )
        for row in (row for row in found if row.damage):
            narrate(f"{row.id}: {row.damage}; intake doctor tells more")
        if next(telling, None):
            options.say(f"and more of {len(rows):,}; next: intake list WORDS, or intake list --all")
    elif rows:
        options.say(f"none of {len(rows):,} dossiers tells of that")
    else:
        options.say("no dossiers yet\nnext: intake new NAME")


def _row(row: "Row", *, due: bool) -> tuple[str, ...]:
    return (
        row.id,
        row.name,
        row.stage.value,
        (row.verdict.value if row.verdict else "-")
        + (" DAMAGED" if row.damage else "")
        + (f" DELETE: due on {row.keep_until}" if due else ""),
    )


@command("show")
@click.argument("dossier_id", metavar="ID")
@click.option("--answers", type=click.Choice(["json", "yaml", "csv"]), help="Only the answers, as a file to read back.")
@as_json
def show_(options: Options, dossier_id: str, answers: str | None, as_json: bool) -> None:
    """Show one dossier: where it stands, and what comes next.

    It names also what is open.
    """
    desk = options.desk()
    dossier = desk.dossier(dossier_id)
    if answers is not None:
        _show_answers(options, desk.casework.questionnaire(dossier), dossier, answers)
        return
    missing = [step.question.id for step in desk.interview(dossier).missing]
    if as_json:
        show_json(_as_json(dossier, missing))
        return
    show(f"{dossier.client.name}  [{dossier.id}]")
    table(
        [
            ("stage", dossier.stage.value),
            ("verdict", verdict_now(dossier)),
            ("still to answer", ", ".join(missing) or "nothing"),
            *((f"source {name}", f"{r.status.value} {r.note}") for name, r in dossier.reports.items()),
            *([("project", f"follows {dossier.follows}")] if dossier.follows else []),
            *((d.kind, f"{d.at:%Y-%m-%d %H:%M} UTC by {d.by}") for d in dossier.documents),
        ]
    )
    _show_people(desk, dossier)
    table([(answer.question, _shown(answer)) for answer in dossier.answers.values()], indent="    ")
    if dossier.damage:
        show(f"  damage: {dossier.damage}")


def _show_people(desk: "Desk", dossier: Dossier) -> None:
    """What the law wants said of a person, and what they say against findings."""
    if warning := banner(dossier.client, dossier.reports.values()):
        show(f"  {warning}")
    if grounds := dossier.grounds:
        due = " (due)" if desk.people.due(grounds.keep_until) else ""
        rows = [("purpose", grounds.purpose), ("lawful basis", grounds.basis.words)]
        table([*rows, ("to be deleted", f"{grounds.keep_until}{due}")])
    elif desk.people.lacks_grounds(dossier):
        table([("a person", f"purpose, lawful basis and retention are still to be given: intake purpose {dossier.id}")])
    table([(f"disputed {dispute.fact}", f"the client says: {dispute.says}") for dispute in dossier.disputes.values()])


def _show_answers(options: Options, questionnaire: Questionnaire, dossier: Dossier, form: str) -> None:
    from intake.converting.answers import left_out, plain_answers, write_answers

    show_file(write_answers(plain_answers(questionnaire, dossier.answers), form))
    if files := left_out(questionnaire, dossier.answers):
        options.say(f"without the files of: {', '.join(files)}")


def _shown(answer: Answer) -> str:
    return shown(answer.value) if answer.value is not None else f"({answer.state.value}: {answer.reason})"


def _as_json(dossier: Dossier, missing: list[str]) -> Json:
    whole = canonical.encode(dossier)
    answered = sum(answer.state is State.ANSWERED for answer in dossier.answers.values())
    warning = banner(dossier.client, dossier.reports.values())
    more: Json = {"stage": dossier.stage.value, "missing": [*missing], "answered": answered, "banner": warning}
    return {**whole, **more} if isinstance(whole, dict) and isinstance(more, dict) else whole


COMMANDS = (new, list_, show_)
