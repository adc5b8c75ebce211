"""Tests of the inquiry as a whole: joins and choices are kept in the journal, and a choice is no fact."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.errors import NotFound, Usage
from intake.inquiry import reached
from intake.model.client import Client, Identifier
from intake.model.dossier import Dossier
from intake.model.finding import Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer

SIREN = "303265045"
SITE = "https://acme.example"
SEARCH = "https://recherche-entreprises.api.gouv.fr/search?q={}&minimal=true&include=siege,finances&page=1&per_page=10"
ENTRY = (
    '{"results": [{"siren": "%s", "nom_complet": "ACME", "nom_raison_sociale": "ACME", "statut_diffusion": "O",'
    ' "etat_administratif": "A", "nature_juridique": "5710"}], "total_results": 1}'
)
HOME = '<html><body><a href="/legal">Mentions légales</a> Acme</body></html>'
LEGAL = "<html><body>Acme SAS, TVA FR40303265045</body></html>"


def on_a_web(keep: Callable[[bytes], str], **pages: str) -> RecordedWeb:
    """A web with the register's answers, and with these pages of the client's website."""
    answers = {SEARCH.format(each): ENTRY % SIREN for each in (SIREN, "Acme")}
    answers |= {
        f"{SITE}/{name.replace('home', '').replace('robots', 'robots.txt')}": body for name, body in pages.items()
    }
    html = {"content-type": "text/html; charset=utf-8"}
    return RecordedWeb({url: Answer(url, 200, html, body.encode(), True) for url, body in answers.items()}, keep)


@pytest.fixture
def desk(home: Path) -> Desk:
    """The desk of a new person."""
    return Desk(home)


@pytest.fixture
def dossier(desk: Desk) -> str:
    """A dossier on a French company that gave its name and website only."""
    return desk.new(Client("Acme", country="FR", website=SITE)).id


def vetted(desk: Desk, dossier: str, **pages: str) -> Dossier:
    return asyncio.run(desk.vet(dossier, web=on_a_web(desk.dossiers.blobs.put, **pages)))


def test_a_number_on_the_imprint_leads_to_the_register_and_the_journal_tells_how(desk: Desk, dossier: str) -> None:
    found = vetted(desk, dossier, home=HOME, legal=LEGAL, robots="")
    assert [str(join.identifier) for join in found.joined.joins] == ["eu.vat:FR40303265045", f"fr.siren:{SIREN}"]
    assert found.reports["fr_entreprises"].findings[0].value == SIREN
    assert "fr_entreprises" in {report.source for report in reached(found, Identifier("fr.siren", SIREN))}
    assert [entry.kind for entry in desk.dossiers.entries(dossier)].count("joined") == 1
    assert {join.source for join in found.joined.joins} == {"website"}
    again = Desk(desk.home).dossier(dossier)
    assert again.joined == found.joined


def test_a_decision_after_joins_replays_to_the_same_bytes(desk: Desk, dossier: str) -> None:
    vetted(desk, dossier, home=HOME, legal=LEGAL, robots="")
    desk.decide(dossier)
    replay = Desk(desk.home).archive.replay(dossier)
    assert (replay.record, replay.differences, replay.untold) == (desk.record(dossier), (), ())


def test_joined_numbers_are_not_the_clients_words(desk: Desk, dossier: str) -> None:
    found = vetted(desk, dossier, home=HOME, legal=LEGAL, robots="")
    assert desk.casework.case(found, desk.clock()).client.identifiers == ()


def test_candidates_are_chosen_by_a_person_and_lead_on(desk: Desk, dossier: str) -> None:
    found = vetted(desk, dossier)
    (candidate,) = desk.inquiry.candidates(found)
    assert str(candidate.identifier) == f"fr.siren:{SIREN}"
    chosen = desk.inquiry.choose(dossier, SIREN, by="Ada")
    (choice,) = chosen.chosen
    assert (choice.by, choice.source, choice.evidence) == ("Ada", "fr_entreprises", candidate.finding.evidence)
    assert chosen.reports == found.reports
    client = desk.casework.case(chosen, desk.clock()).client
    assert client.identifiers == (Identifier("fr.siren", SIREN),)
    report = vetted(desk, dossier).reports["fr_entreprises"]
    assert report.status is Status.CHECKED
    assert {finding.name: finding.value for finding in report.findings}["registry.active"] is True


def test_a_choice_that_no_search_found_is_refused(desk: Desk, dossier: str) -> None:
    with pytest.raises(NotFound, match=SIREN):
        desk.inquiry.choose(dossier, SIREN)


def test_what_the_client_states_is_not_chosen_away(desk: Desk) -> None:
    stated = (Identifier("fr.siren", "732829320"),)
    dossier = desk.new(Client("Acme", country="FR", website=SITE)).id
    vetted(desk, dossier)
    desk.dossiers.append(
        dossier,
        "client",
        {"name": "Acme", "identifiers": [{"scheme": stated[0].scheme, "value": stated[0].value}]},
        actor="Ada",
        at=desk.clock(),
    )
    with pytest.raises(Usage, match="732829320"):
        desk.inquiry.choose(dossier, SIREN)
