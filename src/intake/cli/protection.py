"""The commands that lock the store with a passphrase, change it, and open the store again: protect, unprotect."""

import click

from intake.cli import passphrase
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.errors import DoesNotHold


@command("protect")
@click.option(
    "--remember", is_flag=True, help="Keep the key in the system's keyring, so that you are not asked each time."
)
@click.option("--change", is_flag=True, help="Another passphrase for a store that is locked already.")
@as_json
def protect(options: Options, remember: bool, change: bool, as_json: bool) -> None:
    """Lock the store with a passphrase.

    Journals, stored files and the list of dossiers can then be read with it alone.

    There is no way in without it. Run again, it goes on where it was stopped, and ends with 1 where something could not be locked.
    """
    desk = options.desk()
    begun = desk.dossiers.vault.begun
    if change:
        desk.custody.change_passphrase(passphrase.choose_another, remember=remember)
        if as_json:
            show_json({"protected": True, "changed": True})
        else:
            show(f"the store in {desk.home} opens with the new passphrase alone")
        options.say("backups made before still open with the former one, and so does a copy of protection.json")
        return
    left = desk.custody.protect(passphrase.ask() if begun else passphrase.choose(), remember=remember)
    if as_json:
        show_json({"protected": True, "readable": [*left]})
    else:
        show(f"the store in {desk.home} is protected")
        for name in left:
            show(f"  LOOK {name} can be read without the passphrase")
    options.say("names of dossiers, kinds and times of entries, settings and the book of referrals can still be read")
    if left:
        raise DoesNotHold("not all could be locked: it is damaged, or was set aside", remedy="intake doctor")


@command("unprotect")
@as_json
def unprotect(options: Options, as_json: bool) -> None:
    """Take the passphrase away.

    Everything can be read again by whoever can read your files.
    """
    desk = options.desk()
    desk.custody.unprotect()
    if as_json:
        show_json({"protected": False})
    else:
        show(f"the store in {desk.home} is not protected any more")


COMMANDS = (protect, unprotect)
