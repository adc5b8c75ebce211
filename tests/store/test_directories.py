"""The last answer of a directory is named once for a home, and what cannot be read costs a request."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from intake.model.finding import Evidence
from intake.store.directories import Directories
from store.sample import NOW

LIST = Evidence("rdap-1", "https://data.example/dns.json", NOW, 200, "ab" * 32, asked="https://data.example/dns.json")


def test_a_later_answer_takes_the_place_of_the_former(home: Path) -> None:
    file = home / "directories.json"
    assert Directories(file).kept(recorded=False) == ()
    later = replace(LIST, retrieved_at=NOW + timedelta(days=1), sha256="cd" * 32)
    Directories(file).keep([LIST])
    Directories(file).keep([later])
    assert Directories(file).kept(recorded=False) == (later,)


def test_a_recorded_answer_never_stands_for_one_of_the_network(home: Path) -> None:
    directories = Directories(home / "directories.json")
    directories.keep([LIST, recorded := replace(LIST, recorded=True)])
    assert directories.kept(recorded=True) == (recorded,)
    assert directories.kept(recorded=False) == (LIST,)


def test_a_file_that_is_no_list_is_no_answer(home: Path) -> None:
    file = home / "directories.json"
    directories = Directories(file)
    directories.keep([LIST])
    for content in (b"", b"{}", b'[{"id": 1}]', b"\xff"):
        file.write_bytes(content)
        assert directories.kept(recorded=False) == ()


def test_a_disk_that_refuses_costs_nothing_but_a_request(home: Path) -> None:
    home.write_bytes(b"a file where the folder should be")
    Directories(home / "directories.json").keep([LIST])
