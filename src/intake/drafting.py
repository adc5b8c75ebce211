"""The agreement while it is still a draft: its answers, payment plan and clauses altered, and shown before they are kept.

Whatever alters an answer is decided anew first: what the client will read is never an agreement that your criteria refuse.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from intake import agreeing, canonical, letters, library
from intake.agreeing import tailoring
from intake.errors import IntakeError, Refused, Usage
from intake.frugal import dataclass, replace
from intake.model.answers import Answer
from intake.model.checklist import Clause
from intake.model.decision import Verdict
from intake.model.hourly import hourly_of
from intake.model.questionnaire import said
from intake.model.rendition import check_languages, in_each_language, languages_of, rendition
from intake.model.text import clean
from intake.model.values import Json, Value

if TYPE_CHECKING:
    from intake.agreeing import Basis, Template
    from intake.casework import Casework
    from intake.model.brief import Brief
    from intake.model.checklist import Instalment
    from intake.model.decision import Decision
    from intake.model.dossier import Dossier
    from intake.model.party import Party
    from intake.model.questionnaire import Question
    from intake.store.dossiers import Dossiers

ROWS = "deliverables"
TERMS = ("hourly_rate", "hours_capped", "hours_cap", "invoicing", "prepay", "pay_days", "start", "budget")
ROUNDS = ("revisions", "revision_means", "extra_rate", "acceptance_days")
"""The questions behind the parts of a checklist; a questionnaire may leave any of them out."""


class Standing(Enum):
    """How far the brief at hand has come: none yet, a draft, offered as it is, or signed by both sides."""

    NONE = "none"
    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief as it would be, with the decision it would rest on; nothing of it is kept yet."""

    dossier: "Dossier"
    decision: "Decision"
    brief: "Brief"
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause of the brief, or with `there` false one of the book that may be added.

    `figures` are those you may set, `wordings` the words by language before figures are filled in; `removable` is what was
    added by hand.
    """

    clause: Clause
    there: bool
    removable: bool
    reworded: bool
    figures: Mapping[str, str]
    wordings: Mapping[str, str]


class Drafting:
    """The drafts of a home; `supplier` is you, and `ready` refuses a brief that may not be built yet."""

    def __init__(
        self,
        dossiers: "Dossiers",
        casework: "Casework",
        home: Path,
        *,
        supplier: "Party",
        clock: Callable[[], datetime],
        ready: "Callable[[Dossier], Decision]",
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._home = home
        self._supplier = supplier
        self._clock = clock
        self._ready = ready

    def standing(self, dossier: "Dossier") -> Standing:
        """How far the brief at hand has come; one that was altered after its offer is a draft again."""
        if dossier.brief is None:
            return Standing.NONE
        if dossier.signed == dossier.brief:
            return Standing.SIGNED
        kinds = [entry.kind for entry in self._dossiers.entries(dossier.id)]
        last = next((kind for kind in reversed(kinds) if kind in ("agreed", "offered", "sealed")), "")
        return Standing.OFFERED if last == "offered" else Standing.DRAFT

    def questions(self, dossier_id: str, names: Sequence[str]) -> "tuple[Question, ...]":
        """Those of these questions that the dossier's questionnaire has."""
        asked = self._casework.questionnaire(self._dossiers.load(dossier_id))
        return tuple(question for name in names if (question := asked.question(name)))

    def build(self, dossier_id: str, languages: Sequence[str] = ()) -> "Brief":
        """Builds the brief from the last decision, with what you cut to the one before. Refused where it may not be built yet.

        `languages` are one or two, of which the first rules; where none is named, those of the brief before, or the desk's.
        """
        from intake.signing import fonts

        chosen, dossier = check_languages(languages), self._dossiers.load(dossier_id)
        decision = self._ready(dossier)
        bases = self._bases(dossier, decision, chosen or languages_of(dossier.brief))
        if dossier.brief is None:
            brief = agreeing.build_in_each(bases)
        else:
            before = {each.language: each for each in in_each_language(dossier.brief)}
            ruling = self._bases(dossier, decision, languages_of(dossier.brief))[0]
            brief = _joined([_built_anew(basis, before, ruling) for basis in bases])
        return self._agreed(dossier, fonts.named(brief))

    # answers behind the brief

    def altered(self, dossier_id: str, given: Mapping[str, Value]) -> Draft:
        """The brief as it would be with these answers; EntryFault or Invalid where one cannot stand.

        Refused where the criteria would turn the client away, or no brief can be built.
        """
        dossier, at = self._open(dossier_id), self._clock()
        interview = self._casework.interview(dossier, at)
        answers = []
        for question, value in given.items():
            interview, answer, _ = interview.give(question, value, by=self._supplier.name, at=at)
            answers.append(answer)
        after = replace(dossier, answers=interview.answers)
        decision = self._casework.decide(self._casework.policy(after), self._casework.case(after, at))
        if decision.verdict is Verdict.NO_GO:
            raise Refused("with this, your criteria say no-go", remedy="Overrule the rule at the decision first.")
        after = replace(after, decision=decision)
        replans = bool(given.keys() & {ROWS, *TERMS})

        def built(basis: "Basis", before: "Brief") -> "Brief":
            brief = tailoring.carried_over(basis, before, agreeing.build(basis), own_figures(basis, before))
            # Work by the hour has no plan of its own: its advance follows from the terms.
            return (
                brief
                if replans or hourly_of(brief)
                else tailoring.with_instalments(basis, brief, before.checklist.instalments)
            )

        _, now = self._brief(dossier_id)
        return Draft(after, decision, self._in_each(after, now, built), tuple(answers))

    def keep(self, draft: Draft) -> "Brief":
        """Keeps a draft: its answers, its decision and its brief; Refused where the brief may not be built yet,
        or both sides have signed since.
        """
        self._open(draft.dossier.id)
        self._ready(draft.dossier)
        for answer in draft.answers:
            self._journal(draft.dossier.id, "answered", canonical.encode(answer))
        self._journal(draft.dossier.id, "decided", canonical.encode(draft.decision))
        return self._agreed(draft.dossier, draft.brief)

    # the brief itself

    def replanned(self, dossier_id: str, parts: "Sequence[Instalment]") -> "Brief":
        """The brief with this payment plan; Usage or Refused where it cannot stand."""
        dossier, brief = self._brief(dossier_id)
        known = [part.trigger for part in brief.checklist.instalments]

        def planned(basis: "Basis", each: "Brief") -> "Brief":
            worded = dict(zip(known, (part.trigger for part in each.checklist.instalments), strict=True))
            own = [replace(part, trigger=worded.get(part.trigger, part.trigger)) for part in parts]
            return tailoring.with_instalments(basis, each, own)

        return self._in_each(dossier, brief, planned)

    def with_clause(self, dossier_id: str, clause: str, parameters: Mapping[str, str]) -> "Brief":
        """The brief with a clause added, or with other figures in it."""
        dossier, brief = self._brief(dossier_id)
        figures = self._altered_figures(dossier, brief, clause, parameters)
        return self._in_each(dossier, brief, lambda b, each: tailoring.with_clause(b, each, clause, figures(b, each)))

    def without_clause(self, dossier_id: str, clause: str) -> "Brief":
        """The brief without a clause that was added by hand."""
        dossier, brief = self._brief(dossier_id)
        return self._in_each(dossier, brief, lambda b, each: tailoring.without_clause(b, each, clause))

    def with_wording(
        self, dossier_id: str, clause: str, wordings: Mapping[str, str], parameters: Mapping[str, str]
    ) -> "Brief":
        """The brief with a clause in words of your own, by language, and with these figures; the book's words undo it.

        Usage where the words leave a figure out, or only one of two languages has words of your own.
        """
        dossier, brief = self._brief(dossier_id)
        own: set[bool] = set()
        figures = self._altered_figures(dossier, brief, clause, parameters)

        def worded(basis: "Basis", each: "Brief") -> "Brief":
            words = wordings.get(basis.language, "")
            made = tailoring.with_wording(basis, each, clause, words, figures(basis, each))
            own.add(clause in made.reworded)
            if len(own) > 1:
                raise Usage("the clause has words of your own in one language only", remedy="Word it in both.")
            return made

        return self._in_each(dossier, brief, worded)

    def _altered_figures(
        self, dossier: "Dossier", brief: "Brief", clause: str, parameters: Mapping[str, str]
    ) -> "Callable[[Basis, Brief], dict[str, str]]":
        """The figures of a clause in each language: what differs from how the ruling one stands, else its own words."""
        ruling = self._bases_of(dossier, brief)[0]
        stand = _stand(ruling, brief, clause)
        own = {name: value for name, value in parameters.items() if value != stand.get(name)}
        return lambda basis, each: {**_stand(basis, each, clause), **own}

    def wordings(self, dossier_id: str, clause: str) -> dict[str, str]:
        """The words of a clause by language, before its figures are filled in; none for one that the book does not know."""
        dossier, brief = self._brief(dossier_id)
        pairs = zip(self._bases_of(dossier, brief), in_each_language(brief), strict=True)
        return {b.language: tailoring.wording(b, each, clause) for b, each in pairs if clause in b.clauses}

    def addable(self, dossier_id: str) -> "tuple[Template, ...]":
        """The clauses of the book that the brief does not have yet."""
        dossier, brief = self._brief(dossier_id)
        return tailoring.addable(self._bases_of(dossier, brief)[0], brief)

    def figures(self, dossier_id: str, clause: str) -> dict[str, str]:
        """The figures of a clause that you may set, as they stand in the brief, else by default."""
        dossier, brief = self._brief(dossier_id)
        return _stand(self._bases_of(dossier, brief)[0], brief, clause)

    def clauses(self, dossier_id: str) -> tuple[ClauseLine, ...]:
        """The clauses of the brief in their order, and after them those of the book that it does not have."""
        dossier, brief = self._brief(dossier_id)
        bases = self._bases_of(dossier, brief)
        basis, views = bases[0], in_each_language(brief)
        belonging = {clause.id for clause in agreeing.build(basis).checklist.clauses}
        more = (t.unfilled(basis.language) for t in tailoring.addable(basis, brief))
        there = {clause.id for clause in brief.checklist.clauses}
        return tuple(
            ClauseLine(
                clause,
                clause.id in there,
                clause.id in there and clause.id not in belonging,
                clause.id in brief.reworded,
                _stand(basis, brief, clause.id),
                {
                    each.language: tailoring.wording(each, view, clause.id)
                    for each, view in zip(bases, views, strict=True)
                    if clause.id in each.clauses
                },
            )
            for clause in (*brief.checklist.clauses, *more)
        )

    def keep_brief(self, dossier_id: str, brief: "Brief", reason: str = "") -> "Brief":
        """Keeps the brief as it was altered; the reason stays in the journal, which the client does not see."""
        kept = self._agreed(self._open(dossier_id), brief)
        if reason:
            self._journal(dossier_id, "noted", {"text": clean(reason, limit=2000)})
        return kept

    def _agreed(self, dossier: "Dossier", brief: "Brief") -> "Brief":
        kept = replace(brief, log_head=self._dossiers.load(dossier.id).head)
        self._journal(dossier.id, "agreed", canonical.encode(kept))
        return kept

    def _in_each(self, dossier: "Dossier", brief: "Brief", change: "Callable[[Basis, Brief], Brief]") -> "Brief":
        """The brief changed in each of its languages, with the fonts that it needs then."""
        from intake.signing import fonts

        pairs = zip(self._bases_of(dossier, brief), in_each_language(brief), strict=True)
        return fonts.named(_joined([change(basis, each) for basis, each in pairs]))

    def _bases_of(self, dossier: "Dossier", brief: "Brief") -> "tuple[Basis, ...]":
        """What the brief is made from, for each of its languages."""
        if dossier.decision is None:
            raise Refused("there is no decision yet", where=dossier.id, remedy=f"intake decide {dossier.id}")
        return self._bases(dossier, dossier.decision, languages_of(brief))

    def _bases(self, dossier: "Dossier", decision: "Decision", languages: Sequence[str]) -> "tuple[Basis, ...]":
        book = agreeing.read_clauses(library.clause_files(self._home))
        return self._casework.basis(dossier, decision, self._supplier, book, self._clock(), languages)

    def _brief(self, dossier_id: str) -> "tuple[Dossier, Brief]":
        dossier = self._open(dossier_id)
        if dossier.brief is None:
            raise Refused("there is no brief yet", where=dossier.id, remedy=f"intake agree {dossier.id}")
        return dossier, dossier.brief

    def _open(self, dossier_id: str) -> "Dossier":
        dossier = self._dossiers.load(dossier_id)
        if dossier.sealed:
            raise Refused("both sides have signed already", remedy=f"intake change {dossier.id} --add-task NAME")
        return dossier

    def _journal(self, dossier_id: str, kind: str, body: Json) -> None:
        self._dossiers.append(dossier_id, kind, body, actor=self._supplier.name, at=self._clock())


def _joined(briefs: "Sequence[Brief]") -> "Brief":
    """One brief from the same one in each of its languages; the first rules."""
    first, *others = briefs
    return replace(first, renditions=tuple(rendition(first, other) for other in others))


def _built_anew(basis: "Basis", before: "Mapping[str, Brief]", ruling: "Basis") -> "Brief":
    """The brief in the language of the basis, with what was cut to the one before, which was in these languages.

    A plan of your own stays while the tasks and the terms of payment do, and nothing forbids it.
    """
    former = before.get(basis.language, before[ruling.language])
    whence = replace(ruling, language=former.language, shown=basis.shown)
    brief = tailoring.carried_over(basis, former, agreeing.build(basis), own_figures(whence, former))
    planned = agreeing.build(replace(whence, issued=former.issued)).checklist.instalments
    if planned == former.checklist.instalments or _paid_for(former) != _paid_for(brief):
        return brief
    worded = {
        old.trigger: new.trigger for old, new in zip(planned, brief.checklist.instalments, strict=False)
    }  # fmt: skip
    own = [replace(part, trigger=worded.get(part.trigger, part.trigger)) for part in former.checklist.instalments]
    try:
        return tailoring.with_instalments(basis, brief, own)
    except IntakeError:  # The decision demands more by now than that plan gives.
        return brief


def _paid_for(brief: "Brief") -> tuple[object, ...]:
    """What a payment plan rests on."""
    terms = {answer.id: answer.value for answer in brief.answers if answer.id in TERMS}
    return brief.checklist.tasks, brief.checklist.total, terms


def own_figures(basis: "Basis", brief: "Brief") -> dict[str, dict[str, str]]:
    """The figures in the clauses of a brief that differ from the book's, by clause."""
    usual = {clause: basis.clauses[clause].parameters for clause in basis.clauses}
    return {
        clause: {name: value for name, value in found.items() if value != said(usual[clause][name], basis.language)}
        for clause, found in _figures(basis, brief).items()
    }


def _figures(basis: "Basis", brief: "Brief") -> dict[str, dict[str, str]]:
    """The figures in the clauses as they stand, read back from their text, by clause."""
    return {clause: dict(found) for clause, found in _read_back(basis, brief)}


def _stand(basis: "Basis", brief: "Brief", clause: str) -> dict[str, str]:
    """The figures of a clause that may be set: as they stand in the brief, else as the book has them."""
    if clause not in basis.clauses:
        return {}
    now, usual = _figures(basis, brief).get(clause, {}), basis.clauses[clause].parameters
    free = tailoring.free_parameters(basis, brief, clause)
    return {name: now.get(name, said(usual[name], basis.language)) for name in free}


def _read_back(basis: "Basis", brief: "Brief") -> Iterator[tuple[str, Mapping[str, str]]]:
    for clause in brief.checklist.clauses:
        if clause.id in basis.clauses:
            words = {basis.language: tailoring.wording(basis, brief, clause.id)}
            yield clause.id, letters.signed_terms((clause,), {clause.id: words})
