"""The words of an acceptance: in the languages of the brief, and never altered once they were asked for."""

from dataclasses import astuple

import pytest

from intake import canonical
from intake.locale.days import LANGUAGES
from intake.signing.asked import ENGLISH, asked, forms, meaning, spoken


def test_what_was_once_asked_for_is_never_altered() -> None:
    # Mails and statements that clients signed say these words. When this fails, put the words back, and add others beside them.
    said = [list(astuple(asked([language]))) for language in LANGUAGES]
    assert canonical.digest_of(said) == "sha256:02604e5383402a4fbbeb3edcad21ea1af12041a9d530988c04ca49655c1f334b"


def test_two_languages_say_both_the_ruling_one_first() -> None:
    words = asked(("de", "en"))
    assert words.intent.startswith("Ich nehme diese Projektvereinbarung")
    assert words.intent.endswith(ENGLISH.intent)
    assert words.named.startswith("Vereinbarung")
    assert spoken(words.intent, "en") == ENGLISH.intent
    assert spoken(words.consent, "de") == asked(("de",)).consent


@pytest.mark.parametrize("languages", [(), ("en",), ("xx",)])
def test_a_brief_in_no_language_of_ours_is_accepted_in_english(languages: tuple[str, ...]) -> None:
    assert asked(languages) == ENGLISH
    assert forms(languages) == (ENGLISH,)


def test_what_was_asked_for_by_earlier_versions_is_still_taken() -> None:
    assert forms(("sv",)) == (asked(("sv",)), ENGLISH)
    assert meaning(ENGLISH.intent, "sv") == asked(("sv",)).intent
    assert not meaning(ENGLISH.intent, "en")
    assert not meaning("I agree if it rains.", "sv")
    assert spoken("I agree if it rains.", "sv") == "I agree if it rains."
