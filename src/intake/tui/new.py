"""Asks for a new client and starts the dossier."""

from typing import TYPE_CHECKING

from intake import library
from intake.errors import Usage
from intake.model.client import Client
from intake.model.text import clean
from intake.tui.dialogs import Field, Filled, FormDialog

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.tui.home import HomeScreen


def ask_for_client(home: "HomeScreen") -> None:
    """Opens the form; a filled one becomes a dossier, opened at its interview."""
    desk = home.app.desk

    def start(filled: Filled | None) -> None:
        if filled is not None:
            with home.app.telling():
                dossier = desk.new(_client(filled), questionnaire=filled["questionnaire"], policy=filled["policy"])
                home.refresh_rows()
                home.app.open_step(dossier.id, "interview")

    home.app.push_screen(
        FormDialog(
            "New client",
            (
                Field("name", "Name", placeholder="As they call themselves", required=True),
                Field("website", "Website", placeholder="https://…"),
                Field("country", "Country", placeholder="SE, Germany, …"),
                Field("email", "E-mail", placeholder="Who you write with"),
                Field(
                    "questionnaire", "Questions", desk.settings.questionnaire, options=_choices("questionnaires", desk)
                ),
                Field("policy", "Criteria", desk.settings.policy, options=_choices("policies", desk)),
            ),
            about="Only the name is needed; the interview asks for the rest.",
            submit="Start the interview",
            check=_check,
        ),
        start,
    )


def _check(filled: Filled) -> None:
    _client(filled)


def _client(filled: Filled) -> Client:
    from intake.interviewing.entry.countries import country_code

    email, country = clean(filled["email"]), clean(filled["country"])
    code = country_code(country) if country else ""
    if code is None:
        raise Usage(f"'{country}' is not a country", remedy="Type its name or its two-letter code.")
    return Client(
        name=clean(filled["name"], limit=200),
        website=clean(filled["website"]),
        country=code,
        emails=(email,) if email else (),
    )


def _choices(kind: str, desk: "Desk") -> tuple[tuple[str, str], ...]:
    """Each file once, by its id, with its title."""
    ids = {path: name for name, path in library.catalogue(kind, desk.home).items()}
    return tuple((name, name.replace("-", " ").capitalize()) for name in ids.values())
