"""A client who is a natural person, on a real desk: grounds first, a notice, disputes, a banner, a day of deletion."""

import asyncio
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path

import pytest

import intake_no_brreg
from intake import canonical
from intake.cli.main import run
from intake.desk import Desk
from intake.errors import NotFound, Refused, Usage
from intake.model.client import Client, Kind
from intake.model.decision import Label
from intake.model.party import Identifier
from intake.model.persons import NOT_A_CONSUMER_REPORT, PURPOSE, Basis, Grounds
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer

EXCHANGES = Path(intake_no_brreg.__file__).parent / "exchanges"
ANSWERS = Path(str(resources.files("intake.testing") / "sample" / "answers.web.yaml"))
ENTRY = "https://data.brreg.no/enhetsregisteret/api/enheter/100000008"
NUMBER = (Identifier("no.orgnr", "100000008"),)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 30, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk."""
    return Clock()


@pytest.fixture
def desk(home: Path, clock: Clock) -> Desk:
    """An empty desk."""
    made = Desk(home, clock=clock)
    made.name_supplier("Ada")
    return made


def vet(desk: Desk, dossier: str, form: str = "Aksjeselskap", names: tuple[str, ...] = ("no_brreg",)) -> None:
    """Asks Brønnøysund, which says that the client has this legal form."""
    web = RecordedWeb.from_folder(EXCHANGES, keep=desk.dossiers.blobs.put)
    entry = web.answers[ENTRY]
    body = entry.body.replace(b"Aksjeselskap", form.encode())
    web.answers = {**web.answers, ENTRY: Answer(ENTRY, 200, entry.headers, body, recorded=True)}
    asyncio.run(desk.vet(dossier, names=names, web=web, again=True))


def person(desk: Desk, country: str = "NO") -> str:
    """A dossier on a person in Norway."""
    return desk.new(Client("Kari Nordmann", kind=Kind.PERSON, country=country, identifiers=NUMBER)).id


def test_i4_a_person_is_vetted_only_with_purpose_basis_and_day_of_deletion(desk: Desk) -> None:
    dossier = person(desk)
    with pytest.raises(Refused, match="purpose, lawful basis and retention") as refused:
        vet(desk, dossier)
    assert refused.value.remedy == f"intake purpose {dossier}"
    assert desk.people.offered == Grounds(PURPOSE, Basis.LEGITIMATE_INTEREST, date(2027, 5, 28))
    desk.people.justify(dossier, desk.people.offered)
    vet(desk, dossier)
    assert desk.dossier(dossier).grounds == desk.people.offered
    assert desk.dossiers.entries(dossier)[-2].kind == "justified"


def test_i4_a_sole_trader_is_a_person_once_a_register_says_so(desk: Desk) -> None:
    dossier = desk.new(Client("Nordmann Design", country="NO", identifiers=NUMBER)).id
    vet(desk, dossier, "Enkeltpersonforetak")
    with pytest.raises(Refused, match="natural person"):
        vet(desk, dossier)
    assert desk.people.justify(dossier, desk.people.offered).client.kind is Kind.PERSON


def test_i4_the_default_of_the_settings_counts_and_the_day_comes_due(desk: Desk, clock: Clock, home: Path) -> None:
    (home / "settings.yaml").write_text("retention_months: 1\n", encoding="utf-8")
    desk = Desk(home, clock=clock)
    dossier = person(desk)
    desk.people.justify(dossier, desk.people.offered)
    (row,) = desk.rows()
    assert row.keep_until == date(2026, 12, 28)
    assert not desk.people.due(row.keep_until)
    clock.now = datetime(2026, 12, 28, 9, tzinfo=UTC)
    assert desk.people.due(row.keep_until)
    with pytest.raises(Refused, match="was to be deleted on 2026-12-28"):
        vet(desk, dossier)


def test_i4_grounds_that_cannot_stand_are_refused(desk: Desk) -> None:
    dossier = person(desk)
    with pytest.raises(Usage, match="is over"):
        desk.people.justify(dossier, Grounds(PURPOSE, Basis.CONTRACT_STEPS, date(2026, 11, 30)))
    with pytest.raises(Usage, match="purpose"):
        desk.people.justify(dossier, Grounds("", Basis.CONTRACT_STEPS, date(2027, 1, 1)))


def test_i4_the_notice_says_what_was_asked_of_whom_and_all_that_article_14_wants(desk: Desk) -> None:
    dossier = person(desk)
    assert "nobody has been asked yet" in desk.people.notice(dossier)
    desk.people.justify(dossier, desk.people.offered)
    vet(desk, dossier)
    notice = desk.people.notice(dossier)
    assert "Brønnøysundregistrene, Enhetsregisteret (data.brreg.no): insolvency, registry; sent:" in notice
    for part in (
        "Dear Kari Nordmann",
        "Who is responsible: Ada, [____ your address and e-mail]",
        PURPOSE,
        "Art. 6(1)(f)",
        "until 2027-05-28",
        "object to it at any time",
        "data protection authority",
        "Nobody decides by machine alone",
    ):
        assert part in notice


def test_i9_a_dispute_travels_with_the_finding_into_the_record(desk: Desk) -> None:
    dossier = desk.new(Client("Fjordlys Design AS", country="NO", identifiers=NUMBER)).id
    desk.sitting(dossier).take(ANSWERS.read_bytes(), "answers")
    vet(desk, dossier)
    with pytest.raises(NotFound, match=r"registry\.activ"):
        desk.people.dispute(dossier, "registry.activ", "No.")
    with pytest.raises(Usage):
        desk.people.dispute(dossier, "registry.active", " ")
    desk.people.dispute(dossier, "findings.registry.active", "We moved to another register.")
    taken = desk.decide(dossier)
    read = [fact for rule in taken.rules for fact in rule.facts if fact.name == "findings.registry.active"]
    assert {fact.disputed for fact in read} == {"We moved to another register."}
    assert desk.archive.replay(dossier).record == desk.record(dossier)


def test_i3_every_sentence_of_a_record_is_labelled(home: Path, clock: Clock) -> None:
    desk = Desk(home, clock=clock, excluded=frozenset({"gleif"}))
    dossier = desk.new(Client("Fjordlys Design AS", country="NO", identifiers=NUMBER)).id
    desk.sitting(dossier).take(ANSWERS.read_bytes(), "answers")
    vet(desk, dossier, names=())
    taken = desk.decide(dossier)
    entry = desk.dossier(dossier).reports["no_brreg"].evidence[0]
    facts = {
        fact.name: fact for rule in (*taken.rules, *taken.profile) for fact in rule.facts if fact.value is not None
    }
    active = facts["findings.registry.active"]
    assert (active.label, active.source, active.at, active.sha256) == (
        Label.FACT,
        "no_brreg",
        entry.retrieved_at,
        entry.sha256,
    )
    assert facts["answers.prepay"].label is Label.FACT
    assert facts["answers.prepay"].at is not None
    assert facts["answers.enjoy"].label is Label.OPINION
    assert {rule.label for rule in taken.rules} == {Label.INFERENCE}
    assert "label" in repr(canonical.encode(taken))


def test_i8_the_banner_stands_on_everything_about_an_individual_in_the_united_states(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        Desk.__init__.__kwdefaults__ or {}, "clock", desk.clock
    )  # what is known is to be erased one day
    dossier = person(desk, "US")
    desk.people.justify(dossier, desk.people.offered)
    taken = desk.decide(dossier)
    assert taken.banner == NOT_A_CONSUMER_REPORT
    for command in (["show", dossier], ["show", dossier, "--json"], ["decide", dossier], ["record", dossier]):
        run(command)
        assert NOT_A_CONSUMER_REPORT in capsys.readouterr().out, command
    run(["vet", dossier, "--source", "contact"])
    assert NOT_A_CONSUMER_REPORT in capsys.readouterr().out


def test_a_person_on_the_command_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(code: int, *arguments: str) -> str:
        assert run([*arguments]) == code
        told = capsys.readouterr()
        return told.out + told.err

    assert run(["new", "Kari", "--kind", "person", "--country", "NO"]) == 0
    dossier = capsys.readouterr().out.strip()
    assert f"intake purpose {dossier}" in said(77, "vet", dossier)
    assert "purpose, lawful basis and retention are still to be given" in said(0, "show", dossier)
    assert "Art. 6(1)(b)" in said(0, "purpose", dossier, "--basis", "b", "--keep-until", "2999-01-01")
    assert "2999-01-01" in said(0, "show", dossier)
    said(64, "purpose", dossier, "--keep-until", "2001-01-01")
    assert "Art. 6(1)(b)" in said(0, "notice", dossier)
    said(0, "vet", dossier, "--source", "contact")
    said(66, "dispute", dossier, "registry.active", "--says", "No.")
    grounded = Desk(home, clock=lambda: datetime(2999, 1, 1, tzinfo=UTC))
    assert grounded.people.due(grounded.rows()[0].keep_until)
