"""Facts and checks in words: every fact of the standard vocabulary has some, and every check is said as it is meant."""

from datetime import date
from pathlib import Path

import pytest

from intake import library
from intake.casework import read_questionnaire
from intake.desk import Desk
from intake.locale import Words
from intake.locale.sentences import retold
from intake.model.decision import CheckNext
from intake.model.facts import CLIENT, FINDINGS, HISTORY
from intake.model.finding import Finding
from intake.model.questionnaire import Questionnaire
from intake.phrasing import FACTS, TOPICS, check_words, fact_words, finding_words, reason_words, value_words

ENGLISH = Words()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    path = library.find("questionnaires", "web", tmp_path_factory.mktemp("home"))
    return read_questionnaire(path.read_bytes(), str(path))


def test_every_fact_of_the_vocabulary_and_of_our_sources_has_words(home: Path) -> None:
    known = {*FINDINGS, *(f"history.{name}" for name in HISTORY), *(f"client.{name}" for name in CLIENT)}
    ours = {fact for source in Desk(home).plugins.sources for fact in source.info.facts}
    assert FACTS.keys() == known | ours | {"claims.contradicted"}
    assert len(set(FACTS.values())) == len(FACTS)
    assert TOPICS.keys() == {fact.partition(".")[0] for fact in FINDINGS} | {"working days"}


def test_a_finding_is_told_by_its_fact_and_value_where_the_reader_speaks_another_language_than_the_source() -> None:
    known = Finding("registry", "active", True, "It is entered and not deleted.", "e1")
    dated = Finding("registry", "since", date(2011, 5, 3), "It was founded on 2011-05-03.", "e1")
    own = Finding("harbour", "berth", "4", "It lies at berth 4.", "e1")
    german = Words("de")
    assert finding_words(known, german) == "Im Handelsregister aktiv: ja"
    assert finding_words(dated, german).endswith(": 2011-05-03 (Dienstag)")
    assert finding_words(own, german) == "“It lies at berth 4.”"
    assert [finding_words(each, ENGLISH) for each in (known, own)] == [known.statement, own.statement]


@pytest.mark.parametrize(
    ("fact", "do", "told"),
    [
        ("answers.test_task", "ask the client: not asked", "Ask the client: “{ask}”"),
        ("answers.budget", "ask the client: deferred (later)", "Ask the client: “{ask}” (deferred (later))"),
        ("answers.enjoy", "answer it yourself: not asked", "Answer it yourself: “{ask}”"),
        ("client.country", "write down the client's country: not given", "Write it down: Country of the client"),
        ("history.trusted", "look it up in your own records: x", "Look it up in your own records: Paid on time before"),
        ("findings.vat.valid", "ask vies", "Ask vies: VAT number valid"),
        (
            "findings.vat.valid",
            "ask vies again, or find out yourself: vies: unreachable",
            "Ask vies again, or find out yourself: VAT number valid",
        ),
        ("findings.vat.valid", "find out yourself: no", "Find out yourself: VAT number valid"),
        (
            "findings.vat.valid",
            "find out yourself and overrule the rule: no",
            "Find out yourself, and overrule the rule: VAT number valid",
        ),
        ("odd-rule", "correct or overrule the rule: a list", "Correct or overrule the rule odd-rule"),
    ],
)
def test_checks_are_said_as_they_are_meant(asked: Questionnaire, fact: str, do: str, told: str) -> None:
    question = asked.question(fact.partition(".")[2])
    ask = question.ask["en"] if question else ""
    assert check_words(CheckNext(fact, do), asked, ENGLISH) == told.format(ask=ask)


def test_what_a_plugin_alone_tells_keeps_its_name(asked: Questionnaire) -> None:
    assert fact_words("findings.padlock.https", asked, ENGLISH) == "padlock.https"
    assert fact_words("gdelt", asked, ENGLISH) == "gdelt"  # a source that was not asked has no fact
    assert value_words("findings.padlock.https", True, asked, ENGLISH) == "yes"


def test_claims_and_options_are_in_the_questionnaires_words(asked: Questionnaire) -> None:
    question = asked.question("billing_model")
    assert question is not None
    assert fact_words("claims.legal_name", asked, ENGLISH).startswith("“")
    option = question.options[0]
    assert value_words("answers.billing_model", option.value, asked, ENGLISH) == option.label["en"]


def test_reasons_are_said_part_by_part_and_notes_stay() -> None:
    german = Words("de")
    assert reason_words("not asked", ENGLISH) == "not asked"
    said = reason_words("rdap: not asked yet; gleif: unreachable (HTTP 503); acme: its own words", german)
    assert (
        said
        == f"rdap: {retold('not asked yet', german)}; gleif: {retold('unreachable', german)} (HTTP 503); acme: its own words"
    )
