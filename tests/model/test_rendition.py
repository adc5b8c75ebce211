"""A second language has words of its own and nothing else."""

from dataclasses import replace

import pytest

from intake.errors import Usage
from intake.model.brief import Brief
from intake.model.money import Money
from intake.model.rendition import check_languages, in_each_language, languages_of, rendered, rendition, reworded, words
from signing import sample

ENGLISH = sample.brief()
GERMAN = replace(
    reworded(ENGLISH, {"clauses.invoices.title": "Rechnungen", "instalments.0.trigger": "Unterschrift"}),
    language="de",
)


def test_only_what_is_worded_otherwise_is_kept() -> None:
    found = rendition(ENGLISH, GERMAN)
    assert (found.language, dict(found.words)) == (
        "de",
        {"clauses.invoices.title": "Rechnungen", "instalments.0.trigger": "Unterschrift"},
    )


def test_both_come_back_from_the_one_brief() -> None:
    brief = replace(ENGLISH, renditions=(rendition(ENGLISH, GERMAN),))
    assert in_each_language(brief) == (ENGLISH, GERMAN)
    assert languages_of(brief) == ("en", "de")
    assert languages_of(None) == ()


@pytest.mark.parametrize(
    "other",
    [
        replace(GERMAN, checklist=replace(GERMAN.checklist, total=Money(1, "EUR"))),
        replace(GERMAN, answers=GERMAN.answers[1:]),
        replace(GERMAN, answers=(replace(GERMAN.answers[0], value="Else"), *GERMAN.answers[1:])),
    ],
)
def test_another_amount_or_answer_is_no_second_language(other: Brief) -> None:
    with pytest.raises(ValueError, match="not of one agreement"):
        rendition(ENGLISH, other)


def test_a_changed_answer_changes_both() -> None:
    changed = [
        replace(each, answers=(replace(each.answers[0], value="Else", shown="Else"), *each.answers[1:]))
        for each in (ENGLISH, GERMAN)
    ]
    brief = replace(changed[0], renditions=(rendition(*changed),))
    assert [each.answers[0].shown for each in in_each_language(brief)] == ["Else", "Else"]


def test_every_place_can_be_worded() -> None:
    marked = {place: f"<{place}>" for place in words(ENGLISH)}
    assert words(rendered(ENGLISH, rendition(ENGLISH, replace(reworded(ENGLISH, marked), language="fr")))) == marked


def test_languages_are_one_or_two_that_come_along() -> None:
    assert check_languages(["sv", "en"]) == ("sv", "en")
    for wrong in (["xx"], ["en", "en"], ["en", "de", "fr"]):
        with pytest.raises(Usage):
            check_languages(wrong)
