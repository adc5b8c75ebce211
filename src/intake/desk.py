"""The steps in order, from a new dossier to the exported agreement.

Each step loads what is there, does one piece of work, and saves; no step calls another. The command line and the
screens call these and nothing lower.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.digests import sha256_hex
from intake.errors import Refused
from intake.frugal import replace
from intake.workplace import Workplace

if TYPE_CHECKING:
    from intake.drafting import Drafting
    from intake.interviewing.engine import Interview
    from intake.model.brief import Brief
    from intake.model.claim import Claim
    from intake.model.client import Client
    from intake.model.decision import Decision, Override
    from intake.model.dossier import Document, Dossier
    from intake.model.values import Json
    from intake.receiving import Receiving
    from intake.signing.reply import Record
    from intake.sitting import Sitting
    from intake.store.catalogue import Listing
    from intake.vetting.asking import Progress
    from intake.vetting.door import Web


class Desk(Workplace):
    """The desk of one person."""

    def rows(self) -> Listing:
        """Every dossier with its stage and verdict, for a list."""
        return self.dossiers.rows()

    def dossier(self, dossier_id: str) -> Dossier:
        """One dossier; NotFound with the nearest id otherwise."""
        return self.dossiers.load(dossier_id)

    # new

    def new(self, client: Client, *, questionnaire: str = "", policy: str = "") -> Dossier:
        """Starts a dossier with copies of its questionnaire and policy, so that later edits change nothing under way."""
        from intake import library
        from intake.casework import read_questionnaire

        asked = library.find("questionnaires", questionnaire or self.settings.questionnaire, self.home)
        ruled = library.find("policies", policy or self.settings.policy, self.home)
        raw = asked.read_bytes()
        self.casework.read_policy(ruled.read_bytes(), str(ruled), read_questionnaire(raw, str(asked)))
        return self.dossiers.create(
            client,
            questionnaire=raw,
            policy=ruled.read_bytes(),
            actor=self.supplier.name,
            at=self.clock(),
            token=self._token(),
        )

    # interview

    def sitting(self, dossier_id: str, *, by: str = "") -> Sitting:
        """The interview of a dossier, at the point where it was left; Refused once both sides have signed."""
        from intake.sitting import Sitting

        dossier = self.dossier(dossier_id)
        if dossier.sealed:
            raise Refused("both sides have signed these answers", remedy=f"intake change {dossier.id}")
        interview = self.casework.interview(dossier, self.clock())
        name = by or self.supplier.name
        return Sitting(self.dossiers, dossier.id, interview, by=name, clock=self.clock, reads_files=True)

    def interview(self, dossier: Dossier) -> Interview:
        """The interview of a dossier as it stands, to look at."""
        return self.casework.interview(dossier, self.clock())

    # vet

    async def vet(
        self,
        dossier_id: str,
        *,
        names: Sequence[str] = (),
        again: bool = False,
        web: Web | None = None,
        report_to: Callable[[Progress], object] = id,
    ) -> Dossier:
        """Asks the sources at once and keeps each report as it arrives; those already checked only `again` or by name."""
        import asyncio

        await asyncio.to_thread(lambda: self.plugins)  # whoever waits here goes on meanwhile
        dossier = self.people.check(self.dossier(dossier_id))
        chosen = web or self._door()
        if not again:
            chosen = self.archive.reusing(dossier, chosen, recorded=web is not None)
        chosen = self.recollection.beside(chosen, dossier.id, recorded=web is not None)
        with self.dossiers.using(dossier.id):  # nobody erases meanwhile what the answers are about
            return await self.inquiry.vet(dossier_id, chosen, names=names, again=again, report_to=report_to)

    def _door(self) -> Web:
        from intake.settings import KEYS
        from intake.vetting.keys import Keys
        from intake.vetting.web import LiveWeb

        keys, contact = Keys(self.home / KEYS, os.environ), self.settings.supplier.email
        return LiveWeb(keep=self.dossiers.blobs.put, keys=keys, contact=contact, now=self.clock)

    def keep_key(self, name: str, value: str) -> Path:
        """Keeps the key of a source; Usage where it cannot be one."""
        from intake import settings

        return settings.save_key(self.home, name, value)

    def claims(self, dossier: Dossier) -> tuple[Claim, ...]:
        """What the client claims, held against what the sources found."""
        return self.casework.case(dossier, self.clock()).claims

    # decide

    def decide(self, dossier_id: str, override: Override | None = None) -> Decision:
        """Weighs answers, findings and history by the dossier's policy; an override is checked and kept first."""
        from intake import deciding

        dossier = self.dossier(dossier_id)
        policy = self.casework.policy(dossier)
        if override is not None:
            deciding.check_override(policy, override)
            dossier = self._journal(dossier.id, "overrode", canonical.encode(override))
        decision = self.casework.decide(policy, self.casework.case(dossier, self.clock()))
        self._journal(dossier.id, "decided", canonical.encode(decision))
        return decision

    def record(self, dossier_id: str) -> bytes:
        """The canonical bytes of the last decision; NotFound before there is one."""
        return canonical.to_bytes(canonical.encode(_decision(self.dossier(dossier_id))))

    # agree

    def agree(self, dossier_id: str, languages: Sequence[str] = ()) -> Brief:
        """Builds the brief from the last decision, with what you cut to the one before.

        Refused on a no-go, open questions, or a decision that is out of date. `languages` are one or two, of which the first
        rules; where none is named, those of the brief before, or the desk's.
        """
        return self.drafting.build(dossier_id, languages)

    def brief_digest(self, dossier_id: str) -> str:
        """The digest of the brief that is, or would be, signed."""
        return canonical.digest_of(_brief(self.dossier(dossier_id)))

    # sign

    def name_supplier(self, name: str) -> None:
        """Keeps your name for agreements."""
        self.prefer(replace(self.settings, supplier=replace(self.settings.supplier, name=name)))

    @property
    def contracting(self) -> Receiving:
        """The signatures of both sides, in every way there is, and what is handed over."""
        from intake.receiving import Receiving

        return Receiving(
            self.dossiers, self.home, by=self.supplier.name, clock=self.clock, ready=self._ready, agent=self._agent
        )

    @property
    def _agent(self) -> Path | None:
        """The socket of ssh-agent, where one runs."""
        named = os.environ.get("SSH_AUTH_SOCK", "")
        return Path(named) if named else None

    @property
    def drafting(self) -> Drafting:
        """The agreement while it is still a draft."""
        from intake.drafting import Drafting

        return Drafting(
            self.dossiers, self.casework, self.home, supplier=self.supplier, clock=self.clock, ready=self._ready
        )

    def offer(self, dossier_id: str, *, passphrase: bytes | None = None) -> Document:
        """Certifies the brief as your offer, with your key; makes the key on first use."""
        return self.contracting.offer(dossier_id, passphrase=passphrase)

    def accept(
        self, dossier_id: str, *, name: str, email: str = "", consent: bool, passphrase: bytes | None = None
    ) -> Document:
        """Takes the client's acceptance, typed in person, and seals the agreement. Refused without consent or an offer."""
        return self.contracting.accept(dossier_id, name=name, email=email, consent=consent, passphrase=passphrase)

    async def mail_record(self, mail: Path, *, web: Web | None = None) -> Record:
        """The DNS record that a mail of the client's is checked with, fetched now; Unreachable where there is none."""
        from intake import errands

        return await errands.mail_record(self.contracting.record_wanted(mail), web or self._door(), now=self.clock())

    async def time_stamp(self, dossier_id: str, url: str, *, web: Web | None = None) -> Document:
        """Has an authority stamp the document in force, and keeps what it says; Unreachable where it does not answer."""
        from intake import errands

        nonce = int(sha256_hex(self._token().encode())[:14], 16)
        query = self.contracting.stamp_query(dossier_id, nonce=nonce)
        reply = await errands.time_stamp(url, query, web or self._door())
        return self.contracting.stamp(dossier_id, reply, nonce=nonce)

    async def public_keys(self, url: str, *, web: Web | None = None) -> str:
        """The page of a code host that shows somebody's public keys, fetched now."""
        from intake import errands

        return await errands.public_keys(url, web or self._door())

    def export(self, dossier_id: str, target: Path) -> Path:
        """Writes the folder with the signed brief and all that is needed to verify it; returns its path."""
        return self.contracting.export(dossier_id, target)

    # what the steps share

    def _ready(self, dossier: Dossier) -> Decision:
        """The decision that an agreement may rest on; Refused with the way forward otherwise."""
        from intake.model.decision import Result, Verdict
        from intake.model.policy import Section

        decision = _decision(dossier)
        interview = self.casework.interview(dossier, self.clock())
        if not interview.complete:
            names = [step.question.id for step in interview.missing] + [name for name, _ in interview.conflicts]
            raise Refused(
                f"still to be answered: {', '.join(names)}", remedy=f"intake interview {dossier.id}", where=dossier.id
            )
        if unsettled := [name for name, review in dossier.reviews.items() if not review.agreed]:
            what = f"marked as open in the joint review: {', '.join(unsettled)}"
            raise Refused(what, remedy=f"intake joint {dossier.id} {unsettled[0]} --agreed", where=dossier.id)
        answers = self.casework.case(dossier, decision.as_of).answers
        if canonical.digest_of(answers) != decision.answers_digest:
            raise Refused("the answers changed after the decision", remedy=f"intake decide {dossier.id}")
        if reasons := self.engagement.state(dossier.id).reasons:
            open_again = "; ".join(reason.words for reason in reasons)
            raise Refused(f"the decision is open again: {open_again}", remedy=f"intake decide {dossier.id}")
        if dossier.sealed:
            raise Refused("both sides have signed already", remedy=f"intake change {dossier.id} --add-task NAME")
        if decision.verdict is Verdict.NO_GO:
            fired = ", ".join(
                rule.id
                for rule in decision.rules
                if rule.result is Result.FIRED and rule.section is not Section.CONDITION
            )
            raise Refused(
                f"the decision is no-go ({fired})",
                remedy=f"Decline, or overrule with: intake decide {dossier.id} --override RULE --reason TEXT --by NAME",
            )
        return decision

    def _journal(self, dossier_id: str, kind: str, body: Json) -> Dossier:
        return self.dossiers.append(dossier_id, kind, body, actor=self.supplier.name, at=self.clock())


def _decision(dossier: Dossier) -> Decision:
    if dossier.decision is None:
        raise Refused("there is no decision yet", where=dossier.id, remedy=f"intake decide {dossier.id}")
    return dossier.decision


def _brief(dossier: Dossier) -> Brief:
    if dossier.brief is None:
        raise Refused("there is no brief yet", where=dossier.id, remedy=f"intake agree {dossier.id}")
    return dossier.brief
