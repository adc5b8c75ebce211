"""The commands of the book of people whom you recommend: add, list, remove."""

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show_json, table
from intake.model.referral import described
from intake.model.text import clean
from intake.store.referrals import Referrals


@click.group("referral")
def referral() -> None:
    """Keep a book of people to recommend, by service.

    Letters name them.
    """


@command("add")
@click.argument("name")
@click.option("--service", "services", multiple=True, required=True, metavar="WORD", help="What for; may be repeated.")
@click.option("--contact", default="", metavar="TEXT", help="How to reach them, as it may stand in a letter.")
@click.option("--note", default="", metavar="TEXT", help="What you know of them; it stands in no letter.")
def add(options: Options, name: str, services: tuple[str, ...], contact: str, note: str) -> None:
    """Put somebody into the book, or change what it says of them."""
    who = described(name, services, contact, note)
    Referrals(options.desk().home).add(who)
    options.say(f"a letter names them: intake letter ID referral --for {who.services[0]}")


@command("list")
@click.option("--service", default="", metavar="WORD", help="Only who stands for it.")
@as_json
def list_(options: Options, service: str, as_json: bool) -> None:
    """Show the book."""
    book = Referrals(options.desk().home)
    found = book.of(clean(service)) if service else book.all()
    if as_json:
        show_json(canonical.encode(found))
    else:
        table([(each.name, ", ".join(each.services), each.contact, each.note) for each in found], indent="")


@command("remove")
@click.argument("name")
def remove(options: Options, name: str) -> None:
    """Take somebody out of the book."""
    Referrals(options.desk().home).remove(clean(name))


for each in (add, list_, remove):
    referral.add_command(each)

COMMANDS = (referral,)
