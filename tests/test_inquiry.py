"""Tests of the inquiry as a whole: joins and choices are kept in the journal, and a choice is no fact."""

import asyncio
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

import intake_no_brreg
from intake.desk import Desk
from intake.errors import NotFound, Usage
from intake.inquiry import reached
from intake.model.claim import Outcome
from intake.model.client import Client
from intake.model.decision import Result
from intake.model.dossier import Dossier
from intake.model.finding import Status
from intake.model.party import Identifier
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
SAMPLE = Path(str(resources.files("intake.testing") / "sample" / "answers.web.yaml"))
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


RULE = """intake: policy/1
id: claims
version: 1
currency: EUR
thresholds: {conditional: 20, no_go: 60}
signals:
- {id: other-year, points: 5, if: claims.founded is known and claims.founded = 'contradicted', say: Another year.}
- {id: other-size, points: 10, if: claims.employees is known and claims.employees = 'contradicted', say: Another size.}
- {id: rival, points: 40, if: findings.conflict.with_client is known and findings.conflict.with_client, say: A rival.}
"""


def asked(desk: Desk, policy: Path, *answers: str) -> str:
    """A dossier on a company in Norway that gave these answers to the generic brief."""
    client = Client("Fjordlys", country="NO", identifiers=(Identifier("no.orgnr", "100000008"),))
    made = desk.new(client, questionnaire="generic-brief", policy=str(policy)).id
    desk.sitting(made).take("\n".join(answers).encode(), "answers")
    return made


def fired_on(desk: Desk, dossier: str) -> set[str]:
    """The rules that held when it was decided."""
    return {rule.id for rule in desk.decide(dossier).rules if rule.result is Result.FIRED}


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy that reads what the client says of its age, its size and its competitors."""
    written = tmp_path / "claims.yaml"
    written.write_text(RULE, encoding="utf-8")
    return written


@pytest.mark.parametrize(
    ("founded", "employees", "fired"),
    [
        ("2015", "5", set()),
        ("1998", "8", {"other-year"}),
        ("2016", "60", {"other-size"}),
    ],
)
def test_the_year_and_the_size_it_answers_are_held_against_the_register(
    desk: Desk, policy: Path, founded: str, employees: str, fired: set[str]
) -> None:
    dossier = asked(desk, policy, f"founded: {founded}", f"employees: {employees}")
    web = RecordedWeb.from_folder(Path(intake_no_brreg.__file__).parent / "exchanges", keep=desk.dossiers.blobs.put)
    vetted = asyncio.run(desk.vet(dossier, names=["no_brreg"], web=web))
    outcomes = {claim.name: claim.outcome for claim in desk.casework.case(vetted, desk.clock()).claims}
    assert outcomes["founded"] is (Outcome.CONTRADICTED if "other-year" in fired else Outcome.CORROBORATED)
    assert outcomes["employees"] is (Outcome.CONTRADICTED if "other-size" in fired else Outcome.CORROBORATED)
    assert fired_on(desk, dossier) == fired


def test_a_competitor_it_answers_who_is_a_client_of_yours_reaches_the_decision(desk: Desk, policy: Path) -> None:
    rival = desk.new(Client("Lindqvist")).id
    desk.sitting(rival).take(SAMPLE.read_bytes(), "answers")
    desk.decide(rival)
    desk.agree(rival)
    desk.dossiers.append(rival, "sealed", {"sha256": "ab", "by": "Ada"}, actor="Ada", at=desk.clock())
    dossier = asked(desk, policy, "competitors: Hyvel & Co, lindqvist-mobel.example")
    asyncio.run(desk.vet(dossier, names=["history"], web=RecordedWeb({}, desk.dossiers.blobs.put)))
    assert fired_on(desk, dossier) == {"rival"}
