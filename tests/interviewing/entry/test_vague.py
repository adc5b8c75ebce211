"""No time frame in any shipped language becomes a day without asking."""

from datetime import date

import pytest

from intake.interviewing.entry import EntryFault, frame_words
from intake.interviewing.entry.dates import parse_date
from intake.interviewing.entry.frame_words import MEANINGS, PHRASES
from intake.interviewing.entry.words import MONTHS, WEEKDAYS, fold
from intake.locale.days import LANGUAGES, written

TODAY = date(2026, 11, 23)  # a Monday

# By language; behind the bar the first and the last day that are offered, where that is worth fixing.
VAGUE = {
    "en": """
        ASAP | 2026-11-30 2026-12-21
        as soon as possible | 2026-11-30 2026-12-21
        next month | 2026-12-01 2026-12-31
        next week | 2026-11-30 2026-12-04
        this week | 2026-11-23 2026-11-27
        by Friday | 2026-11-27 2026-12-04
        next Friday | 2026-11-27 2026-12-04
        end of Q2 | 2027-06-30 2027-06-30
        Q1 2027 | 2027-01-01 2027-03-31
        second quarter of 2027 | 2027-04-01 2027-06-30
        end of March | 2027-03-31 2027-03-31
        early May 2027 | 2027-05-01 2027-05-03
        mid-January | 2027-01-18 2027-01-18
        in two weeks | 2026-12-07 2026-12-07
        within 3 months | 2027-02-23 2027-02-23
        by the end of the year | 2026-12-31 2026-12-31
        tomorrow | 2026-11-24 2026-11-24
        spring 2027 | 2027-03-01 2027-05-31
        sometime in April | 2027-04-01 2027-04-30
        2027 | 2027-01-01 2027-12-31
        soon
        before Christmas | 2026-12-23 2026-12-23
        by Easter | 2027-03-25 2027-03-25
        after Easter 2028 | 2028-04-18 2028-04-18
        before the new year | 2026-12-30 2026-12-30
        Thanksgiving | 2026-11-25 2026-11-30
        first half of 2027 | 2027-01-01 2027-06-30
        H1 2027 | 2027-01-01 2027-06-30
        end of H2 2027 | 2027-12-31 2027-12-31
        in half a year | 2027-05-23 2027-05-23
        after March 2027 | 2027-04-01 2027-04-01
        two weeks before Christmas
        second half of March
        the Friday after Easter
        when the texts are ready
        """,
    "de": """
        so bald wie möglich | 2026-11-30 2026-12-21
        nächsten Monat | 2026-12-01 2026-12-31
        Ende März | 2027-03-31 2027-03-31
        bis Ende des Monats | 2026-11-30 2026-11-30
        Anfang Mai 2027 | 2027-05-01 2027-05-03
        Mitte Januar | 2027-01-18 2027-01-18
        bis Freitag | 2026-11-27 2026-12-04
        in zwei Wochen | 2026-12-07 2026-12-07
        kommende Woche | 2026-11-30 2026-12-04
        im zweiten Quartal | 2027-04-01 2027-06-30
        übermorgen | 2026-11-25 2026-11-25
        Jahresende | 2026-12-31 2026-12-31
        Frühjahr 2027 | 2027-03-01 2027-05-31
        irgendwann im Sommer | 2027-06-01 2027-08-31
        demnächst
        vor Weihnachten | 2026-12-23 2026-12-23
        nach Ostern | 2027-03-30 2027-03-30
        bis Pfingsten | 2027-05-14 2027-05-14
        erstes Halbjahr | 2027-01-01 2027-06-30
        im 2. Halbjahr 2027 | 2027-07-01 2027-12-31
        erste Hälfte 2027 | 2027-01-01 2027-06-30
        """,
    "fr": """
        dès que possible | 2026-11-30 2026-12-21
        le mois prochain | 2026-12-01 2026-12-31
        fin mars | 2027-03-31 2027-03-31
        début mai 2027 | 2027-05-01 2027-05-03
        à la mi-janvier | 2027-01-18 2027-01-18
        d'ici vendredi | 2026-11-27 2026-12-04
        dans deux semaines | 2026-12-07 2026-12-07
        la semaine prochaine | 2026-11-30 2026-12-04
        fin du T2 | 2027-06-30 2027-06-30
        deuxième trimestre 2027 | 2027-04-01 2027-06-30
        après-demain | 2026-11-25 2026-11-25
        fin d'année | 2026-12-31 2026-12-31
        avant la fin du mois | 2026-11-30 2026-11-30
        cet été | 2027-06-01 2027-08-31
        à la rentrée
        avant Noël | 2026-12-23 2026-12-23
        avant les fêtes | 2026-12-23 2026-12-23
        après Pâques | 2027-03-30 2027-03-30
        premier semestre 2027 | 2027-01-01 2027-06-30
        S2 2027 | 2027-07-01 2027-12-31
        """,
    "es": """
        lo antes posible | 2026-11-30 2026-12-21
        el mes que viene | 2026-12-01 2026-12-31
        a finales de mes | 2026-11-30 2026-11-30
        a finales de marzo | 2027-03-31 2027-03-31
        a principios de mayo de 2027 | 2027-05-01 2027-05-03
        a mediados de enero | 2027-01-18 2027-01-18
        para el viernes | 2026-11-27 2026-12-04
        en dos semanas | 2026-12-07 2026-12-07
        la próxima semana | 2026-11-30 2026-12-04
        segundo trimestre | 2027-04-01 2027-06-30
        pasado mañana | 2026-11-25 2026-11-25
        mañana | 2026-11-24 2026-11-24
        antes de fin de año | 2026-12-31 2026-12-31
        en otoño | 2026-11-30 2026-11-30
        después de Reyes | 2027-01-07 2027-01-07
        antes de Navidad | 2026-12-23 2026-12-23
        antes de Semana Santa | 2027-03-25 2027-03-25
        primer semestre de 2027 | 2027-01-01 2027-06-30
        primera mitad de 2027 | 2027-01-01 2027-06-30
        """,
    "sv": """
        så snart som möjligt | 2026-11-30 2026-12-21
        nästa månad | 2026-12-01 2026-12-31
        i slutet av mars | 2027-03-31 2027-03-31
        i början av maj 2027 | 2027-05-01 2027-05-03
        i mitten av januari | 2027-01-18 2027-01-18
        till fredag | 2026-11-27 2026-12-04
        senast på fredag | 2026-11-27 2026-12-04
        om två veckor | 2026-12-07 2026-12-07
        nästa vecka | 2026-11-30 2026-12-04
        andra kvartalet | 2027-04-01 2027-06-30
        i övermorgon | 2026-11-25 2026-11-25
        före årsskiftet | 2026-12-31 2026-12-31
        månadsskiftet | 2026-11-30 2026-11-30
        till våren | 2027-03-01 2027-05-31
        efter semestern
        före jul | 2026-12-23 2026-12-23
        före påsk | 2027-03-25 2027-03-25
        efter midsommar | 2027-06-28 2027-06-28
        första halvåret 2027 | 2027-01-01 2027-06-30
        """,
    "et": """
        niipea kui võimalik | 2026-11-30 2026-12-21
        järgmisel kuul | 2026-12-01 2026-12-31
        märtsi lõpus | 2027-03-31 2027-03-31
        mai alguses | 2027-05-01 2027-05-03
        jaanuari keskel | 2027-01-18 2027-01-18
        reedeks | 2026-11-27 2026-12-04
        hiljemalt reedel | 2026-11-27 2026-12-04
        kahe nädala pärast | 2026-12-07 2026-12-07
        järgmisel nädalal | 2026-11-30 2026-12-04
        teises kvartalis
        II kvartal | 2027-04-01 2027-06-30
        ülehomme | 2026-11-25 2026-11-25
        kuu lõpuks | 2026-11-30 2026-11-30
        aasta lõpuks | 2026-12-31 2026-12-31
        jõuludeks | 2026-12-23 2026-12-23
        enne jõule | 2026-12-23 2026-12-23
        enne jaanipäeva | 2027-06-22 2027-06-22
        pärast lihavõtteid | 2027-03-30 2027-03-30
        esimesel poolaastal | 2027-01-01 2027-06-30
        kevadel | 2027-03-01 2027-05-31
        """,
    "tr": """
        en kısa sürede | 2026-11-30 2026-12-21
        gelecek ay | 2026-12-01 2026-12-31
        önümüzdeki ay | 2026-12-01 2026-12-31
        Mart sonu | 2027-03-31 2027-03-31
        MART SONU | 2027-03-31 2027-03-31
        Mayıs başında | 2027-05-01 2027-05-03
        Ocak ortası | 2027-01-18 2027-01-18
        Cuma gününe kadar
        Cumaya kadar | 2026-11-27 2026-12-04
        iki hafta içinde | 2026-12-07 2026-12-07
        haftaya | 2026-11-30 2026-12-04
        ikinci çeyrek | 2027-04-01 2027-06-30
        yarın | 2026-11-24 2026-11-24
        ay sonunda | 2026-11-30 2026-11-30
        yıl sonu | 2026-12-31 2026-12-31
        ACİL | 2026-11-30 2026-12-21
        bayramdan sonra | 2027-03-12 2027-05-20
        Ramazan Bayramı'ndan önce | 2027-03-08 2027-03-08
        Kurban Bayramına kadar | 2027-05-14 2027-05-14
        yılbaşından önce | 2026-12-30 2026-12-30
        2027'nin ilk yarısı | 2027-01-01 2027-06-30
        ikinci yarıyıl 2027 | 2027-07-01 2027-12-31
        """,
}
TABLE = [
    (language, *(part.strip() for part in f"{line} |".split("|")[:2]))
    for language, lines in VAGUE.items()
    for line in lines.strip().splitlines()
]


def test_the_table_is_long_enough_and_knows_every_language() -> None:
    assert VAGUE.keys() == set(LANGUAGES)
    assert len(TABLE) >= 120


@pytest.mark.parametrize(("language", "phrase", "days"), TABLE)
def test_a_vague_phrase_is_asked_about(language: str, phrase: str, days: str) -> None:
    with pytest.raises(EntryFault) as caught:
        parse_date(phrase, TODAY, exact=True, language=language)
    offered = [date.fromisoformat(offer.text) for offer in caught.value.offers]
    assert offered == sorted(offered)
    assert all(day >= TODAY for day in offered)
    if days:
        assert (offered[0].isoformat(), offered[-1].isoformat()) == tuple(days.split())


def test_a_turkish_march_is_no_november() -> None:
    assert parse_date("15 Mart 2027", TODAY, exact=True) == date(2027, 3, 15)
    assert parse_date("15 MART 2027", TODAY, exact=True) == date(2027, 3, 15)
    assert parse_date("15 Aralık 2027", TODAY, exact=True) == date(2027, 12, 15)
    assert parse_date("15 ARALIK 2027", TODAY, exact=True) == date(2027, 12, 15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_that_is_offered_can_be_typed_as_it_is_written(language: str) -> None:
    for month in range(1, 13):
        day = date(2027, month, month + 1)
        assert parse_date(written(day, language), TODAY, exact=True) == day


def test_no_word_means_two_things() -> None:
    for word in MONTHS.keys() | WEEKDAYS.keys():
        assert MEANINGS[word] == ((("month", MONTHS[word]),) if word in MONTHS else (("weekday", WEEKDAYS[word]),))
    assert all(fold(word) == word for word in (*MEANINGS, *PHRASES))
    words = [word for word, _ in frame_words._pairs()]
    assert [word for word in words if words.count(word) > 1] == []


def test_offers_are_named_in_the_language_of_the_interview() -> None:
    with pytest.raises(EntryFault) as caught:
        parse_date("fin mars 2027", TODAY, exact=True, language="fr")
    assert [offer.label for offer in caught.value.offers] == ["mercredi 31 mars 2027"]
