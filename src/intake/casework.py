"""What a step needs to know of a dossier: its questionnaire and policy, the answers that apply, the sources, the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.frugal import replace
from intake.model.answers import Answer
from intake.model.questionnaire import Audience, Questionnaire, Type

if TYPE_CHECKING:
    from intake.agreeing import Basis, Template
    from intake.conditions import Kind
    from intake.deciding import Case, Scales
    from intake.hooks.loading import Plugins
    from intake.interviewing.engine import Interview
    from intake.model.brief import Brief
    from intake.model.client import Client
    from intake.model.decision import Decision
    from intake.model.dossier import Dossier
    from intake.model.joining import Choice
    from intake.model.party import Party
    from intake.model.policy import Policy
    from intake.model.values import Value
    from intake.store.dossiers import Dossiers


class Casework:
    """Reads a dossier's own copies of its files; `plugins` is called only when sources matter."""

    def __init__(
        self, dossiers: Dossiers, home: Path, plugins: Callable[[], Plugins], language: str, *, country: str = ""
    ) -> None:
        self._dossiers = dossiers
        self._home = home
        self._plugins = plugins
        self._language = language
        self._country = country

    def questionnaire(self, dossier: Dossier) -> Questionnaire:
        """The questionnaire of a dossier, as it was when the dossier was started."""
        raw = self._dossiers.blobs.get(dossier.questionnaire)
        digest = "sha256:" + dossier.questionnaire.removeprefix("sha256:")  # a move to a later version names it without
        return read_questionnaire(raw, "the dossier's questionnaire", taken_up=digest)

    def policy(self, dossier: Dossier) -> Policy:
        """The policy of a dossier, as it was when the dossier was started."""
        raw = self._dossiers.blobs.get(dossier.policy)
        return self.read_policy(raw, "the dossier's policy", self.questionnaire(dossier))

    def interview(self, dossier: Dossier, at: datetime, *, language: str = "") -> Interview:
        """The interview as its answers leave it, seen on that day; in the desk's language where no other is wanted."""
        from intake.interviewing.engine import Interview
        from intake.interviewing.proposing import proposals

        questionnaire = self.questionnaire(dossier)
        return Interview.start(
            questionnaire,
            dossier.answers,
            today=at.date(),
            language=language or self._language,
            home=self._country,
            proposed=proposals(dossier.client, questionnaire),
        )

    def case(self, dossier: Dossier, at: datetime, *, history: Mapping[str, Value] | None = None) -> Case:
        """All that a decision may read, as it stands at that time; `history` where the past was read before."""
        from intake import deciding
        from intake.interviewing.clients import claims
        from intake.vetting.claims import check_claims

        interview = self.interview(dossier, at)
        questionnaire = interview.questionnaire
        answers = interview.applicable_answers
        asked = frozenset(q.id for _, q in (*interview.found.relevant, *interview.found.waiting))
        client = _chosen(claims(dossier.client, answers), dossier.chosen)
        return deciding.Case(
            client=client,
            questionnaire=f"{questionnaire.id}@{questionnaire.version}",
            questionnaire_digest=questionnaire.digest,
            answers=interview.applicable_answers,
            reports=dossier.reports,
            history=self._history(dossier, at) if history is None else history,
            overrides=dossier.overrides,
            as_of=at,
            previous=canonical.digest_of(dossier.decision) if dossier.decision else "",
            declared=self._declared(),
            supplier_country=self._country,
            asked=asked,
            hidden=frozenset(q.id for q in questionnaire.questions()) - asked,
            disputes={fact: dispute.says for fact, dispute in dossier.disputes.items()},
            own=frozenset(q.id for q in questionnaire.questions() if q.audience is Audience.SUPPLIER),
            claims=check_claims(client, tuple(dossier.reports.values()), _given(answers)),
        )

    def basis(
        self,
        dossier: Dossier,
        decision: Decision,
        supplier: Party,
        clauses: Mapping[str, Template],
        at: datetime,
        languages: Sequence[str] = (),
    ) -> tuple[Basis, ...]:
        """All that a brief is made from, as it stands at that time, for each language that is wanted of it."""
        first = self._basis(dossier, decision, supplier, clauses, at)
        return tuple(
            replace(first, language=language, shown=self._shown(dossier, at, language))
            for language in languages or (self._language,)
        )

    def _basis(
        self, dossier: Dossier, decision: Decision, supplier: Party, clauses: Mapping[str, Template], at: datetime
    ) -> Basis:
        from intake import agreeing

        case, interview = self.case(dossier, at), self.interview(dossier, at)
        return agreeing.Basis(
            id=f"BR-{dossier.created_at:%Y}-{dossier.id.rsplit('-', 1)[-1].upper()}",
            issued=at.date(),
            language=self._language,
            supplier=supplier,
            client=case.client,
            questionnaire=interview.questionnaire,
            answers=case.answers,
            shown={},
            due=decision.conditions,
            clauses=clauses,
            log_head=dossier.head,
            practice=decision.recorded,
        )

    def _shown(self, dossier: Dossier, at: datetime, language: str) -> dict[str, str]:
        from intake.interviewing.reviewing import show

        interview = self.interview(dossier, at, language=language)
        shown = {line.question: line.shown for line in interview.review}
        for _, question in interview.found.relevant:
            answer = interview.applicable_answers.get(question.id)
            if answer is not None and isinstance(answer.value, bool):
                shown[question.id] = show(question, answer.value, language)  # on the page they stand in a sentence
        return shown

    def read_policy(self, raw: bytes, name: str, questionnaire: Questionnaire) -> Policy:
        """The policy in these bytes, held against this questionnaire and the sources; BadFile with every fault."""
        from intake import deciding

        answers, findings = self.vocabulary(questionnaire)
        units = {question.id: question.units for question in questionnaire.questions() if question.units}
        return deciding.read_policy(raw, name, answers=answers, findings=findings, units=units)

    def vocabulary(self, questionnaire: Questionnaire) -> tuple[dict[str, Kind], dict[str, Type]]:
        """What a policy may read besides the standard facts: the questionnaire's answers, and what the sources declare."""
        from intake.conditions import kind_of_question

        answers = {question.id: kind_of_question(question) for question in questionnaire.questions()}
        findings = {fact: kind for source in self._plugins().sources for fact, kind in source.info.facts.items()}
        return answers, findings

    def told(self) -> frozenset[str]:
        """The facts that an installed source tells, by `topic.fact`."""
        return frozenset(self._declared())

    def decide(self, policy: Policy, case: Case) -> Decision:
        """The decision, with what a replay must know of the sources and the past."""
        from intake import deciding

        return replace(
            deciding.decide(policy, case, self._scales),
            declared=case.declared,
            history=case.history,
            supplier_country=case.supplier_country,
        )

    @cached_property
    def _scales(self) -> Scales:
        from intake.deciding import Scales

        return Scales()

    def terms(self, brief: Brief | None) -> Mapping[str, str]:
        """What was agreed in numbers, such as `grace_days`, read back from the clauses of a signed brief."""
        from intake import agreeing, letters, library

        book = agreeing.read_clauses(library.clause_files(self._home)) if brief else {}
        wordings = {template.id: template.text for template in book.values()}
        own = {clause: {"": words} for clause, words in brief.reworded.items()} if brief else {}
        return letters.signed_terms(brief.checklist.clauses, {**wordings, **own}) if brief else {}

    def _declared(self) -> dict[str, tuple[str, ...]]:
        from intake.following import reference
        from intake.model.facts import REFERENCE

        told: dict[str, tuple[str, ...]] = {reference.FACT: (REFERENCE,)}
        for source in self._plugins().sources:
            for fact in source.info.facts:
                told[fact] = (*told.get(fact, ()), source.info.name)
        return told

    def _history(self, dossier: Dossier, at: datetime) -> Mapping[str, Value]:
        from intake.following.history import history_facts

        past = self._dossiers.past(dossier.client, but=dossier.id)
        return history_facts(past, dossier, at.astimezone(UTC).date())


def _given(answers: Mapping[str, Answer]) -> dict[str, Value]:
    return {name: answer.value for name, answer in answers.items() if answer.value is not None}


def _chosen(client: Client, choices: Sequence[Choice]) -> Client:
    """The client with the numbers that you chose for it, where it states none of that scheme itself."""
    added = (choice.identifier for choice in choices if client.identifier(choice.identifier.scheme) is None)
    return replace(client, identifiers=(*client.identifiers, *added))


@lru_cache(maxsize=8)
def read_questionnaire(raw: bytes, name: str, *, taken_up: str = "") -> Questionnaire:
    """The questionnaire in these bytes; BadFile with every fault."""
    from intake.interviewing.reading import read_questionnaire as read

    return read(raw, name, taken_up=taken_up)
