"""Where the home is when nobody says so."""

from pathlib import Path

import pytest
from platformdirs import user_data_path

from intake.cli.options import Options


@pytest.mark.parametrize("data", [None, "", "/somewhere/else", "/somewhere/else/", "not/absolute"])
@pytest.mark.parametrize("person", [None, "/people/ann", "/people/ann/", "ann"])
@pytest.mark.parametrize("android", [None, "/system"])
def test_it_is_where_the_platform_keeps_what_belongs_to_a_user(
    data: str | None, person: str | None, android: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INTAKE_HOME")
    for name, value in {"XDG_DATA_HOME": data, "HOME": person, "ANDROID_ROOT": android}.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert Options().home_folder() == user_data_path("intake", appauthor=False)


def test_what_is_said_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/people/ann")
    monkeypatch.setenv("INTAKE_HOME", "~/work")
    assert Options().home_folder() == Path("/people/ann/work")
    assert Options(home=Path("here")).home_folder() == Path("here")
