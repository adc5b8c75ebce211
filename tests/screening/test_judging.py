"""Tests of what settles a match, and what agrees and differs."""

from pathlib import Path

from intake.screening.judging import Subject, screen
from screening.lists import entry, index, people


def test_a_name_alone_settles_nothing(tmp_path: Path) -> None:
    (match,) = screen(people(tmp_path), Subject("Sergei Anatolyevich Volkov"))
    assert (match.score, match.band, match.settled) == (1.0, "alert", False)
    assert match.agrees == match.differs == ()


def test_an_identifier_settles_even_under_another_name(tmp_path: Path) -> None:
    (match,) = screen(
        people(tmp_path), Subject("Blue Lagoon", identifiers=(("imo", "IMO 9187629".removeprefix("IMO ")),))
    )
    assert match.settled
    assert match.agrees == ("imo 9187629",)
    assert match.listed_as == 'OOO "Severny Briz"'


def test_another_number_differs_and_does_not_settle(tmp_path: Path) -> None:
    (match,) = screen(people(tmp_path), Subject("Severny Briz", identifiers=(("imo", "9000001"),)))
    assert not match.settled
    assert match.differs == ("another imo",)


def test_a_domain_of_many_pages_settles_nothing(tmp_path: Path) -> None:
    page = (("domain", "facebook.com"),)
    listed = index(tmp_path, [entry("1", "PORTICELLO", kind="organisation", identifiers=page)])
    assert screen(listed, Subject("Anna Lindqvist", identifiers=page)) == []
    (match,) = screen(listed, Subject("Porticello", identifiers=page))
    assert (match.settled, match.agrees, match.differs) == (False, (), ())


def test_a_national_number_settles_only_where_name_or_country_fits(tmp_path: Path) -> None:
    numbered = entry("1", "BLUE LAGOON", countries=("Cyprus",), identifiers=(("register", "HE 4711"),))
    listed = index(tmp_path, [numbered])
    number = (("register", "HE4711"),)
    (elsewhere,) = screen(listed, Subject("Anna Lindqvist", identifiers=number))
    (there,) = screen(listed, Subject("Anna Lindqvist", countries=("Cyprus",), identifiers=number))
    (named,) = screen(listed, Subject("Blue Lagoon", identifiers=number))
    assert (elsewhere.settled, there.settled, named.settled) == (False, True, True)


def test_birth_country_and_kind_are_compared_as_far_as_they_are_known(tmp_path: Path) -> None:
    listed = people(tmp_path)
    (match,) = screen(listed, Subject("Sergei Volkov", countries=("russia",), birth_date="1961"))
    assert match.agrees == ("born 1961", "country Russia")
    (match,) = screen(listed, Subject("Sergei Volkov", "organisation", ("France",), "1980-01-01"))
    assert match.differs == ("born 1961-04-02, not 1980-01-01", "a person, not an organisation", "country Russia")


def test_the_explanation_reads_as_words(tmp_path: Path) -> None:
    (match,) = screen(people(tmp_path), Subject("Nadezhda Petrowa", birth_date="1990"))
    assert match.explanation == "nadezhda = nadezhda; petrowa ~ petrova (0.86, romanised otherwise)"


def test_the_explanation_shows_each_word_in_its_own_script_too(tmp_path: Path) -> None:
    (match,) = screen(people(tmp_path), Subject("朴成哲"))
    assert match.explanation == "成哲 [chengzhe] = 成哲 [chengzhe]; 朴 [pu] = 朴 [pu]"
    (match,) = screen(people(tmp_path), Subject("Волков Сергей"))
    assert match.explanation.startswith("Волков [volkov] = volkov; Сергей [sergey] ~ sergei (0.9")
    bank = index(tmp_path, [entry("1", "Haddad Bank", kind="organisation")])
    (match,) = screen(bank, Subject("بنك الحداد"))
    assert match.explanation == (
        "الحداد [hdd] ~ haddad (0.80, consonants alone); بنك [bank] = bank; only asked: الحداد [al]"
    )
