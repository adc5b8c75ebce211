"""A draft is shown before it is kept, rests on a decision of its own, and is no longer the offer once it is altered."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from intake.agreeing import tailoring
from intake.desk import Desk
from intake.drafting import ROWS, Standing
from intake.errors import Refused, Usage
from intake.model.checklist import Instalment
from intake.model.client import Client
from intake.model.money import Money
from intake.model.rendition import in_each_language, languages_of
from intake.model.values import Item, Percent, Value

ANSWERS = Path(str(resources.files("intake.testing") / "sample" / "answers.web.yaml"))


@pytest.fixture
def desk(home: Path) -> Desk:
    """A desk with one brief that is not offered yet."""
    desk = Desk(home)
    dossier = desk.new(Client("Acme", country="SE"))
    desk.sitting(dossier.id).take(ANSWERS.read_bytes(), "answers.yaml")
    desk.decide(dossier.id)
    desk.agree(dossier.id)
    return desk


def rows_with(desk: Desk, dossier: str, **parts: Value) -> tuple[Item, ...]:
    """The deliverables as they are answered, the first with these parts."""
    value = desk.dossier(dossier).answers[ROWS].value
    assert isinstance(value, tuple)
    first, *rest = (row for row in value if isinstance(row, Item))
    return (Item.of({**dict(first.parts), **parts}), *rest)


def test_a_draft_is_shown_before_anything_is_kept(desk: Desk) -> None:
    (row,) = desk.rows()
    before = len(desk.dossiers.entries(row.id))
    draft = desk.drafting.altered(row.id, {ROWS: rows_with(desk, row.id, due=date(2027, 3, 31))})
    assert draft.brief.checklist.tasks[0].due == date(2027, 3, 31)
    assert len(desk.dossiers.entries(row.id)) == before
    kept = desk.drafting.keep(draft)
    assert desk.dossier(row.id).brief == kept
    assert [entry.kind for entry in desk.dossiers.entries(row.id)[before:]] == ["answered", "decided", "agreed"]
    desk.offer(row.id)  # the decision fits the answers, so that nothing has to be decided again


def test_what_your_criteria_refuse_is_not_kept(desk: Desk) -> None:
    (row,) = desk.rows()
    before = len(desk.dossiers.entries(row.id))
    with pytest.raises(Refused, match="no-go"):
        desk.drafting.altered(row.id, {"test_task": True})
    assert len(desk.dossiers.entries(row.id)) == before


def test_an_altered_offer_is_a_draft_again(desk: Desk) -> None:
    (row,) = desk.rows()
    drafting = desk.drafting
    assert drafting.standing(desk.dossier(row.id)) is Standing.DRAFT
    desk.offer(row.id)
    assert drafting.standing(desk.dossier(row.id)) is Standing.OFFERED
    drafting.keep_brief(row.id, drafting.with_clause(row.id, "written_only", {}))
    assert drafting.standing(desk.dossier(row.id)) is Standing.DRAFT
    with pytest.raises(Refused, match="no offer of this brief"):
        desk.accept(row.id, name="Anna", consent=True)
    desk.offer(row.id)
    desk.accept(row.id, name="Anna", consent=True)
    assert drafting.standing(desk.dossier(row.id)) is Standing.SIGNED
    with pytest.raises(Refused, match="both sides have signed"):
        drafting.with_clause(row.id, "conduct", {})


def all_in_advance_and_patient(desk: Desk, dossier_id: str) -> tuple[Instalment, ...]:
    """The plan of a draft that was cut to one instalment, and to 21 days of grace."""
    drafting, brief = desk.drafting, desk.dossier(dossier_id).brief
    assert brief is not None
    assert brief.checklist.total is not None
    whole = (Instalment(brief.checklist.total, "all in advance", date(2027, 3, 1)),)
    drafting.keep_brief(dossier_id, drafting.replanned(dossier_id, whole))
    drafting.keep_brief(dossier_id, drafting.with_clause(dossier_id, "late_fee", {"grace_days": "21"}))
    return whole


def test_the_plan_and_the_clauses_of_your_own_outlive_an_answer_that_is_altered(desk: Desk) -> None:
    (row,) = desk.rows()
    drafting = desk.drafting
    whole = all_in_advance_and_patient(desk, row.id)
    assert drafting.figures(row.id, "late_fee") == {"grace_days": "21"}
    kept = drafting.keep(drafting.altered(row.id, {"revisions": 1}))
    assert kept.checklist.instalments == whole
    assert drafting.figures(row.id, "late_fee") == {"grace_days": "21"}
    planned = drafting.keep(drafting.altered(row.id, {"prepay": Percent(Decimal(60))})).checklist.instalments
    assert sum(part.amount.minor for part in planned) == whole[0].amount.minor
    assert planned != whole


def test_a_dossier_without_a_brief_stands_nowhere(home: Path) -> None:
    desk = Desk(home)
    dossier = desk.new(Client("Acme"))
    assert desk.drafting.standing(dossier) is Standing.NONE
    with pytest.raises(Refused, match="no brief yet"):
        desk.drafting.replanned(dossier.id, (Instalment(Money(1, "EUR"), "now", date(2027, 1, 1)),))


def test_a_draft_in_two_languages_is_altered_in_both(desk: Desk) -> None:
    (row,) = desk.rows()
    desk.agree(row.id, ("en", "de"))
    drafting = desk.drafting
    kept = drafting.keep(drafting.altered(row.id, {"revisions": 1}))
    assert languages_of(kept) == ("en", "de")
    drafting.keep_brief(row.id, drafting.with_clause(row.id, "late_fee", {"grace_days": "21"}))
    english, german = in_each_language(drafting.with_clause(row.id, "written_only", {}))
    for brief in (english, german):
        texts = {clause.id: clause.text for clause in brief.checklist.clauses}
        assert "21" in texts["late_fee"]
        assert "written_only" in texts
    first, *rest = kept.checklist.instalments
    parts = tailoring.balanced(
        [replace(first, due=date(2027, 2, 1)), *rest], None, kept.checklist.total or first.amount
    )
    planned = in_each_language(drafting.replanned(row.id, parts))
    assert planned[0].checklist.instalments[0].due == planned[1].checklist.instalments[0].due == date(2027, 2, 1)
    assert planned[0].checklist.instalments[1].trigger != planned[1].checklist.instalments[1].trigger


def test_building_anew_keeps_what_was_cut_also_in_another_language(desk: Desk) -> None:
    (row,) = desk.rows()
    drafting = desk.drafting
    whole = all_in_advance_and_patient(desk, row.id)
    own = {"en": "Only what is written counts."}
    drafting.keep_brief(row.id, drafting.with_wording(row.id, "written_only", own, {}))
    anew = desk.agree(row.id, ("de", "en"))
    assert anew.checklist.instalments == whole
    german, english = in_each_language(anew)
    texts = {clause.id: clause.text for clause in german.checklist.clauses}
    assert texts["late_fee"].startswith("Nach 21 Tagen Nachfrist")
    assert texts["written_only"] == own["en"]  # said in no other words than you gave it
    assert english.reworded == german.reworded == {"written_only": own["en"]}
    assert drafting.wordings(row.id, "written_only") == {"de": own["en"], "en": own["en"]}


def test_a_clause_is_worded_in_both_languages_or_in_neither(desk: Desk) -> None:
    (row,) = desk.rows()
    desk.agree(row.id, ("en", "de"))
    drafting = desk.drafting
    standard = drafting.wordings(row.id, "late_fee")
    with pytest.raises(Usage, match="in one language only"):
        drafting.with_wording(row.id, "late_fee", {**standard, "en": "Late: {grace_days} days."}, {})
    own = {"en": "Late: {grace_days} days.", "de": "Verzug: {grace_days} Tage."}
    kept = drafting.keep_brief(row.id, drafting.with_wording(row.id, "late_fee", own, {"grace_days": "9"}))
    texts = [[c.text for c in each.checklist.clauses if c.id == "late_fee"] for each in in_each_language(kept)]
    assert texts == [["Late: 9 days."], ["Verzug: 9 Tage."]]
    assert drafting.figures(row.id, "late_fee") == {"grace_days": "9"}
    desk.offer(row.id)
    desk.accept(row.id, name="Anna", consent=True)
    signed = desk.dossier(row.id).signed
    assert desk.casework.terms(signed)["grace_days"] == "9"  # the gates still know it


def test_a_figure_that_is_set_leaves_the_others_in_the_words_of_each_language(desk: Desk) -> None:
    (row,) = desk.rows()
    desk.agree(row.id, ("en", "sv"))
    drafting = desk.drafting
    before = drafting.figures(row.id, "money_back")
    assert before == {"days": "10", "share": "One half"}
    wordings = drafting.wordings(row.id, "money_back")
    brief = drafting.with_wording(row.id, "money_back", wordings, {**before, "days": "12"})
    texts = [next(c.text for c in each.checklist.clauses if c.id == "money_back") for each in in_each_language(brief)]
    assert "within 12 days" in texts[0]
    assert "inom 12 dagar" in texts[1]
    assert "hälften" in texts[1]


def test_the_clauses_are_listed_with_what_may_be_done_to_each(desk: Desk) -> None:
    (row,) = desk.rows()
    drafting = desk.drafting
    drafting.keep_brief(row.id, drafting.with_clause(row.id, "money_back", {"days": "12"}), "They asked for it")
    assert [(e.kind, e.body) for e in desk.dossiers.entries(row.id)][-1] == ("noted", {"text": "They asked for it"})
    lines = {line.clause.id: line for line in drafting.clauses(row.id)}
    assert [line.there for line in lines.values()] == sorted((line.there for line in lines.values()), reverse=True)
    own, fixed, more = lines["money_back"], lines["late_fee"], lines["collection"]
    assert (own.there, own.removable, own.figures["days"], own.clause.practice) == (True, True, "12", ("000#2",))
    assert (fixed.there, fixed.removable, fixed.figures) == (True, False, {"grace_days": "7"})
    assert (more.there, more.removable, more.figures) == (False, False, {"days": "30"})
    assert "{days}" in more.clause.text
    assert lines["payment_terms"].figures == {}  # an answer gives its days


def test_a_plan_of_your_own_goes_once_the_tasks_change(desk: Desk) -> None:
    (row,) = desk.rows()
    brief = desk.dossier(row.id).brief
    assert brief is not None
    assert brief.checklist.total is not None
    whole = (Instalment(brief.checklist.total, "all in advance", date(2027, 3, 1)),)
    desk.drafting.keep_brief(row.id, desk.drafting.replanned(row.id, whole))
    desk.sitting(row.id).take(b"prepay: 60%", "more.yaml")
    desk.decide(row.id)
    assert desk.agree(row.id).checklist.instalments != whole


def test_letters_that_no_page_shows_are_told_of_at_the_answer_and_at_the_draft(desk: Desk) -> None:
    (row,) = desk.rows()
    tasks = rows_with(desk, row.id, done_when="সবাই লিখিতভাবে অনুমোদন করেছে")
    goal = "goal: আমরা অনলাইনে বিক্রি করতে চাই এবং জানতে চাই কতজন কেনেন।\n".encode()
    warned = desk.sitting(row.id).take(goal, "more.yaml")
    assert any("(Bengali)" in remark.text for _, remark in warned)
    desk.decide(row.id)
    with pytest.raises(Refused, match=r"cannot show .*\(Bengali\)"):
        desk.drafting.altered(row.id, {ROWS: tasks})


@pytest.mark.parametrize("limit", ["hours_capped: no\n", "hours_capped: yes\nhours_cap: 60\nprepay: 50%\n"])
def test_what_is_no_term_of_work_by_the_hour_is_altered_too(home: Path, limit: str) -> None:
    text = re.sub(r"  price: .*\n|prepay: .*\n", "", ANSWERS.read_text(encoding="utf-8"))
    terms = f"billing_model: hourly\nhourly_rate: 80 EUR\n{limit}invoicing: monthly\ntracking_method: weekly_report\n"
    text = text.replace("billing_model: fixed\nbudget: 4800 EUR\n", f"{terms}final_payment: with the last report\n")
    desk = Desk(home)
    dossier = desk.new(Client("Acme", country="SE"))
    desk.sitting(dossier.id).take(text.encode(), "answers.yaml")
    desk.decide(dossier.id)
    before = desk.agree(dossier.id)
    assert desk.drafting.altered(dossier.id, {}).brief.checklist == before.checklist  # a form that is opened
    after = desk.drafting.altered(dossier.id, {"revisions": 3}).brief.checklist
    assert (after.revisions.rounds, after.instalments) == (3, before.checklist.instalments)
