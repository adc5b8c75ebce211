"""Somebody to recommend, as they are described."""

import pytest

from intake.errors import Usage
from intake.model.referral import Referral, described


def test_services_are_told_apart_whatever_their_case_and_once() -> None:
    assert described(" Maja  Berg ", ("Web", "web ", "print"), "", "") == Referral("Maja Berg", ("web", "print"))


@pytest.mark.parametrize(("name", "services"), [("", ("web",)), ("Maja", ()), ("Maja", ("web", " "))])
def test_without_a_name_or_a_service_there_is_nobody_to_recommend(name: str, services: tuple[str, ...]) -> None:
    with pytest.raises(Usage, match="a name and a service"):
        described(name, services, "", "")
