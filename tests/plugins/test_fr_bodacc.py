"""Tests of insolvency notices in France."""

import json

import pytest

from intake.api import Client, Identifier
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

SIREN = "000123455"
OPENING = "Jugement d'ouverture d'une procédure de redressement judiciaire"
CONVERSION = "Jugement de conversion en liquidation judiciaire"
CLOSING = "Jugement de clôture pour insuffisance d'actif"


def asked(answer: Given, number: str = SIREN, scheme: str = "fr.siren") -> SourceReport:
    """The report on a number for which the gazette gives this answer about `SIREN`."""
    url = "https://bodacc-datadila.opendatasoft.com/api/records/1.0/search/?dataset=annonces-commerciales"
    client = Client("Acme", identifiers=(Identifier(scheme, number),))
    return report("fr_bodacc", client, {f"{url}&q=registre:{SIREN}&sort=dateparution&rows=1000": answer})


def found(*notices: dict[str, object], nhits: int | None = None) -> dict[str, object]:
    """An answer with these notices."""
    records = [{"fields": {"registre": f"000 123 455,{SIREN}"} | fields} for fields in notices]
    return {"nhits": len(records) if nhits is None else nhits, "records": records}


def judged(nature: str, published: str = "2026-03-05", family: str = "", **changed: object) -> dict[str, object]:
    """A notice of a judgment."""
    judgment = json.dumps({"famille": family, "nature": nature, "complementJugement": "clôture à examiner"})
    return {"familleavis": "collective", "dateparution": published, "jugement": judgment} | changed


@pytest.mark.parametrize("nature", [OPENING, CONVERSION, "Jugement arrêtant le plan de sauvegarde", "Autre jugement"])
def test_proceedings_that_were_announced_and_not_closed_are_open(nature: str) -> None:
    told = facts(asked(found(judged(nature))))
    assert told == {"insolvency.open": True, "insolvency.notice": f"{nature} (2026-03-05)"}


def test_the_newest_judgment_counts_in_whatever_order_the_notices_come() -> None:
    older, newer = judged(OPENING, "2023-01-01"), judged(CLOSING, "2025-06-01", "Jugement de clôture")
    assert facts(asked(found(older, newer)))["insolvency.open"] is False
    reopened = judged(OPENING, "2026-01-01")
    assert facts(asked(found(older, newer, reopened)))["insolvency.open"] is True


def test_a_deposit_after_the_closing_does_not_open_anything() -> None:
    deposit = judged("Dépôt de l'état des créances", "2025-07-01", "Avis de dépôt")
    assert facts(asked(found(judged(CLOSING, "2025-06-01"), deposit)))["insolvency.open"] is False
    assert facts(asked(found(deposit)))["insolvency.open"] is True


def test_what_follows_a_closing_and_is_not_understood_is_unknown() -> None:
    told = facts(asked(found(judged(CLOSING, "2025-06-01"), judged("Autre jugement prononçant", "2025-09-01"))))
    assert "insolvency.open" not in told
    assert told["insolvency.notice"] == "Autre jugement prononçant (2025-09-01)"


def test_an_annulled_notice_leaves_it_unknown() -> None:
    assert "insolvency.open" not in facts(asked(found(judged(OPENING, typeavis="annulation"))))


@pytest.mark.parametrize("judgment", ["not json", None, "[]", '"text"'])
def test_proceedings_whose_judgment_cannot_be_read_are_open(judgment: object) -> None:
    assert facts(asked(found(judged(OPENING, jugement=judgment))))["insolvency.open"] is True


def test_other_notices_alone_mean_none_open() -> None:
    other: dict[str, object] = {"familleavis": "dpc", "dateparution": "2025-07-20"}
    assert facts(asked(found(other))) == {"insolvency.open": False}


def test_no_notice_at_all_clears_nothing() -> None:
    assert asked(found()).status is Status.NOT_FOUND


def test_a_notice_on_a_namesake_number_is_not_the_companys() -> None:
    assert asked(found(judged(OPENING, registre="552 032 534,552032534"))).status is Status.NOT_FOUND
    assert asked(found(judged(OPENING, registre=None))).status is Status.NOT_FOUND
    listed = facts(asked(found(judged(OPENING, registre=["552 032 534", SIREN]))))
    assert listed["insolvency.open"] is True


def test_an_answer_that_lacks_notices_or_their_subject_is_no_answer() -> None:
    assert asked(found(judged(CLOSING), nhits=2000)).status is Status.UNREACHABLE
    assert asked(found(judged(OPENING, familleavis=None))).status is Status.UNREACHABLE
    assert asked({"nhits": 0}).status is Status.UNREACHABLE
    assert asked({}).status is Status.UNREACHABLE


def test_records_of_another_dataset_clear_nothing() -> None:
    ratios = recorded("fr_bodacc_ratios/donnees-financieres-confidential.json")
    assert asked(ratios).status is Status.NOT_FOUND


def test_the_number_may_stand_in_another_and_a_wrong_one_is_not_sent() -> None:
    assert asked(found(judged(OPENING)), "00012345500018", "fr.siret").status is Status.CHECKED
    assert asked(found(judged(OPENING)), "FR40000123455", "eu.vat").status is Status.CHECKED
    assert asked(found(), "000123456").status is Status.NOT_APPLICABLE
    assert asked(found(), "DE999999018", "eu.vat").status is Status.NOT_APPLICABLE
