"""The commands that sign: sign, for both sides and every way, and stamp."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake import canonical
from intake.cli.keys import passphrase
from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json
from intake.errors import Usage
from intake.model.dossier import Document
from intake.model.text import clean

if TYPE_CHECKING:
    from intake.receiving import Shown

_PATH = click.Path(path_type=Path)


@command("sign")
@click.argument("dossier_id", metavar="ID")
@click.option("--as", "role", type=click.Choice(["supplier", "client"]), required=True, help="Which side signs.")
@click.option("--name", default="", metavar="N", help="Who signs: your own or your firm's name, or the client's.")
@click.option("--email", default="", metavar="E", help="The client's e-mail address.")
@click.option("--consent", is_flag=True, help="The client agrees to sign electronically and has read the brief.")
@click.option("--ssh-key", type=_PATH, help="The client signs with the own SSH key, of which this is the public half.")
@click.option("--to", "target", type=_PATH, help="The folder for what the client has to sign.")
@click.option(
    "--received", type=_PATH, help="What came back: the folder with acceptance.json.sig, the signed PDF, a mail (.eml)."
)
@click.option("--dns-record", type=_PATH, help="The DNS record of the mail's domain, in a file; fetched if left out.")
@click.option(
    "--looked", is_flag=True, help="You looked at what the client's signature draws: it says nothing contrary."
)
@click.option("--timestamp", metavar="URL", help="Have this time-stamp authority stamp what was signed.")
@as_json
def sign(
    options: Options,
    dossier_id: str,
    role: str,
    name: str,
    email: str,
    consent: bool,
    ssh_key: Path | None,
    target: Path | None,
    received: Path | None,
    dns_record: Path | None,
    looked: bool,
    timestamp: str | None,
    as_json: bool,
) -> None:
    """Offer the brief as supplier, or take the client's acceptance.

    That seals it.

    The client types the name in person, or signs anywhere: the offer itself with PDF software or an e-ID, or a statement
    with an SSH key; or replies by e-mail. --to DIR writes what is to be signed (with --ssh-key, the statement), --received
    takes it back.

    \b
      intake sign ID --as supplier --name "Studio Birch"     first your offer, then the client:
      intake sign ID --as client --name "Anna" --consent     beside you, or
      intake sign ID --as client --to DIR                    elsewhere: what they are to sign
      intake sign ID --as client --received FILE             and what came back from them
    """
    desk = options.desk()
    if role == "supplier":
        if name and clean(name) != desk.settings.supplier.name:
            desk.name_supplier(clean(name, limit=200))
            if not desk.dossier(dossier_id).sealed:
                desk.agree(dossier_id)
        _show_offer(options, dossier_id)
        document = desk.offer(dossier_id, passphrase=passphrase())
        following = f"intake sign {dossier_id} --as client --name NAME --consent"
    elif ssh_key is not None:
        _ask_for_key(options, dossier_id, ssh_key, target, name, email, consent=consent, as_json=as_json)
        return
    elif target is not None:
        path = desk.contracting.hand_over(dossier_id, target)
        show_json({"file": str(path)}) if as_json else show(str(path))
        options.say(
            "the client signs the field Client in it with PDF software or an e-ID, or replies by mail with REPLY.txt"
        )
        options.say(f"next: intake sign {dossier_id} --as client --received FILE")
        return
    elif received is not None:
        shown = _show_received(options, dossier_id, received)
        document = _take_back(options, dossier_id, received, dns_record, shown, looked=looked)
        following = f"intake export {dossier_id} --to DIR"
    else:
        _show_acceptance(options, dossier_id, name)
        document = desk.accept(dossier_id, name=name, email=email, consent=consent, passphrase=passphrase())
        following = f"intake export {dossier_id} --to DIR"
    options.say(f"signed: brief {desk.brief_digest(dossier_id)}")
    options.say(f"next: {following}")
    show_json(canonical.encode(document)) if as_json else show(f"{document.kind} sha256:{document.sha256}")
    if timestamp is not None and document.kind == "sealed":
        options.say(f"stamped by {asyncio.run(desk.time_stamp(dossier_id, timestamp)).by}")


def _show_offer(options: Options, dossier_id: str) -> None:
    """Says every word that is about to be signed, with the digest of the data."""
    from intake.contracting import pending
    from intake.publishing.plain import as_lines

    lines = as_lines(pending(options.desk().dossier(dossier_id)))
    options.say("you sign exactly this:\n")
    for line in lines:
        options.say(line)


def _show_acceptance(options: Options, dossier_id: str, name: str) -> None:
    """Says in which words what is about to be accepted, by the digests of the data and of the offer as it was shown."""
    from intake.contracting import asked_of, pending

    desk = options.desk()
    dossier = desk.dossier(dossier_id)
    words = asked_of(pending(dossier))
    options.say(f"{clean(name) or 'the client'} signs: “{words.intent}” “{words.consent}”")
    options.say(f"of the brief {desk.brief_digest(dossier_id)}")
    offers = [document for document in dossier.documents if document.kind == "offer"]
    if offers:
        options.say(f"as shown in the offer sha256:{offers[-1].sha256.removeprefix('sha256:')}")


def _show_received(options: Options, dossier_id: str, received: Path) -> "Shown":
    """Says what your key is about to sign on the client's word, by the digests of the data and of what came back."""
    from intake.receiving import came_back

    files = came_back(received)
    if received.suffix.lower() == ".pdf":
        options.say("you sign that this very file is the client's acceptance")
        options.say(f"of the brief {options.desk().brief_digest(dossier_id)}")
    else:
        _show_acceptance(options, dossier_id, "")
    for name, digest in files.items():
        options.say(f"as it came back in {name} {digest}")
    return files


def _folder(received: Path) -> Path:
    return received if received.is_dir() else received.parent


def _take_back(
    options: Options, dossier_id: str, received: Path, dns_record: Path | None, shown: "Shown", *, looked: bool
) -> Document:
    """Takes what the client signed elsewhere, by what it is, as long as it is what was shown."""
    from intake.signing.given_keys import text_in

    desk = options.desk()
    contracting = desk.contracting
    if received.suffix.lower() == ".eml":
        if dns_record is not None:
            record = contracting.record_given(received, text_in(dns_record), str(dns_record.name))
        else:
            record = asyncio.run(desk.mail_record(received))
        return contracting.receive_reply(dossier_id, received, record, shown=shown, passphrase=passphrase())
    if received.suffix.lower() == ".pdf":
        return contracting.receive_signed(dossier_id, received, shown=shown, looked=looked, passphrase=passphrase())
    return contracting.receive(dossier_id, _folder(received), shown=shown, passphrase=passphrase())


def _ask_for_key(
    options: Options,
    dossier_id: str,
    path: Path,
    target: Path | None,
    name: str,
    email: str,
    *,
    consent: bool,
    as_json: bool,
) -> None:
    from intake.signing.given_keys import public_line

    _show_acceptance(options, dossier_id, name)
    if target is None:
        raise Usage("where to write what the client has to sign?", remedy="Pass --to DIR.")
    line = public_line(str(path))
    folder = options.desk().contracting.ask_for_key(
        dossier_id, target, key=line, name=name, email=email, consent=consent
    )
    if as_json:
        show_json({"folder": str(folder), "files": [each.name for each in sorted(folder.iterdir())]})
    else:
        show(str(folder))
    options.say("the client reads the offer, and signs: ssh-keygen -Y sign -n intake.acceptance -f KEY acceptance.json")
    options.say(f"next: intake sign {dossier_id} --as client --received {folder}")


@command("stamp")
@click.argument("dossier_id", metavar="ID")
@click.option("--url", metavar="URL", help="The time-stamp authority to ask.")
@click.option("--query", type=_PATH, help="Write what an authority is asked into this file, and send it yourself.")
@click.option("--reply", type=_PATH, help="The authority's reply (.tsr) to what you sent.")
@as_json
def stamp(
    options: Options, dossier_id: str, url: str | None, query: Path | None, reply: Path | None, as_json: bool
) -> None:
    """Have a third party say when the signed document was there.

    That is proof of time that neither side can choose (RFC 3161).
    """
    if sum(each is not None for each in (url, query, reply)) != 1:
        raise Usage("say how", remedy="Pass --url URL, or --query FILE first and --reply FILE then.")
    desk = options.desk()
    if query is not None:
        from intake.signing.files import write_whole

        write_whole(query, desk.contracting.stamp_query(dossier_id, nonce=0))
        options.say("send it: curl --data-binary @FILE -H 'Content-Type: application/timestamp-query' URL > reply.tsr")
        options.say(f"next: intake stamp {dossier_id} --reply reply.tsr")
        return
    if reply is not None:
        document = desk.contracting.stamp_from(dossier_id, reply)
    else:
        document = asyncio.run(desk.time_stamp(dossier_id, url or ""))
    options.say(f"stamped by {document.by}; next: intake export {dossier_id} --to DIR")
    show_json(canonical.encode(document)) if as_json else show(f"{document.kind} sha256:{document.sha256}")


COMMANDS = (sign, stamp)
