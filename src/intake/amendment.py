"""A change to what was signed: classed, written as the next version of the brief, and signed like the first one.

A change that is a project of its own gets a dossier of its own, which names the one it came from.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from intake import agreeing, canonical, library
from intake.agreeing import amending, tailoring
from intake.agreeing.amending import Alteration, Difference
from intake.drafting import own_figures
from intake.errors import Refused, Usage
from intake.following.changes import Classed, Kind, Request, classify
from intake.frugal import dataclass, replace
from intake.model.answers import Answer, State
from intake.model.brief import Previous
from intake.model.hourly import hourly_of
from intake.model.money import Money
from intake.model.outcome import Change, Outcome
from intake.model.rendition import in_each_language, languages_of, rendition
from intake.model.silence import with_silence
from intake.model.text import clean
from intake.model.values import Json, Percent

if TYPE_CHECKING:
    from intake.casework import Casework
    from intake.engagement import Engagement
    from intake.model.brief import Brief
    from intake.model.dossier import Dossier
    from intake.model.party import Party
    from intake.store.dossiers import Dossiers

_WEIGHT = (Kind.INSIDE, Kind.PAID, Kind.NEW_PROJECT)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What becomes of a change: its class, the next version with its changes in words, or the dossier of a new project.

    `brief` is None where there is nothing to sign; `project` is empty but for a new project. `replaces` are the changes of a
    proposal that waited for signatures and gives way to this one; `free` says that it is an extra for which no price rises: at no charge.
    """

    classed: Classed
    brief: "Brief | None" = None
    project: str = ""
    replaces: tuple[str, ...] = ()
    free: bool = False


class Amendment:
    """Changes to the signed briefs of a home; `supplier` is you."""

    def __init__(
        self,
        dossiers: "Dossiers",
        casework: "Casework",
        engagement: "Engagement",
        *,
        supplier: "Party",
        token: Callable[[], str],
        clock: Callable[[], datetime],
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._engagement = engagement
        self._supplier = supplier
        self._token = token
        self._clock = clock

    def alter(
        self, dossier_id: str, alteration: Alteration, *, text: str = "", reason: str = "", keep: bool = True
    ) -> Proposal:
        """Proposes to add or alter one deliverable; without `keep` it only says what would become of it.

        Refused before both have signed; Usage for more work without a price, unless a reason says why it is free.
        """
        dossier, signed = self._signed(dossier_id)
        if alteration.price is not None and hourly_of(signed):
            remedy = "Leave the price out; more hours than agreed are another answer (--answers FILE with hours_cap)."
            raise Usage("the work is paid by the hour", remedy=remedy)
        if alteration.new and alteration.price is None and signed.checklist.total is not None:
            if not reason:
                raise _unpriced()
            alteration = replace(alteration, price=Money(0, signed.checklist.total.currency))
        changed = [self._altered(dossier, each, alteration) for each in in_each_language(signed)]
        words = text or f"{'New' if alteration.new else 'Altered'}: {alteration.task}"
        found = amending.compare(signed.checklist, changed[0].checklist)
        differences = found or (Difference(next(t for t in changed[0].checklist.tasks if t.name == alteration.task)),)
        return self._propose(dossier, changed, differences, words, reason, keep=keep)

    def answer(self, dossier_id: str, raw: bytes, name: str, *, text: str = "", reason: str = "") -> Proposal:
        """Proposes the brief that follows from these answers beside the signed ones; BadFile names every fault."""
        from intake.interviewing.answers_file import LeftOpen, read_answers

        dossier, signed = self._signed(dossier_id)
        given = amending.answers_behind(signed, dossier.answers)
        interview = self._casework.interview(replace(dossier, answers=given), self._clock())
        taken = read_answers(
            raw, name, interview.questionnaire, today=self._clock().date(), language=signed.language, given=given
        )
        for question, value in taken:
            if isinstance(value, LeftOpen):
                given[question] = Answer(
                    question, State.DEFERRED, self._clock(), self._supplier.name, reason=value.reason
                )
            else:
                given[question] = Answer(question, State.ANSWERED, self._clock(), self._supplier.name, value)
        changed = self._rebuilt(replace(dossier, answers=given), signed)
        differences = amending.compare(signed.checklist, changed[0].checklist)
        return self._propose(dossier, changed, differences, text or f"Other answers: {name}", reason)

    def _altered(self, dossier: "Dossier", signed: "Brief", alteration: Alteration) -> "Brief":
        """The brief in its one language with one deliverable added or altered."""
        from intake.interviewing.reviewing import show

        checklist, answers = amending.altered(signed, alteration)
        asked = {question.id: question for question in self._casework.questionnaire(dossier).questions()}
        restated = tuple(
            replace(new, shown=show(asked[new.id], new.value, signed.language))
            if new != old and new.value is not None and new.id in asked
            else new
            for old, new in zip(signed.answers, answers, strict=True)
        )
        return replace(signed, checklist=checklist, answers=restated)

    def _rebuilt(self, dossier: "Dossier", signed: "Brief") -> "list[Brief]":
        """The brief in each of its languages as these answers leave it; the plan is still the signed one."""
        if dossier.decision is None:
            raise Refused("there is no decision yet", where=dossier.id, remedy=f"intake decide {dossier.id}")
        book = agreeing.read_clauses(library.clause_files(self._dossiers.home))
        languages = languages_of(signed)
        bases = self._casework.basis(dossier, dossier.decision, self._supplier, book, self._clock(), languages)
        rebuilt: list[Brief] = []
        for old, basis in zip(in_each_language(signed), bases, strict=True):
            new = tailoring.carried_over(basis, old, agreeing.build(basis), own_figures(basis, old))
            checklist = replace(new.checklist, instalments=old.checklist.instalments)
            rebuilt.append(replace(old, checklist=checklist, answers=new.answers, reworded=new.reworded))
        return rebuilt

    def _propose(
        self,
        dossier: "Dossier",
        changed: "Sequence[Brief]",
        differences: Sequence[Difference],
        text: str,
        reason: str,
        *,
        keep: bool = True,
    ) -> Proposal:
        signed = dossier.signed
        if signed is None:
            raise Refused("both sides have not signed yet", where=dossier.id)
        classed, requests = self._classed(dossier, signed, differences)
        by_hour = hourly_of(signed)
        if by_hour and classed.kind is Kind.PAID:
            classed = replace(classed, costs=f"{by_hour.rate} an hour")
        free = classed.kind is Kind.PAID and not by_hour and bool(requests) and not any(d.added for d in differences)
        if free and not reason and any(_takes_more(signed, each) for each in differences):
            raise _unpriced()
        classed = replace(classed, costs="") if free else classed
        if not keep:
            brief = self._next(dossier, signed, changed)
            opens = classed.kind is Kind.NEW_PROJECT and not reason
            return Proposal(classed, brief if brief.changes and not opens else None, free=free)
        waits = dossier.brief if dossier.brief != signed else None
        replaces = waits.changes if waits else ()
        if classed.kind is Kind.NEW_PROJECT and not reason:
            self._note(dossier, classed, requests, text, reason)
            return Proposal(classed, project=self._open_project(dossier, text))
        brief = self._next(dossier, signed, changed)
        self._note(dossier, classed, requests, text, reason, proposed_as=brief.seq if brief.changes else 0)
        if not brief.changes:
            return Proposal(classed)
        self._journal(dossier, "agreed", canonical.encode(brief))
        return Proposal(classed, brief, replaces=replaces, free=free)

    def _classed(
        self, dossier: "Dossier", signed: "Brief", differences: Sequence[Difference]
    ) -> tuple[Classed, list[Request]]:
        requests = [Request("" if d.new else d.task.name, d.alters, _extra(d)) for d in differences]
        # What waits for signatures is replaced by this proposal, and so counts no more.
        outcomes = with_silence(dossier.outcomes, self._clock().date())
        before = [m for m in outcomes if m.change is None or m.change.proposed_as != signed.seq + 1]
        found = [classify(request, signed.checklist, before) for request in requests]
        if not found:
            found = [Classed(Kind.PAID, "it alters what was signed, though no deliverable")]
        return max(found, key=lambda classed: _WEIGHT.index(classed.kind)), requests

    def _next(self, dossier: "Dossier", signed: "Brief", changed: "Sequence[Brief]") -> "Brief":
        """The next version, in every language of the signed one; `changed` is what it is to say, in each of them."""
        from intake.signing import fonts
        from intake.signing.differences import differences
        from intake.signing.exporting import open_sealed

        document = next(each for each in reversed(dossier.documents) if each.kind == "sealed")
        # As it was signed, which an earlier version may have written with fewer parts.
        data = open_sealed(self._dossiers.blobs.get(document.sha256)).brief
        prev = Previous(canonical.digest(data), f"sha256:{document.sha256.removeprefix('sha256:')}")
        versions: list[Brief] = []
        for old, new in zip(in_each_language(signed), changed, strict=True):
            version = amending.next_version(
                old,
                new.checklist,
                new.answers,
                terms=replace(self._terms(signed), language=old.language),
                issued=self._clock().date(),
                log_head=dossier.head,
                prev=prev,
            )
            versions.append(replace(version, changes=differences(old, version)))
        brief, *others = versions
        return fonts.named(replace(brief, renditions=tuple(rendition(brief, other) for other in others)))

    def _terms(self, signed: "Brief") -> amending.Terms:
        """The advance and the days to pay, read back from the signed clauses."""
        told = self._casework.terms(signed)
        percent, days = told.get("percent", "0").removesuffix("%").strip(), told.get("pay_days", "")
        advance = Decimal(percent) if percent.replace(".", "", 1).isdecimal() else Decimal(0)
        return amending.Terms(Percent(advance), int(days) if days.isdecimal() else 14)

    def _note(
        self,
        dossier: "Dossier",
        classed: Classed,
        requests: Sequence[Request],
        text: str,
        reason: str,
        *,
        proposed_as: int = 0,
    ) -> None:
        """Keeps the change that was asked for, as one, so that constant creep can be counted."""
        prices = [request.price for request in requests if request.price is not None]
        price = Money(sum(p.minor for p in prices), prices[0].currency) if prices else None
        task = requests[0].task if len(requests) == 1 else ""
        change = Change(clean(text, limit=2000), task, classed.kind.value, price, proposed_as)
        self._engagement.record(
            dossier.id, Outcome(self._engagement.today, note=clean(reason, limit=2000), change=change)
        )

    def _open_project(self, dossier: "Dossier", text: str) -> str:
        """A new dossier on the same client, with the same questionnaire and policy, linked to this one."""
        blobs = self._dossiers.blobs
        new = self._dossiers.create(
            dossier.client,
            questionnaire=blobs.get(dossier.questionnaire),
            policy=blobs.get(dossier.policy),
            actor=self._supplier.name,
            at=self._clock(),
            token=self._token(),
        )
        self._journal(new, "linked", {"dossier": dossier.id, "because": clean(text, limit=2000)})
        return new.id

    def _signed(self, dossier_id: str) -> "tuple[Dossier, Brief]":
        dossier = self._dossiers.load(dossier_id)
        if dossier.signed is None:
            raise Refused(
                "both sides have not signed yet",
                where=dossier.id,
                remedy=f"Until then change the answers and build it anew: intake interview {dossier.id}, intake agree {dossier.id}",
            )
        return dossier, dossier.signed

    def _journal(self, dossier: "Dossier", kind: str, body: Json) -> None:
        self._dossiers.append(dossier.id, kind, body, actor=self._supplier.name, at=self._clock())


def _unpriced() -> Usage:
    return Usage(
        "this takes more work than was agreed, and has no price",
        remedy="Pass --price AMOUNT, or --reason TEXT to give it free.",
    )


def _takes_more(signed: "Brief", difference: Difference) -> bool:
    """Whether a priced deliverable takes more work than was signed: more of it, or another end. A day alone does not."""
    former = next((task for task in signed.checklist.tasks if task.name == difference.task.name), None)
    if former is None or signed.checklist.total is None:
        return False
    now, before = difference.task.volume, former.volume
    more = now.unit != before.unit or now.amount > before.amount
    return "done_when" in difference.alters or ("volume" in difference.alters and more)


def _extra(difference: Difference) -> Money | None:
    """What a difference adds to the price; a lower price is no extra."""
    added = difference.added
    return added if added is not None and added.minor >= 0 else None
