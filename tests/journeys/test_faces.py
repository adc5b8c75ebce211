"""One script of answers through the screens, the prompts and a file: the three journals are the same, byte for byte."""

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.desk import Desk
from intake.model.client import Client
from intake.store.journal import Journal
from intake.workplace import Workplace
from tui.driving import at

pytestmark = pytest.mark.anyio
QUESTIONNAIRE = """\
intake: questionnaire/1
id: faces
version: 1
title: Every kind of question
languages: [en]
sections:
- id: one
  title: One
  questions:
  - {id: legal_name, type: text, ask: Name, required: yes}
  - {id: story, type: long_text, ask: Story, required: yes}
  - {id: street, type: address, ask: Street, required: yes}
  - {id: country, type: country, ask: Country, required: yes}
  - {id: number, type: company_id, schemes: ["{country}.*"], ask: Number, required: yes}
  - {id: website, type: url, ask: Site, required: yes}
  - {id: email, type: email, ask: E-mail, required: yes}
  - {id: phone, type: phone, ask: Phone, required: yes}
  - {id: boss, type: person, ask: Who decides, required: yes}
  - {id: kind, type: choice, options: [web, text], ask: Kind, required: yes}
  - {id: means, type: choices, options: [mail, phone, post, {value: no, label: None of these, exclusive: yes}], ask: Means, required: yes}
  - {id: rush, type: bool, ask: Rush, required: yes}
  - {id: start, type: date, exact: yes, ask: Start, required: yes}
  - {id: budget, type: money, ask: Budget, required: yes}
  - {id: prepay, type: percent, ask: Prepayment, required: yes}
  - {id: pages, type: quantity, units: [page], ask: Pages, required: yes}
  - {id: days, type: duration, ask: Days to pay, required: yes}
  - {id: visitors, type: number, ask: Visitors, required: yes}
  - {id: founded, type: number, max: this year, ask: Founded, required: yes}
  - {id: moved, type: date, min: 2020-02-29, max: today, ask: Moved, required: yes}
  - {id: spoken, type: language, ask: Language, required: yes}
  - {id: fax, type: phone, ask: Fax, required: soft}
  - {id: logo, type: file, ask: Logo, required: yes}
  - id: tasks
    type: repeat
    ask: Tasks
    required: yes
    min: 2
    item:
    - {id: name, type: text, ask: Task, required: yes}
    - {id: due, type: date, exact: yes, ask: Due, required: yes}
    - {id: price, type: money, ask: Price}
    - {id: rounds, type: number, default: "2", ask: Rounds}
  - {id: deposit, type: percent, default: 25%, ask: Deposit, required: yes}
  - {id: rights, type: choice, options: [{value: all, label: All of them}, some], default: some, ask: Rights}
  - {id: shown, type: bool, default: yes, ask: May it be shown}
  - {id: ways, type: choices, options: [mail, phone, post], default: "mail, post", ask: Ways}
  - {id: terms, type: long_text, default: As usual., ask: Terms}
"""
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


def screens(logo: Path) -> str:
    """The keys of the screens; after the bar once what was typed before it is refused."""
    return (
        "\rFirst line<ctrl+j>second\rStreet 1<ctrl+j>Umeå\rSweden\r559999-9991\r\rann@lind.example\r"
        "+46 70 174 06 05\rAnna Lind, anna@lind.example\rtext\r<end><space><home><space><end><space><home><space><down><down><space>\ryes\r1 March 2027\r"
        f"2 500,50 EUR\r50 %\r12 pages\r30 days\r1 500\r2028\r|<ctrl+u>2027\r2027-01-04\rsv\r\rNone\r{logo}\r"
        "aDesign\r2027-03-05\r500 EUR\r\raBuild\r5 April 2027\r\r3\raTexts\r2027-05-05\r700 EUR\r\r<tab>\r"
        "\r\r\r\r\r"  # what these five start with
    )


def prompts(logo: Path) -> str:
    """The lines at the prompts."""
    return (
        "\nFirst line\\\nsecond\nStreet 1\\\nUmeå\nSweden\n559999-9991\n\nann@lind.example\n"
        "+46 70 174 06 05\nAnna Lind, anna@lind.example\n2\n1, 3, 4\n1, 3\nyes\n1 March 2027\n"
        f"2 500,50 EUR\n50 %\n12 pages\n30 days\n1 500\n2028\n2027\n2027-01-05\n2027-01-04\nsv\n:open None\n{logo}\n"
        "Design\n2027-03-05\n500 EUR\n\nBuild\n5 April 2027\n\n3\nTexts\n2027-05-05\n700 EUR\n\n\n"
        "\n\n\n\n\n"  # what these five start with
    )


def file(logo: Path) -> str:
    """The file of answers."""
    return f"""\
legal_name: Lind AB
story: "First line\\nsecond"
street: "Street 1\\nUmeå"
country: Sweden
number: 559999-9991
website: lind.example
email: ann@lind.example
phone: +46 70 174 06 05
boss: Anna Lind, anna@lind.example
kind: text
means: [mail, post]
rush: yes
start: 1 March 2027
budget: 2 500,50 EUR
prepay: 50 %
pages: 12 pages
days: 30 days
visitors: 1 500
founded: 2027
moved: 2027-01-04
spoken: sv
fax: {{open: None}}
logo: {logo}
tasks:
- {{name: Design, due: 2027-03-05, price: 500 EUR, rounds: 2}}
- {{name: Build, due: 5 April 2027, rounds: 3}}
- {{name: Texts, due: 2027-05-05, price: 700 EUR, rounds: 2}}
deposit: 25%
rights: some
shown: yes
ways: [mail, post]
terms: As usual.
"""


async def test_three_faces_write_one_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Workplace.__init__, "__kwdefaults__", _with(Workplace, clock=lambda: NOW))
    monkeypatch.setattr(Journal.__init__, "__kwdefaults__", _with(Journal, salt=lambda: "00" * 16))
    asked, logo = tmp_path / "faces.yaml", tmp_path / "logo.svg"
    asked.write_text(QUESTIONNAIRE, encoding="utf-8")
    logo.write_bytes(b"<svg/>")
    begun = tmp_path / "begun"
    client = Client("Lind AB", country="NO", website="lind.example")  # two are accepted with Enter, one is typed over
    dossier = Desk(begun).new(client, questionnaire=str(asked)).id
    homes = {face: Path(shutil.copytree(begun, tmp_path / face)) for face in ("screens", "prompts", "file")}

    async with at(Desk(homes["screens"]), dossier=dossier, step="interview", size=(80, 40)) as person:
        first, then = screens(logo).split("|")
        assert "2028 is too late: give 2027 or earlier" in await person.type(first)
        seen = await person.type(then)
    assert Desk(homes["screens"]).sitting(dossier).interview.complete, seen

    monkeypatch.setattr("sys.stdin", io.StringIO(prompts(logo)))
    assert run(["--home", str(homes["prompts"]), "--plain", "interview", dossier]) == 0
    told = capsys.readouterr().out
    assert "! 'None of these' goes with no other option: choose it alone, or leave it out" in told
    assert "! 2028 is too late: give 2027 or earlier" in told
    assert "! Tuesday, 5 January 2027 is too late: give Monday, 4 January 2027 or earlier" in told

    (tmp_path / "wrong.yaml").write_text(file(logo).replace("founded: 2027", "founded: 2028"), encoding="utf-8")
    refused = ["--home", str(homes["file"]), "interview", dossier, "--answers", str(tmp_path / "wrong.yaml")]
    assert run(refused) == 65
    assert "wrong.yaml:19:10: founded: 2028 is too late: give 2027 or earlier" in capsys.readouterr().err
    (tmp_path / "answers.yaml").write_text(file(logo), encoding="utf-8")
    taken = ["--home", str(homes["file"]), "interview", dossier, "--answers", str(tmp_path / "answers.yaml")]
    assert run(taken) == 0

    journals = {face: (home / "dossiers" / dossier / "log.jsonl").read_text("utf-8") for face, home in homes.items()}
    assert journals["screens"].count("\n") > 22
    assert journals["prompts"].splitlines() == journals["screens"].splitlines()
    assert journals["file"].splitlines() == journals["screens"].splitlines()


def _with(made: type[object], **changed: object) -> dict[str, object]:
    """What its constructor is called with by default, some of it changed."""
    return {**(made.__init__.__kwdefaults__ or {}), **changed}
