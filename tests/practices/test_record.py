"""What happened is kept so that it can be shown later, and rules can count it."""

from datetime import date
from pathlib import Path

import pytest

from following.cases import dossier, incident
from intake.cli.main import run
from intake.following.history import history_facts
from intake.following.lessons import KINDS, proposed_rule


def noted(capsys: pytest.CaptureFixture[str], *incidents: str) -> str:
    """A new dossier on which these incidents were noted."""
    assert run(["new", "Acme"]) == 0
    named = capsys.readouterr().out.strip()
    run(["decide", named])
    for kind in incidents:
        assert run(["outcome", named, "--incident", kind, "--note", f"it was {kind}"]) == 0
    capsys.readouterr()
    return named


def test_a_note_cannot_be_changed_unseen(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Practice 001#15: a paper trail that proves itself."""
    named = noted(capsys, "status_pressure")
    log = home / "dossiers" / named / "log.jsonl"
    assert run(["doctor"]) == 0
    log.write_bytes(log.read_bytes().replace(b"it was status", b"it was Status"))
    assert run(["doctor"]) == 1
    assert named in capsys.readouterr().out


@pytest.mark.parametrize(
    ("practice", "kind", "means"),
    [
        ("000#16", "unpaid_extra", "got or demanded work that nobody paid for"),
        ("000#16", "status_pressure", "demanded reports far more often than agreed"),
        ("001#14", "unethical", "unlawful or dishonest"),
        ("004#1", "scope_creep", "kept changing what had been agreed"),
        ("004#1", "missed_promise", "did not deliver what they had to"),
        ("004#11", "silence", "did not answer for weeks"),
        ("004#12", "abuse", "insults, threats"),
        ("004#13", "distrust", "doubted every step without cause"),
    ],
)
def test_trouble_has_a_kind_proposes_a_rule_and_is_counted(practice: str, kind: str, means: str) -> None:
    assert means in KINDS[kind].means, practice
    assert "- id:" in proposed_rule(kind, "never again")[1]
    facts = history_facts((), dossier(incident(kind), incident(kind)), date(2027, 3, 1))
    assert (facts["incidents"], facts["trusted"]) == (2, False)
