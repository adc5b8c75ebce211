"""From a journal to the dossier it tells of: each entry changes one part of it.

    created      Created           the client, the digests of the questionnaire and policy files
    client       Client            replaces the former one: claims made in the interview are joined in
    answered     Answer            the last answer to a question wins
    undone       Undone            the question is open again
    reviewed     Review            the last mark on a question wins; it lapses when the answer changes
    migrated     Migrated          another version of the questionnaire, with the answers that were carried
    asked        SourceReport      the last report of a source wins
    purged       Purged            bodies are gone, and with them every finding that rests on them
    joined       Joined            replaces the former ones: which numbers led to which
    chose        Choice            the last candidate chosen of a scheme wins
    justified    Grounds           replaces the former ones: why a person may be vetted, and until when it is kept
    disputed     Dispute           the last on a fact wins
    judged       Judgement         the last word on an entry of a watch list wins
    overrode     Override          joins the others
    decided      Decision          replaces the former one
    agreed       Brief             replaces the former one
    offered, accepted, sealed,
    stamped                        Signed: one more document
    outcome      Outcome           joins the others: what happened after the decision
    retracted    Retracted         outcomes that were recorded by mistake do not count, or count again (`retracting`)
    message      Message           joins the others
    kept         Kept              what an erasure left: the client's name, and the files
    linked       Linked            the dossier that it came from
    noted, erased and any other    kept in the journal; nothing of the dossier changes

Whether a decision or brief still rests on the answers at hand is told by the digests in it, not here. What most journals do
not tell of is imported where it is read: an interview starts sooner without it.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from intake import canonical
from intake.errors import CannotTell
from intake.frugal import dataclass, replace
from intake.locale import worded
from intake.model.answers import Answer, Review
from intake.model.client import Client
from intake.model.dossier import Beside, Document, Dossier
from intake.store.chain import Entry, Log
from intake.store.retracting import RETRACTED, counting

T = TypeVar("T")
_DOCUMENTS = {"offered": "offer", "accepted": "acceptance", "sealed": "sealed", "stamped": "stamp"}


@dataclass(frozen=True, slots=True)
class Created:
    """How a dossier begins; the files are named by digest."""

    client: Client
    questionnaire: str
    policy: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What an erasure left beside the signed agreement, and why that stays; the files are named by digest."""

    client: Client
    questionnaire: str
    policy: str
    reason: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A stored document by the SHA-256 of its bytes, and who made it; `looked` where you looked at a drawing in it."""

    sha256: str
    by: str
    beside: tuple[Beside, ...] = ()
    looked: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The dossier in whose agreement a change was asked for that became this project, and in which words."""

    dossier: str
    because: str


@dataclass(frozen=True, slots=True)
class Purged:
    """Stored answers that were dropped, by the SHA-256 of their bodies, and why."""

    sha256: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A question whose answer was taken back."""

    question: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The questionnaire that a dossier goes on with, by digest, and all its answers."""

    questionnaire: str
    answers: tuple[Answer, ...]


def dossier_of(dossier_id: str, log: Log, before: tuple[Log, Dossier] | None = None) -> Dossier:
    """The dossier that the journal tells of, up to what is damaged or cannot be read (then `damage` names it).

    Where the journal goes on from `before`, only what came since is read. CannotTell where not even the first entry can
    be read.
    """
    try:
        if not log.entries:
            raise ValueError(log.remark)
        since = log.entries[len(before[0].entries) :] if before else ()
        goes_on = before and not before[1].damage and log.entries[: len(before[0].entries)] == before[0].entries
        if before and goes_on and not any(entry.kind == RETRACTED for entry in since):
            dossier = _go_on(before[1], since)
        else:
            dossier = fold(dossier_id, log.entries)
    except ValueError as fault:
        raise CannotTell(f"nothing of the dossier can be read: {fault}", where=dossier_id, remedy=log.remedy) from fault
    return replace(dossier, damage=dossier.damage or log.remark)


def fold(dossier_id: str, entries: Sequence[Entry]) -> Dossier:
    """The dossier behind the entries, up to the first that cannot be read (then `damage` names it).

    ValueError where not even the first can be read.
    """
    return _go_on(begin(dossier_id, entries[0]), counting(entries)[1:])


def _go_on(dossier: Dossier, entries: Sequence[Entry]) -> Dossier:
    for entry in entries:
        try:
            dossier = step(dossier, entry)
        except ValueError as fault:
            return replace(dossier, damage=worded(f"entry {entry.seq} ({entry.kind}) cannot be read: {fault}"))
    return dossier


def begin(dossier_id: str, entry: Entry) -> Dossier:
    """The dossier as it was created; ValueError where the entry does not create one."""
    if entry.kind != "created":
        raise ValueError(f"a journal begins with 'created', not with {entry.kind!r}")
    if entry.body is None:
        return Dossier(dossier_id, Client(""), entry.at, "", "", head=entry.digest)
    created = canonical.decode(Created, entry.body)
    return Dossier(dossier_id, created.client, entry.at, created.questionnaire, created.policy, head=entry.digest)


def step(dossier: Dossier, entry: Entry) -> Dossier:
    """The dossier after one more entry; ValueError where its body does not fit its kind."""
    dossier = replace(dossier, head=entry.digest)
    if entry.body is None:
        return dossier
    match entry.kind:
        case "created":
            raise ValueError("a dossier is created once")
        case "client":
            return replace(dossier, client=canonical.decode(Client, entry.body))
        case "kept":
            kept = canonical.decode(Kept, entry.body)
            return replace(dossier, client=kept.client, questionnaire=kept.questionnaire, policy=kept.policy)
        case "decided":
            from intake.model.decision import Decision

            decision = canonical.decode(Decision, entry.body)
            return replace(dossier, decision=decision, seen=len(dossier.outcomes), asked_since=())
        case "agreed":
            from intake.model.brief import Brief

            return replace(dossier, brief=canonical.decode(Brief, entry.body))
        case "offered" | "accepted" | "sealed" | "stamped":
            made = canonical.decode(Signed, entry.body)
            document = Document(_DOCUMENTS[entry.kind], made.sha256, entry.at, made.by, made.beside, made.looked)
            signed = dossier.brief if entry.kind == "sealed" else dossier.signed
            return replace(dossier, documents=(*dossier.documents, document), signed=signed)
        case _:
            return _gather(dossier, entry)


def check(dossier: Dossier, entry: Entry) -> None:
    """ValueError where the entry, not yet written, would not fit the dossier."""
    if entry.body is None:
        raise ValueError("only an erased entry is without body")
    step(dossier, entry)


def _gather(dossier: Dossier, entry: Entry) -> Dossier:
    match entry.kind:
        case "answered":
            answer = canonical.decode(Answer, entry.body)
            answers = {**dossier.answers, answer.question: answer}
            return replace(dossier, answers=answers, reviews=_without(dossier.reviews, answer.question))
        case "undone":
            undone = canonical.decode(Undone, entry.body).question
            answers = _without(dossier.answers, undone)
            return replace(dossier, answers=answers, reviews=_without(dossier.reviews, undone))
        case "reviewed":
            review = replace(canonical.decode(Review, entry.body), by=entry.actor, at=entry.at)
            return replace(dossier, reviews={**dossier.reviews, review.question: review})
        case "migrated":
            moved = canonical.decode(Migrated, entry.body)
            answers = {answer.question: answer for answer in moved.answers}
            return replace(dossier, questionnaire=moved.questionnaire, answers=answers, reviews={})
        case "overrode":
            from intake.model.decision import Override

            return replace(dossier, overrides=(*dossier.overrides, canonical.decode(Override, entry.body)))
        case "outcome":
            from intake.model.outcome import Outcome

            return replace(dossier, outcomes=(*dossier.outcomes, canonical.decode(Outcome, entry.body)))
        case "retracted":
            from intake.model.outcome import Retracted

            canonical.decode(Retracted, entry.body)  # what it takes back was left out by `counting`
            return dossier
        case "message":
            from intake.model.message import Message

            return replace(dossier, messages=(*dossier.messages, canonical.decode(Message, entry.body)))
        case _:
            return _vet(dossier, entry)


def _vet(dossier: Dossier, entry: Entry) -> Dossier:
    match entry.kind:
        case "asked":
            from intake.model.finding import SourceReport

            report = canonical.decode(SourceReport, entry.body)
            since = tuple(dict.fromkeys((*dossier.asked_since, report.source)))
            return replace(dossier, reports={**dossier.reports, report.source: report}, asked_since=since)
        case "purged":
            return _purge(dossier, canonical.decode(Purged, entry.body))
        case "linked":
            return replace(dossier, follows=canonical.decode(Linked, entry.body).dossier)
        case "joined":
            from intake.model.joining import Joined

            return replace(dossier, joined=canonical.decode(Joined, entry.body))
        case "chose":
            from intake.model.joining import Choice

            choice = canonical.decode(Choice, entry.body)
            others = (each for each in dossier.chosen if each.identifier.scheme != choice.identifier.scheme)
            return replace(dossier, chosen=(*others, choice))
        case "justified":
            from intake.model.persons import Grounds

            return replace(dossier, grounds=canonical.decode(Grounds, entry.body))
        case "disputed":
            from intake.model.persons import Dispute

            dispute = canonical.decode(Dispute, entry.body)
            return replace(dossier, disputes={**dossier.disputes, dispute.fact: dispute})
        case "judged":
            from intake.model.judgement import Judgement

            word = canonical.decode(Judgement, entry.body)
            before = (each for each in dossier.judgements if (each.list, each.entity) != (word.list, word.entity))
            return replace(dossier, judgements=(*before, word))
        case _:
            return dossier


def _purge(dossier: Dossier, purged: Purged) -> Dossier:
    from intake.model.finding import without

    reports = {name: without(report, purged.sha256, purged.reason) for name, report in dossier.reports.items()}
    changed = [name for name, report in reports.items() if report is not dossier.reports[name]]
    since = tuple(dict.fromkeys((*dossier.asked_since, *changed)))
    return replace(dossier, reports=reports, asked_since=since)


def _without(found: Mapping[str, T], question: str) -> dict[str, T]:
    return {name: kept for name, kept in found.items() if name != question}
