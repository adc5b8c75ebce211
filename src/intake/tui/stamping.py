"""A time stamp on the signed document: an authority is asked, now or by a file that you send yourself."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from intake.locale import marked
from intake.model.dossier import Document
from intake.store import durable
from intake.tui.dialogs import Field, Filled, FormDialog, Notice
from intake.tui.keeping import new_file, path_in
from intake.tui.menu import Menu
from intake.tui.sheet import file_field
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.tui.step import StepScreen

_WAYS = (
    ("url", marked("Ask an authority now"), marked("by its address; it is sent a digest, and no word of the document")),
    ("query", marked("Write what an authority is asked"), marked("into a file that you send yourself")),
    ("reply", marked("Read in the reply of an authority"), marked("to what you sent (.tsr)")),
)
_CURL = "curl --data-binary @FILE -H 'Content-Type: application/timestamp-query' URL > reply.tsr"


def time_stamp(below: "StepScreen") -> None:
    """Shows the ways in which a third party says when the signed document was there."""
    say = below.say
    choices = tuple((key, say(title), say(about)) for key, title, about in _WAYS)

    def go(way: str | None) -> None:
        match way:
            case "url":
                _ask(below)
            case "query":
                _write_query(below)
            case "reply":
                _read_reply(below)

    below.app.push_screen(Menu(say("Time stamp"), choices, say), go)


def _ask(below: "StepScreen") -> None:
    say = below.say

    def stamp(filled: Filled) -> Document:
        return asyncio.run(below.desk.time_stamp(below.dossier_id, filled["url"], web=below.app.web))

    form = FormDialog(
        say("Time stamp"),
        (Field("url", say("Address"), placeholder="https://…", required=True),),
        about=say("The address of a time-stamp authority (RFC 3161) that both sides can trust."),
        submit=say("Ask"),
        words=say,
    )
    below.ask(form, stamp, lambda document: _stamped(below, document), say("Asking the authority …"))


def _write_query(below: "StepScreen") -> None:
    say, place = below.say, below.app.handed_to / f"{below.dossier_id}.tsq"

    def write(filled: Filled) -> Path:
        path = path_in(filled)
        durable.replace(path, below.desk.contracting.stamp_query(below.dossier_id, nonce=0))
        return path

    def show(path: Path) -> None:
        body = lines(
            text((say("Written to") + " ", "dim"), str(path)),
            text(""),
            text(say("Send it to an authority, and read its reply in here:")),
            text((_CURL, "$text-success")),
        )
        below.app.push_screen(Notice(say("Time stamp"), body, words=say, copied=_CURL))

    field = Field("file", say("File"), str(place), required=True)
    form = FormDialog(say("Time stamp"), (field,), submit=say("Write the file"), check=new_file(say), words=say)
    below.ask(form, write, show, "")


def _read_reply(below: "StepScreen") -> None:
    say = below.say

    def read(filled: Filled) -> Document:
        return below.desk.contracting.stamp_from(below.dossier_id, path_in(filled))

    form = FormDialog(say("Time stamp"), (file_field(say, "~/reply.tsr"),), submit=say("Read in"), words=say)
    below.ask(form, read, lambda document: _stamped(below, document), "")


def _stamped(below: "StepScreen", document: Document) -> None:
    told = below.say("Stamped by {name}. Export the folder again: the stamp goes with it.", name=document.by)
    below.app.notify(told, markup=False)
