"""The brief cut to what you two agreed at the table: instalments of your own, clauses added, and figures and words in them.

What the decision demands stays: its clauses, its advance, its ceiling of an instalment, the exposure that it bears.
"""

from collections.abc import Mapping, Sequence

from intake.agreeing.building import Basis, advance, build, ceiling, check_bearable, filled_by_all
from intake.agreeing.clauses import Template
from intake.errors import NotFound, Refused, Usage
from intake.frugal import replace
from intake.model.brief import Brief
from intake.model.checklist import Checklist, Clause, Instalment
from intake.model.exposure import curve, start_of, stints
from intake.model.hourly import hourly_of
from intake.model.money import Money
from intake.model.pricing import priced
from intake.model.questionnaire import said
from intake.model.text import clean
from intake.model.values import Value


def with_instalments(basis: Basis, brief: Brief, parts: Sequence[Instalment]) -> Brief:
    """The brief with this payment plan, in the order of its days.

    Usage where the parts do not add up to the price; Refused where the plan leaves the decision behind.
    """
    checklist, kept = brief.checklist, tuple(sorted(parts, key=lambda part: part.due))
    if hourly_of(brief):
        remedy = "Change the rate, the hours or the advance among the terms."
        raise Refused("work by the hour has no instalments beside its advance", remedy=remedy)
    prices = priced(checklist.tasks, checklist.total)
    if prices is None or checklist.total is None:
        raise Refused("without a price there is no payment plan", remedy="Give each task its price.")
    _check_sum(kept, checklist.total)
    _check_demands(basis, brief, kept)
    check_bearable(basis, curve(stints(checklist.tasks, prices, start_of(brief)), kept))
    return replace(brief, checklist=replace(checklist, instalments=kept))


def balanced(parts: Sequence[Instalment], kept: Instalment | None, total: Money) -> tuple[Instalment, ...]:
    """The parts with the last one but `kept` taking up the rest of the price; Usage where too much is asked for already."""
    order = sorted(parts, key=lambda part: part.due)
    last = next((part for part in reversed(order) if part is not kept), None)
    if last is None:
        return tuple(order)
    rest = last.amount.minor + total.minor - sum(part.amount.minor for part in order)
    if rest < 0:
        over = Money(-rest, total.currency)
        raise Usage(f"the instalments are {over} above the price", remedy=f"They add up to {total}.")
    filled = replace(last, amount=Money(rest, total.currency))
    return tuple(filled if part is last else part for part in order if part is not last or rest)


def addable(basis: Basis, brief: Brief) -> tuple[Template, ...]:
    """The clauses of the book that the brief does not have yet."""
    there = {clause.id for clause in brief.checklist.clauses}
    return tuple(template for template in basis.clauses.values() if template.id not in there)


def is_yours(basis: Basis, clause: str) -> bool:
    """Whether a clause may be taken out again: neither the book puts it into every brief, nor the decision into this one."""
    return clause not in {each.id for each in build(basis).checklist.clauses}


def free_parameters(basis: Basis, brief: Brief, clause: str) -> tuple[str, ...]:
    """The figures of a clause that neither the decision demands nor an answer gives."""
    given = filled_by_all(basis, clause, _currency(brief))
    return tuple(name for name in _template(basis, brief, clause).parameters if name not in given)


def with_clause(basis: Basis, brief: Brief, clause: str, parameters: Mapping[str, str]) -> Brief:
    """The brief with a clause added, or with other figures in one that it has; Usage for a figure that is not free."""
    template = _template(basis, brief, clause)
    if fixed := parameters.keys() - set(free_parameters(basis, brief, clause)):
        raise Usage(f"fixed by the decision or an answer: {', '.join(sorted(fixed))}", remedy="Change the answer.")
    given: Mapping[str, Value] = {**filled_by_all(basis, clause, _currency(brief)), **parameters}
    filled = template.filled(given, basis.language)
    return _with(brief, {**{each.id: each for each in brief.checklist.clauses}, clause: filled}, basis)


def with_wording(basis: Basis, brief: Brief, clause: str, wording: str, parameters: Mapping[str, str]) -> Brief:
    """The brief with a clause in words of your own, `{figures}` and all, which it says of itself; the book's words undo that.

    Usage where the words leave a figure out, or name one that the clause does not have.
    """
    words = clean(" ".join(wording.split()))
    own = {name: text for name, text in brief.reworded.items() if name != clause}
    standard = said(_template(basis, replace(brief, reworded={}), clause).text, basis.language)
    if words and words != standard:
        own[clause] = words
    return with_clause(basis, replace(brief, reworded=own), clause, parameters)


def wording(basis: Basis, brief: Brief, clause: str) -> str:
    """The words of a clause before its figures are filled in: yours where it was reworded, else the book's."""
    return said(_template(basis, brief, clause).text, basis.language)


def without_clause(basis: Basis, brief: Brief, clause: str) -> Brief:
    """The brief without a clause that was added by hand; Refused for one that belongs to it."""
    if not is_yours(basis, clause):
        raise Refused(
            "this clause belongs to the agreement",
            remedy="Overrule the rule that attached it, or edit the clause book.",
        )
    return _with(brief, {each.id: each for each in brief.checklist.clauses if each.id != clause}, basis)


def carried_over(basis: Basis, before: Brief, built: Brief, figures: Mapping[str, Mapping[str, str]]) -> Brief:
    """A brief that was built anew, with the clauses that were added to the one before, and the words and `figures` set in them.

    Words of your own are taken as they were written, also where the brief is in another language now.
    """
    found = replace(built, reworded=before.reworded)
    for clause in (each.id for each in before.checklist.clauses if each.id in basis.clauses):
        own = figures.get(clause, {})
        there = any(each.id == clause for each in built.checklist.clauses)
        if not there or own or clause in found.reworded:
            free = free_parameters(basis, found, clause)
            found = with_clause(basis, found, clause, {name: value for name, value in own.items() if name in free})
    kept = {clause.id for clause in found.checklist.clauses}
    return replace(found, reworded={name: words for name, words in found.reworded.items() if name in kept})


def _check_sum(parts: Sequence[Instalment], total: Money) -> None:
    if any(part.amount.currency != total.currency for part in parts):
        raise Usage(f"the price is in {total.currency}", remedy="Use one currency.")
    if any(part.amount.minor <= 0 for part in parts):
        raise Usage("an instalment is more than nothing", remedy="Remove the one that is not needed.")
    over = sum(part.amount.minor for part in parts) - total.minor
    if over:
        amount = Money(abs(over), total.currency)
        what = f"the instalments are {amount} above the price" if over > 0 else f"{amount} of the price are not planned"
        raise Usage(what, remedy=f"They add up to {total}.")


def _check_demands(basis: Basis, brief: Brief, parts: Sequence[Instalment]) -> None:
    """Refused where a plan asks for less than the decision demands."""
    total, start = brief.checklist.total, start_of(brief)
    if total is None:
        return
    most, count = ceiling(basis, total.currency), basis.parameter("instalments", "count")
    if most is not None and (above := [part for part in parts if part.amount.minor > most.minor]):
        raise Refused(f"{above[0].amount} is above the {most} that the decision allows at once", remedy="Split it.")
    if isinstance(count, int) and len(parts) > count:
        raise Refused(f"the decision allows {count} instalments", remedy="Join some of them.")
    first = sum(part.amount.minor for part in parts if part.due <= start)
    per_iteration = basis.parameter("prepayment", "per") == "iteration"
    needed = total.times(advance(basis).value / 100).minor
    if not per_iteration and first < needed:
        due = Money(needed, total.currency)
        raise Refused(f"{due} are agreed in advance, by {start}", remedy="Let that much fall due before the start.")


def _with(brief: Brief, clauses: Mapping[str, Clause], basis: Basis) -> Brief:
    """The brief with these clauses, in the order of the book."""
    order = {name: place for place, name in enumerate(basis.clauses)}
    kept = sorted(clauses.values(), key=lambda clause: order.get(clause.id, len(order)))
    checklist: Checklist = replace(brief.checklist, clauses=tuple(kept))
    own = {name: text for name, text in brief.reworded.items() if name in clauses}
    return replace(brief, checklist=checklist, reworded=own)


def _template(basis: Basis, brief: Brief, clause: str) -> Template:
    """The clause as the book has it, in words of your own where it was reworded."""
    if clause not in basis.clauses:
        raise NotFound(f"there is no clause '{clause}'", remedy="Add it to clauses/.")
    template = basis.clauses[clause]
    return template.reworded(brief.reworded[clause], basis.language) if clause in brief.reworded else template


def _currency(brief: Brief) -> str:
    plan = brief.checklist.instalments
    return plan[0].amount.currency if plan else ""
