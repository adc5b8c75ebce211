"""Letters on a dossier: written from its record, and the difficult ones held back for a while."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical, letters, library
from intake.documents import did_you_mean
from intake.errors import NotFound, Refused
from intake.frugal import dataclass, replace
from intake.letters import Debt, Draft, Letter, Record, Template
from intake.model.referral import Referral
from intake.store import folding
from intake.store.referrals import Referrals

if TYPE_CHECKING:
    from intake.casework import Casework
    from intake.model.brief import Brief
    from intake.model.dossier import Dossier
    from intake.store.dossiers import Dossiers

HELD = "drafted"
"""The kind of journal entry that keeps a draft."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, what to think about before it goes, and the draft that is kept where it has to wait."""

    letter: Letter
    remarks: tuple[str, ...]
    held: Draft | None = None


class Correspondence:
    """The letters of a home; `supplier` signs them."""

    def __init__(
        self,
        dossiers: "Dossiers",
        casework: "Casework",
        home: Path,
        *,
        supplier: str,
        language: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._home = home
        self._supplier = supplier
        self._language = language
        self._clock = clock

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """The letters there are, by kind; your own win over those that come along."""
        return letters.read_letters(library.letter_files(self._home))

    @property
    def ladders(self) -> Mapping[str, tuple[Template, ...]]:
        """The letters of each ladder; its name is asked for like a letter, and is the one whose turn it is."""
        letters = self.templates.values()
        names = dict.fromkeys(letter.ladder for letter in letters if letter.ladder not in ("", *self.templates))
        return {name: tuple(letter for letter in letters if letter.ladder == name) for name in names}

    def write(self, dossier_id: str, kind: str, given: Mapping[str, str], *, service: str = "") -> Written:
        """The letter, filled from the record and from what is given; a draft that has to wait is kept.

        `kind` is a letter, or a ladder of letters, of which the one is taken whose turn it is. What is given wins.
        It is in the language that rules the client's brief, where there is one and the letter has it.
        `service` names whom to recommend, out of your book; NotFound where it has nobody for that.
        """
        if unknown := sorted(set(given) - set(letters.SLOTS)):
            hint = did_you_mean(unknown[0], tuple(letters.SLOTS)) or "Known: " + ", ".join(letters.SLOTS)
            raise NotFound(f"no letter has a blank named {', '.join(unknown)}", remedy=hint)
        dossier = self._dossiers.load(dossier_id)
        record = self._record(dossier)
        values = {**letters.known(record), **self._recommended(service), **given}
        values |= letters.compared(record, given)
        template = self._template(kind, values)
        now = self._clock()
        language = dossier.brief.language if dossier.brief else self._language
        letter = letters.fill(template, values, today=now.date(), language=language)
        written = Written(letter, letters.review(template, letter, values, record.debts))
        if not template.hold_minutes:
            return written
        last = self.draft(dossier.id, template.id)
        held = letters.hold(template, letter, at=now, last=last)
        if held is not last:
            self._dossiers.append(dossier.id, HELD, canonical.encode(held), actor=self._supplier, at=now)
        return replace(written, held=held)

    def draft(self, dossier_id: str, kind: str) -> Draft | None:
        """The last draft of that kind that was held back, or None."""
        bodies = (e.body for e in reversed(self._dossiers.entries(dossier_id)) if e.kind == HELD and e.body is not None)
        return next((d for d in (canonical.decode(Draft, body) for body in bodies) if d.kind == kind), None)

    def ready(self, dossier_id: str, kind: str) -> Draft:
        """The draft of that kind, to be sent; Refused while it waits or where there is none."""
        dossier = self._dossiers.load(dossier_id)
        draft = self.draft(dossier.id, kind)
        if draft is None:
            raise Refused(f"no draft of '{kind}' was held back", remedy=f"intake letter {dossier.id} {kind}")
        return letters.release(draft, at=self._clock())

    def _template(self, kind: str, values: Mapping[str, str]) -> Template:
        days_late = values.get("days_late", "")
        on_ladder = letters.rung(self.templates.values(), kind, int(days_late) if days_late.isdecimal() else 0)
        template = on_ladder or self.templates.get(kind)
        if template is None:
            known = {*self.templates, *(t.ladder for t in self.templates.values() if t.ladder)}
            hint = did_you_mean(kind, tuple(known)) or "Known: " + ", ".join(sorted(known))
            raise NotFound(f"no letter named '{kind}'", remedy=hint)
        return template

    def _record(self, dossier: "Dossier") -> Record:
        brief, today = self._signed(dossier), self._clock().date()
        return Record(
            supplier=self._supplier,
            client=dossier.client.name,
            today=today,
            answers=dossier.answers,
            brief=brief,
            terms=self._casework.terms(brief),
            documents=dossier.documents,
            outcomes=dossier.outcomes,
            debts=_debts(replace(dossier, brief=brief), today),
            referrals=self._fitting(dossier),
        )

    def _recommended(self, service: str) -> dict[str, str]:
        if not service:
            return {}
        found = Referrals(self._home).of(service)
        if not found:
            remedy = f"intake referral add NAME --service {service}"
            raise NotFound(f"your book has nobody for '{service}'", remedy=remedy)
        return {"referral": " or ".join(map(_introduced, found))}

    def _fitting(self, dossier: "Dossier") -> tuple[str, ...]:
        """Who in your book stands for what the dossier's questionnaire is about: `web` for `web-brief`."""
        book = Referrals(self._home)
        if not book.all():
            return ()
        return tuple(map(_introduced, book.of(self._casework.questionnaire(dossier).id.removesuffix("-brief"))))

    def _signed(self, dossier: "Dossier") -> "Brief | None":
        """The brief as it was when both sides had signed it; a newer one, still unsigned, binds nobody."""
        entries = self._dossiers.entries(dossier.id)
        last = max((i for i, entry in enumerate(entries) if entry.kind == "sealed"), default=None)
        return None if last is None else folding.fold(dossier.id, entries[: last + 1]).brief


def _introduced(referral: Referral) -> str:
    return f"{referral.name} ({referral.contact})" if referral.contact else referral.name


def _debts(dossier: "Dossier", today: date) -> tuple[Debt, ...]:
    """What is overdue by the ledger, the oldest first."""
    from intake.following.ledger import Standing, ledger

    return tuple(
        Debt(due.missing, due.on, due.what or "an invoice", noted=due.standing is not Standing.UNKNOWN)
        for due in ledger(dossier, today)
        if due.standing in (Standing.SHORT, Standing.UNPAID, Standing.UNKNOWN)
    )
