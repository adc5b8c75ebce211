"""The commands for clients who are natural persons: purpose, notice, dispute."""

from datetime import datetime

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_file, show_json, table
from intake.model.persons import Basis, Grounds
from intake.model.text import clean


@command("purpose")
@click.argument("dossier_id", metavar="ID")
@click.option("--purpose", default="", metavar="TEXT", help="What the findings are for.")
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    help="The point of Article 6(1) GDPR: f, a legitimate interest (default); b, steps before a contract they asked for.",
)
@click.option(
    "--keep-until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day of deletion (YYYY-MM-DD)."
)
@as_json
def purpose(
    options: Options, dossier_id: str, purpose: str, basis: str | None, keep_until: datetime | None, as_json: bool
) -> None:
    """Say why a client who is a person is vetted.

    A sole trader is one too. It says also until when that is kept.

    Without options the usual is taken down: to judge before a contract, a legitimate interest, for the months of your settings.
    """
    people = options.desk().people
    offered = people.offered
    dossier = people.justify(
        dossier_id,
        Grounds(
            purpose=clean(purpose, limit=500) or offered.purpose,
            basis=Basis(basis) if basis else offered.basis,
            keep_until=keep_until.date() if keep_until else offered.keep_until,
        ),
    )
    if as_json:
        show_json(canonical.encode(dossier.grounds))
    elif grounds := dossier.grounds:
        rows = [("purpose", grounds.purpose), ("lawful basis", grounds.basis.words)]
        table([*rows, ("to be deleted", str(grounds.keep_until))], indent="")
        options.say(f"next: intake vet {dossier.id}; then, within a month, intake notice {dossier.id}")


@command("notice")
@click.argument("dossier_id", metavar="ID")
@as_json
def notice(options: Options, dossier_id: str, as_json: bool) -> None:
    """Write the notice to a person of whom data was collected.

    It says what, from whom and why (Art. 14 GDPR).
    """
    text = options.desk().people.notice(dossier_id)
    if as_json:
        show_json({"text": text})
    else:
        show_file(text)


@command("dispute")
@click.argument("dossier_id", metavar="ID")
@click.argument("fact")
@click.option("--says", default="", metavar="TEXT", help="The client's own words.")
@as_json
def dispute(options: Options, dossier_id: str, fact: str, says: str, as_json: bool) -> None:
    """Take down what the client says against a finding.

    It is shown wherever the finding (`registry.active`) is.
    """
    disputes = options.desk().people.dispute(dossier_id, fact, says).disputes
    if as_json:
        show_json([canonical.encode(each) for each in disputes.values()])
    else:
        for each in disputes.values():
            show(f"disputed {each.fact}, the client says: {each.says}")


COMMANDS = (purpose, notice, dispute)
