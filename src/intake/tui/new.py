"""Asks for a new client and starts the dossier."""

from pathlib import Path
from typing import TYPE_CHECKING

from intake import library
from intake.errors import Usage
from intake.locale import Words, marked
from intake.model.client import Client
from intake.model.text import clean
from intake.tui.dialogs import Field, Filled, FormDialog

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.tui.home import HomeScreen

_POLICIES = {
    "solo": marked("For one who works alone"),
    "studio": marked("For a few people"),
    "agency": marked("For an agency"),
}


def ask_for_client(home: "HomeScreen") -> None:
    """Opens the form; a filled one becomes a dossier, opened at its interview."""
    desk, say = home.app.desk, home.say

    def start(filled: Filled | None) -> None:
        if filled is not None:
            with home.app.telling():
                dossier = desk.new(_client(filled, say), questionnaire=filled["questionnaire"], policy=filled["policy"])
                home.refresh_rows()
                home.app.open_step(dossier.id, "interview")

    home.app.push_screen(
        FormDialog(
            say("New client"),
            (
                Field("name", say("Name"), placeholder=say("As they call themselves"), required=True),
                Field("website", say("Website"), placeholder="https://…"),
                Field("country", say("Country"), placeholder=say("SE, Germany, …")),
                Field("email", say("E-mail"), placeholder=say("Who you write with")),
                Field(
                    "questionnaire",
                    say("Questions"),
                    desk.settings.questionnaire,
                    options=choices("questionnaires", desk, say),
                ),
                Field("policy", say("Criteria"), desk.settings.policy, options=choices("policies", desk, say)),
            ),
            about=say("Only the name is needed; the interview asks for the rest."),
            submit=say("Start the interview"),
            check=lambda filled: _check(filled, say),
            words=say,
        ),
        start,
    )


def _check(filled: Filled, say: Words) -> None:
    _client(filled, say)


def _client(filled: Filled, say: Words) -> Client:
    from intake.interviewing.entry.countries import country_code

    email, country = clean(filled["email"]), clean(filled["country"])
    code = country_code(country) if country else ""
    if code is None:
        raise Usage(say("'{text}' is not a country or its code", text=country), remedy=say("Type it again."))
    return Client(
        name=clean(filled["name"], limit=200),
        website=clean(filled["website"]),
        country=code,
        emails=(email,) if email else (),
    )


def choices(kind: str, desk: "Desk", say: Words) -> tuple[tuple[str, str], ...]:
    """Each file once, by its id, with its title."""
    ids = {path: name for name, path in library.catalogue(kind, desk.home).items()}
    return tuple((name, _title(path, name, say)) for path, name in ids.items())


def _title(path: Path, name: str, say: Words) -> str:
    known = say(_POLICIES[name]) if name in _POLICIES else clean(library.title(path, say.language), limit=60)
    return known or name.replace("-", " ").capitalize()
