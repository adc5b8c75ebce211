"""The commands about keys: yours, and those of others that you pinned."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import Usage
from intake.model.text import clean
from intake.model.values import Json

if TYPE_CHECKING:
    from intake.signing.public_key import PublicKey


@click.group("key")
def key() -> None:
    """Your signing key, and the keys of others that you trust."""


@command("new")
@click.option("--name", default="", metavar="NAME", help="Whose key it is; your name in agreements if left out.")
@as_json
def new(options: Options, name: str, as_json: bool) -> None:
    """Make your signing key. INTAKE_PASSPHRASE protects it, where it is set."""
    from intake.signing import keys

    desk = options.desk()
    made = keys.create(desk.home / "keys", name or desk.supplier.name, passphrase(), now=desk.clock())
    _tell(made, as_json=as_json)
    if passphrase() is None:
        options.say("mind: no passphrase protects it; `ssh-keygen -p -f` sets one, INTAKE_PASSPHRASE passes it")


@command("show")
@as_json
def show_key(options: Options, as_json: bool) -> None:
    """Show your key's fingerprint, and the keys that you pinned.

    It says too how your key was rotated.
    """
    from intake.signing import keys, pins, rotating
    from intake.signing.ssh_keys import fingerprint

    folder = options.desk().home / "keys"
    own, pinned, rotations = keys.public(folder), pins.load(folder), rotating.load(folder)
    if as_json:
        changes = [
            {"old": fingerprint(r.old), "new": fingerprint(r.new), "at": canonical.encode(r.at)} for r in rotations
        ]
        show_json({**_data(own), "rotations": [*changes], "pins": canonical.encode(pinned)})
        return
    _tell(own, as_json=False)
    show(f"file: {folder / keys.KEY_FILE}")
    for each in rotations:
        show(f"rotated on {each.at:%Y-%m-%d}: {fingerprint(each.old)} signed {fingerprint(each.new)}")
    table([(pin.name, pin.fingerprint, str(pin)) for pin in pinned])


@command("rotate")
@as_json
def rotate(options: Options, as_json: bool) -> None:
    """Make a new key, which the old one signs. What was signed still verifies.

    INTAKE_PASSPHRASE opens the old key, INTAKE_NEW_PASSPHRASE protects the new one (the same if it is not set).
    """
    from intake.signing import rotating

    desk = options.desk()
    changed = os.environ.get("INTAKE_NEW_PASSPHRASE")
    fresh = passphrase() if changed is None else changed.encode() or None
    made = rotating.rotate(desk.home / "keys", passphrase(), fresh, now=desk.clock())
    _tell(made, as_json=as_json)
    options.say("tell your clients the new fingerprint; who trusts the old one is led to it by every folder you export")


@command("pin")
@click.argument("name", metavar="NAME")
@click.option("--fingerprint", metavar="SHA256:...", help="The fingerprint, as it was told to you.")
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .pub, .keys or .crt file; - is standard input.",
)
@click.option("--url", metavar="URL", help="Fetch the page of a code host, such as https://github.com/NAME.keys.")
@click.option(
    "--via", default="", metavar="WAY", help="By which way you had it: phone, website, GitHub; with --url, the URL."
)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When (default: today).")
@as_json
def pin(
    options: Options,
    name: str,
    fingerprint: str | None,
    path: Path | None,
    url: str | None,
    via: str,
    day: datetime | None,
    as_json: bool,
) -> None:
    """Trust the keys of NAME that you compared with their holder."""
    from intake.signing import given_keys, pins

    path = Path("/dev/stdin") if path == Path("-") else path
    via = via or url or ""
    if sum(each is not None for each in (fingerprint, path, url)) != 1:
        raise Usage("say which key", remedy="Pass --fingerprint SHA256:..., --file FILE or --url URL.")
    if not clean(name) or not clean(via):
        raise Usage("a pin needs a name and the way you had it", remedy="--via phone")
    desk = options.desk()
    on = day.date() if day else desk.clock().date()
    if on > desk.clock().date():
        raise Usage(f"{on} has not come yet", remedy="Pass --on DATE.")
    if url:
        fingerprint = asyncio.run(desk.public_keys(url))
    found = pins.fingerprints(given_keys.text_in(path) if path else fingerprint or "")
    new = tuple(pins.Pin(mark, clean(name, limit=200), on, clean(via, limit=200)) for mark in found)
    pins.keep(desk.home / "keys", new)
    if as_json:
        show_json({"pins": canonical.encode(new)})
    else:
        table([(each.name, each.fingerprint, str(each)) for each in new], indent="")


def passphrase() -> bytes | None:
    """The key's passphrase from INTAKE_PASSPHRASE; None leaves the key to the file's permissions alone."""
    return os.environ.get("INTAKE_PASSPHRASE", "").encode() or None


def _tell(own: "PublicKey", *, as_json: bool) -> None:
    if as_json:
        show_json(_data(own))
    else:
        show(f"{own.name}: {own.fingerprint}")


def _data(own: "PublicKey") -> dict[str, Json]:
    return {"name": own.name, "fingerprint": own.fingerprint, "public_key": own.public_line}


for each in (new, show_key, rotate, pin):
    key.add_command(each)

COMMANDS = (key,)
