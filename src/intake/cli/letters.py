"""The command that writes letters: letter."""

from typing import TYPE_CHECKING

import click

from intake.cli.options import Options, as_json, command
from intake.cli.output import show, show_json, table
from intake.errors import Usage
from intake.model.text import clean, clean_lines
from intake.model.values import Json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake.correspondence import Correspondence, Written


@command("letter")
@click.argument("dossier_id", metavar="ID")
@click.argument("kind", default="", metavar="[KIND]")
@click.option("--with", "given", multiple=True, metavar="NAME=TEXT", help="Fill in a blank; may be repeated.")
@click.option("--for", "service", default="", metavar="SERVICE", help="Recommend whom your book has for it.")
@click.option("--ready", is_flag=True, help="Print the draft that was held back; fail while it has to wait.")
@as_json
def letter(
    options: Options, dossier_id: str, kind: str, given: tuple[str, ...], service: str, ready: bool, as_json: bool
) -> None:
    """Write a letter from the record: decline, remind, pause, part. Without KIND, list the letters there are."""
    desk = options.desk()
    correspondence = desk.correspondence
    dossier = desk.dossier(dossier_id)
    if not kind:
        if given or ready or service:
            raise Usage("which letter?", remedy=f"intake letter {dossier.id} lists them.")
        _list(correspondence, desk.settings.language, as_json=as_json)
    elif ready:
        if given or service:
            raise Usage("a draft is sent as it was written", remedy="Write it anew without --ready.")
        draft = correspondence.ready(dossier.id, kind)
        if as_json:
            show_json({"kind": draft.kind, "subject": draft.subject, "text": draft.text})
        else:
            _print(draft.subject, draft.text)
    else:
        _show(
            options,
            dossier.id,
            correspondence.write(dossier.id, kind, _given(given), service=clean(service)),
            as_json=as_json,
        )
        if not desk.settings.supplier.name:
            options.say(
                f"you sign as '{desk.supplier.name}'; `intake sign` or {desk.home / 'settings.yaml'} changes that"
            )


def _given(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise Usage(f"'{clean(pair)}' is not NAME=TEXT", remedy="For example --with price='300 EUR'")
        found[clean(name).lower()] = clean_lines(text).strip()
    return found


def _list(correspondence: "Correspondence", language: str, *, as_json: bool) -> None:
    from intake.model.questionnaire import said

    rows = [(t.id, said(t.title, language), said(t.use, language)) for t in correspondence.templates.values()]
    if as_json:
        show_json([{"kind": kind, "title": title, "use": use} for kind, title, use in rows])
    else:
        table([("KIND", "LETTER", "WHEN"), *rows, *_ladders(correspondence)], indent="")


def _ladders(correspondence: "Correspondence") -> "Iterator[tuple[str, str, str]]":
    """Each ladder of letters, which is asked for like a letter and is the one whose turn it is."""
    for ladder, letters in correspondence.ladders.items():
        steps = ", ".join(letter.id for letter in letters)
        yield ladder, f"one of {steps}", "The one whose turn it is, by the days since the due day."


def _show(options: Options, dossier_id: str, written: "Written", *, as_json: bool) -> None:
    """Prints a letter, and says apart from it what is blank, what may wound, and how long it waits."""
    from intake.letters import SLOTS

    letter, held = written.letter, written.held
    if as_json:
        whole: Json = {
            "kind": letter.kind,
            "subject": letter.subject,
            "text": letter.text,
            "blanks": [*letter.blanks],
            "remarks": [*written.remarks],
            "earliest": held.earliest.isoformat() if held else None,
        }
        show_json(whole)
        return
    if held:
        show(f"HELD until {held.earliest:%Y-%m-%d %H:%M} UTC; then: intake letter {dossier_id} {letter.kind} --ready")
        show()
    _print(letter.subject, letter.text)
    for blank in letter.blanks:
        options.say(f"blank: {blank} ({SLOTS[blank]}); fill it in with --with {blank}=TEXT")
    for remark in written.remarks:
        options.say(f"mind: {remark}")


def _print(subject: str, text: str) -> None:
    show(f"Subject: {subject}")
    show()
    show(text)


COMMANDS = (letter,)
