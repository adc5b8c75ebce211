"""A change leaves its trace in the journal, and nothing of it holds before both have signed."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from intake.agreeing.amending import Alteration
from intake.desk import Desk
from intake.errors import Refused, Usage
from intake.following.changes import Kind, standing
from intake.model.client import Client
from intake.model.money import Money
from intake.model.values import Quantity
from intake.signing.folder import verify

ANSWERS = Path(str(resources.files("intake.testing") / "sample" / "answers.web.yaml"))
LOGO = Alteration("Logo", True, None, date(2027, 6, 4), "approved in writing", Money(60_000, "EUR"))


@pytest.fixture
def desk(home: Path) -> Desk:
    """A desk with one signed agreement."""
    desk = Desk(home)
    dossier = desk.new(Client("Acme", country="SE"))
    desk.sitting(dossier.id).take(ANSWERS.read_bytes(), "answers.yaml")
    desk.decide(dossier.id)
    desk.agree(dossier.id)
    desk.offer(dossier.id)
    desk.accept(dossier.id, name="Anna", consent=True)
    return desk


def test_the_signed_version_holds_until_both_have_signed_the_next(desk: Desk) -> None:
    """Practice 002#6."""
    (row,) = desk.rows()
    before = desk.dossier(row.id).signed
    proposal = desk.amendment.alter(row.id, LOGO, text="A logo too")
    pending = desk.dossier(row.id)
    assert (pending.signed, pending.brief) == (before, proposal.brief)
    assert pending.sealed
    with pytest.raises(Refused, match="no offer yet"):
        desk.accept(row.id, name="Anna", consent=True)
    desk.offer(row.id)
    assert desk.dossier(row.id).signed == before
    desk.accept(row.id, name="Anna", consent=True)
    assert desk.dossier(row.id).signed == proposal.brief
    with pytest.raises(Refused, match="both sides have signed already"):
        desk.offer(row.id)
    assert len(desk.contracting.versions(desk.dossier(row.id))) == 2


def test_a_change_is_kept_with_its_class_its_price_and_the_reason(desk: Desk) -> None:
    """Practice 001#11."""
    (row,) = desk.rows()
    free = Alteration("Logo", True, None, date(2027, 6, 4), "approved")
    desk.amendment.alter(row.id, free, text="A logo too", reason="Our mistake")
    (outcome,) = desk.dossier(row.id).outcomes
    assert outcome.change is not None
    assert (outcome.change.text, outcome.change.kind, outcome.change.price, outcome.note) == (
        "A logo too",
        Kind.PAID.value,
        Money(0, "EUR"),
        "Our mistake",
    )


def test_more_work_on_a_deliverable_asks_for_its_price_or_why_it_is_free(desk: Desk) -> None:
    """Practice 001#11."""
    (row,) = desk.rows()
    for more in ({"volume": Quantity(Decimal(8), "screen")}, {"done_when": "All eight screens are approved"}):
        alteration = Alteration("Shop design", **more)
        for keep in (False, True):
            with pytest.raises(Usage, match="this takes more work than was agreed, and has no price"):
                desk.amendment.alter(row.id, alteration, keep=keep)
        free = desk.amendment.alter(row.id, alteration, reason="Our mistake")
        assert (free.free, free.classed.costs) == (True, "")
        paid = desk.amendment.alter(row.id, replace(alteration, price=Money(240_000, "EUR")))
        assert (paid.free, paid.classed.costs) == (False, "600.00 EUR")


def test_less_work_or_another_day_is_at_no_charge_and_says_so(desk: Desk) -> None:
    (row,) = desk.rows()
    for change in ({"volume": Quantity(Decimal(4), "screen")}, {"due": date(2027, 4, 30)}):
        proposal = desk.amendment.alter(row.id, Alteration("Shop design", **change))
        assert (proposal.classed.kind, proposal.free, proposal.classed.costs) == (Kind.PAID, True, "")


def test_a_project_of_its_own_knows_where_it_came_from_and_changes_nothing_here(desk: Desk) -> None:
    """Practice 000#5."""
    (row,) = desk.rows()
    large = Alteration("Shop", True, None, date(2027, 6, 4), "online", Money(1_000_000, "EUR"))
    proposal = desk.amendment.alter(row.id, large)
    assert (proposal.classed.kind, proposal.brief) == (Kind.NEW_PROJECT, None)
    assert desk.dossier(proposal.project).follows == row.id
    assert desk.dossier(row.id).brief == desk.dossier(row.id).signed


def test_a_corrected_proposal_counts_once(desk: Desk) -> None:
    """Its own first wording does not make it a project of its own, nor does it stand beside what was signed later."""
    (row,) = desk.rows()
    total = desk.dossier(row.id).signed.checklist.total  # type: ignore[union-attr]
    assert total is not None
    third = Money(total.minor * 2 // 5, total.currency)
    for day in (4, 11):
        proposal = desk.amendment.alter(row.id, replace(LOGO, due=date(2027, 6, day), price=third))
        assert proposal.classed.kind is Kind.PAID
    desk.offer(row.id)
    desk.accept(row.id, name="Anna", consent=True)
    assert len(standing(desk.dossier(row.id).outcomes)) == 1
    assert desk.amendment.alter(row.id, replace(LOGO, task="Shop", price=third)).classed.kind is Kind.NEW_PROJECT


def test_a_second_proposal_replaces_the_first(desk: Desk) -> None:
    (row,) = desk.rows()
    desk.amendment.alter(row.id, LOGO)
    other = desk.amendment.alter(row.id, Alteration("Shop design", due=date(2027, 4, 30)))
    assert other.brief is not None
    assert other.brief.seq == 1
    assert not any("Logo" in change for change in other.brief.changes)


def by_the_hour(desk: Desk) -> str:
    """A signed agreement on at most 60 hours at 80 EUR, its id."""
    dossier = desk.new(Client("Hourly", country="SE"))
    text = re.sub(r"  price: .*\n", "", ANSWERS.read_text(encoding="utf-8"))
    terms = "billing_model: hourly\nhourly_rate: 80 EUR\nhours_capped: yes\nhours_cap: 60\ninvoicing: monthly\n"
    terms += "tracking_method: weekly_report\nfinal_payment: with the last report\n"
    text = text.replace("billing_model: fixed\nbudget: 4800 EUR\n", terms)
    desk.sitting(dossier.id).take(text.encode(), "answers.yaml")
    desk.decide(dossier.id)
    desk.agree(dossier.id)
    desk.offer(dossier.id)
    desk.accept(dossier.id, name="Anna", consent=True)
    return dossier.id


def test_work_by_the_hour_has_more_hours_and_no_other_price(home: Path, tmp_path: Path) -> None:
    """Practice 000#9: from the interview to the change order, without a budget."""
    desk = Desk(home)
    name = by_the_hour(desk)
    signed = desk.dossier(name).signed
    assert signed is not None
    assert "budget" not in {answer.id for answer in signed.answers}
    assert "total" not in {answer.id for answer in signed.answers}
    with pytest.raises(Usage, match="the work is paid by the hour"):
        desk.amendment.alter(name, LOGO)
    more = desk.amendment.alter(name, replace(LOGO, price=None), keep=False)
    assert (more.free, more.classed.costs) == (False, "80.00 EUR an hour")
    desk.amendment.answer(name, b"hours_cap: 100\n", "more.yaml")
    desk.offer(name)
    desk.accept(name, name="Anna", consent=True)
    now = desk.dossier(name).signed
    assert now is not None
    assert any("No more than 100 hours" in clause.text for clause in now.checklist.clauses)
    assert now.checklist.instalments == signed.checklist.instalments
    folder = desk.contracting.export(name, tmp_path)
    assert verify(folder).outcome == "valid"
