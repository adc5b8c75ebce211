"""A path is taken as it is typed, whoever's home it names."""

from pathlib import Path

from intake.typed_paths import typed_path


def test_ones_own_home_is_found_and_that_of_nobody_stays() -> None:
    assert typed_path("~/a.tar") == Path.home() / "a.tar"
    assert typed_path("~nobody-of-that-name/a.tar") == Path("~nobody-of-that-name/a.tar")
