"""A policy is checked, held against the past and tried beside the ruling one, and none of it rules."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from intake import bundled, canonical
from intake.cli.main import run
from intake.desk import Desk
from intake.model.client import Client
from intake.model.money import Money
from intake.model.outcome import Incident, Outcome, Payment

STRICT = """\
intake: policy/1
id: strict
version: 2
currency: EUR
thresholds: {conditional: 20, no_go: 60}
deal_breakers:
- {id: slow, if: answers.pay_days > 60, say: Pays slowly.}
signals:
- {id: early-source, points: 25, if: answers.source_before_payment, say: Wants sources early.}
"""
BAD = """\
intake: policy/1
id: bad
version: 1
currency: EUR
thresholds: {conditional: 20, no_go: 60}
deal_breakers:
- id: never
  if: answers.pay_days < 1 and answers.pay_days > 2
  say: no
conditions:
- {id: parts, if: answers.budget > 500 USD, attach: {clause: instalments, max_each: 9000 EUR}}
"""


@pytest.fixture
def strict(tmp_path: Path) -> str:
    path = tmp_path / "strict.yaml"
    path.write_text(STRICT, encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.yaml"
    path.write_text(BAD, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", [path.stem for path in bundled.files("policies")])
def test_the_policies_that_come_along_are_sound_and_hold_their_tests(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["policy", "test", name]) == 0
    assert run(["policy", "check", name]) == 0
    assert "sound, 0 faults" in capsys.readouterr().err


def test_every_fault_is_told_with_its_place(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "check", bad]) == 65
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{bad}:7:7: 'never' can never fire: answers.pay_days < 1")
    assert lines[1].startswith(f"{bad}:10:1: warning: a price can be fixed")
    assert lines[2].startswith(f"{bad}:11:36: 500.00 USD in a policy that reckons in EUR (")
    assert lines[3].startswith(f"{bad}:11:85: warning: an instalment of 9\N{NO-BREAK SPACE}000.00 EUR lies above")
    assert len(lines) == 4


def test_a_word_that_is_not_known_comes_with_the_nearest_one(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(bad).write_text(BAD.replace("answers.budget", "answers.bugdet"), encoding="utf-8")
    assert run(["policy", "check", bad]) == 65
    assert "'answers.bugdet' is not known here (did you mean 'answers.budget'?)" in capsys.readouterr().out
    assert run(["policy", "check", bad, "--json"]) == 65
    found = json.loads(capsys.readouterr().out)
    assert not found["sound"]
    assert {key: found["found"][0][key] for key in ("kind", "level", "line", "column")} == {
        "kind": "unreadable", "level": "error", "line": 11, "column": 19,
    }  # fmt: skip


def test_a_warning_is_a_fault_only_for_the_strict(strict: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "check", strict]) == 0
    assert run(["policy", "check", strict, "--strict"]) == 65
    capsys.readouterr()
    assert run(["policy", "check", strict, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sound"]
    assert [each["kind"] for each in found["found"]] == ["fixed-without-cap"]


def test_the_questionnaire_says_which_answers_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = tmp_path / "mine.yaml"
    policy.write_text(STRICT.replace("pay_days > 60", "pets > 3"), encoding="utf-8")
    questionnaire = tmp_path / "pets.yaml"
    questionnaire.write_text(
        "intake: questionnaire/1\nid: pets\nversion: 1\ntitle: {en: Pets}\nlanguages: [en]\nsections:\n"
        "- id: one\n  title: {en: One}\n  questions:\n  - {id: pets, type: number, ask: {en: How many?}}\n",
        encoding="utf-8",
    )
    assert run(["policy", "check", str(policy)]) == 65
    assert run(["policy", "check", str(policy), "--questionnaire", str(questionnaire)]) == 0


def test_no_such_policy_has_its_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "check", "./none.yaml"]) == 66
    assert run(["policy", "backtest", "sollo"]) == 66
    assert "did you mean 'solo'?" in capsys.readouterr().err


TESTED = (
    STRICT
    + """\
tests:
- {id: quick, given: {answers.pay_days: 14, answers.source_before_payment: no}, expect: go}
- {id: slow, given: {answers.pay_days: 90}, expect: no-go, fired: [slow]}
- {id: silent, given: {answers.source_before_payment: no}, expect: open(go..no-go)}
"""
)


def test_a_policy_runs_its_own_tests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tested.yaml"
    path.write_text(TESTED, encoding="utf-8")
    assert run(["policy", "test", str(path)]) == 0
    shown = capsys.readouterr()
    assert [line.split() for line in shown.out.splitlines()] == [
        ["ok", "quick", "go"],
        ["ok", "slow", "no-go"],
        ["ok", "silent", "open(go..no-go)"],
    ]
    assert "3 of 3 tests hold" in shown.err


def test_a_test_that_does_not_hold_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tested.yaml"
    path.write_text(TESTED.replace("pay_days > 60", "pay_days > 100"), encoding="utf-8")
    assert run(["policy", "test", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:2] == ["FAILED", "slow"]
    assert f"{path}:12:8: the test 'slow' does not hold: no-go was expected, not conditional" in lines
    assert run(["policy", "test", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["holds"]) for each in found["tests"]] == [
        ("quick", True), ("slow", False), ("silent", True),
    ]  # fmt: skip


def test_a_policy_without_tests_says_so(strict: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "test", strict]) == 0
    assert "no tests" in capsys.readouterr().err


class Past:
    """A desk with a past: clients who were interviewed, decided on, and then paid in their own way."""

    def __init__(self, home: Path) -> None:
        self.now = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
        self.desk = Desk(home, clock=lambda: self.now)

    def client(self, name: str, *, pay_days: int, paid_after: int | None = None, incident: bool = False) -> str:
        self.now += timedelta(minutes=1)
        dossier = self.desk.new(Client(name, country="SE"))
        sitting = self.desk.sitting(dossier.id)
        sitting.take(f"pay_days: {pay_days}\nsource_before_payment: no\n".encode(), "answers.yaml")
        self.desk.decide(dossier.id)
        due = date(2026, 2, 2)
        if paid_after is not None:
            money = Money(500_00, "EUR")
            self.keep(dossier.id, Outcome(due + timedelta(days=paid_after), payment=Payment(money, due, money)))
        if incident:
            self.keep(dossier.id, Outcome(due, incident=Incident("dispute")))
        return dossier.id

    def keep(self, dossier: str, outcome: Outcome) -> None:
        body = canonical.encode(outcome)
        self.desk.dossiers.append(dossier, "outcome", body, actor="me", at=self.now)


@pytest.fixture
def past(home: Path) -> Past:
    return Past(home)


def test_the_backtest_names_whom_it_would_have_refused(
    past: Past, strict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    late = past.client("Late", pay_days=90, paid_after=40)
    slow_but_good = past.client("Slow", pay_days=75, paid_after=0)
    missed = past.client("Missed", pay_days=14, paid_after=40, incident=True)
    past.client("Good", pay_days=14, paid_after=-3)
    fresh = past.client("Fresh", pay_days=90)
    past.now = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    assert run(["policy", "backtest", strict]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "strict@2: would have refused 1 of 2 late payers, 0 of 1 clients with incidents and 1 of 2 good clients"
    )
    refused, let_through = lines.index("would have refused:"), lines.index("would have let through:")
    assert [line.split()[0] for line in lines[refused + 1 : let_through]] == [late, slow_but_good, fresh]
    assert lines[let_through + 1].split()[0] == missed
    assert "late payers, clients with incidents" in lines[let_through + 1]
    assert lines[refused + 1].endswith("-> no-go  slow")


def test_the_backtest_judges_by_what_was_known_before_anything_came_of_it(
    past: Past, strict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = past.client("Late", pay_days=90, paid_after=40)
    past.desk.sitting(dossier).take(b"pay_days: 14\n", "answers.yaml")
    past.desk.decide(dossier)
    assert run(["policy", "backtest", strict, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["summary"] == "would have refused 1 of 1 late payers"
    (client,) = found["clients"]
    assert (client["dossier"], client["verdict"], client["rules"]) == (dossier, "no-go", ["slow"])
    assert found["groups"][0]["turnout"] == "late payers"


def test_a_backtest_without_a_past_says_so(strict: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    capsys.readouterr()
    assert run(["policy", "backtest", strict]) == 0
    assert capsys.readouterr().out == "you have decided on nobody yet\n"


def test_a_policy_on_trial_is_shown_beside_and_does_not_rule(
    past: Past, strict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = past.client("Slow", pay_days=90)
    assert run(["decide", dossier, "--trial", strict]) == 30
    shown = capsys.readouterr().out
    assert "on trial, not ruling: strict@2: no-go" in shown
    assert "no such rule -> fired" in shown
    assert run(["decide", dossier, "--trial", strict, "--json"]) == 30
    found = json.loads(capsys.readouterr().out)
    assert found["policy"].startswith("solo@")
    assert found["trial"]["policy"] == "strict@2"
    assert (found["verdict"], found["trial"]["verdict"]) == ("open", "no-go")
    journal = (past.desk.home / "dossiers" / dossier / "log.jsonl").read_text("utf-8")
    assert "strict@2" not in journal
    run(["record", dossier, "--replay"])
    assert '"solo@' in capsys.readouterr().out


def test_a_policy_on_trial_that_cannot_be_read_decides_nothing(
    past: Past, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = past.client("Slow", pay_days=90)
    before = past.desk.dossier(dossier).head
    Path(bad).write_text("intake: policy/2\n", encoding="utf-8")
    assert run(["decide", dossier, "--trial", bad]) == 65
    assert past.desk.dossier(dossier).head == before


def test_what_if_shows_the_verdict_and_records_nothing(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = past.client("Slow", pay_days=90)
    new = past.desk.new(Client("New")).id
    assert run(["decide", new, "--if", "answers.abusive=yes"]) == 77  # nothing to hold it against yet
    assert run(["decide", dossier]) == 30
    before = past.desk.dossier(dossier).head
    capsys.readouterr()
    assert run(["decide", dossier, "--if", "answers.abusive=yes"]) == 20
    shown = capsys.readouterr().out
    assert shown.startswith("if so: no-go")
    assert "nothing of this is recorded" in shown
    assert "abusive" in shown
    assert run(["decide", dossier, "--if", "answers.abusive=yes", "--if", "answers.unlawful=no", "--json"]) == 20
    found = json.loads(capsys.readouterr().out)
    assert (found["verdict"], found["assumed"]) == ("no-go", {"answers.abusive": True, "answers.unlawful": False})
    assert past.desk.dossier(dossier).head == before


@pytest.mark.parametrize("supposed", ["answers.abusive", "answers.abusive=perhaps", "answers.nothing=1", "=", ""])
def test_what_cannot_be_supposed_is_told_with_what_can(
    supposed: str, past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = past.client("Slow", pay_days=90)
    run(["decide", dossier])
    capsys.readouterr()
    assert run(["decide", dossier, "--if", supposed]) == 64
    assert "answers.abusive" in capsys.readouterr().err
    assert run(["decide", dossier, "--if", "answers.abusive=yes", "--by", "Ann"]) == 64
