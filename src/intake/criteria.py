"""Your criteria before they rule: a policy file checked, run through its own tests, and tried on what you have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from intake import documents, library
from intake.casework import Casework, read_questionnaire
from intake.deciding import Scales, assuming
from intake.deciding.assuming import Turn
from intake.deciding.backtesting import Backtest, Past, Turnout, backtest
from intake.deciding.trying import Trial, try_beside
from intake.frugal import replace
from intake.model.decision import Decision
from intake.model.dossier import Dossier
from intake.model.policy import Policy
from intake.model.questionnaire import Questionnaire
from intake.model.values import Value

if TYPE_CHECKING:
    from intake.deciding import Case, PolicyTestResult
    from intake.deciding.linting import Lint
    from intake.store.dossiers import Dossiers


class Criteria:
    """The policies of a home, none of which rules by being looked at; `questionnaire` is the one to hold them against."""

    def __init__(
        self,
        casework: Casework,
        dossiers: "Dossiers",
        home: Path,
        *,
        questionnaire: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._casework = casework
        self._dossiers = dossiers
        self._home = home
        self._questionnaire = questionnaire
        self._clock = clock

    def policy(self, wanted: str, questionnaire: str = "") -> Policy:
        """The policy of that id or path; NotFound, or BadFile with every fault."""
        path = self._path(wanted)
        return self._casework.read_policy(path.read_bytes(), str(path), self._asked(questionnaire))

    def check(self, wanted: str, questionnaire: str = "") -> "tuple[Lint, ...]":
        """What is wrong with a policy that can be read; NotFound, or BadFile with every fault, where it cannot."""
        from intake.agreeing.clauses import read_clauses
        from intake.deciding import linting, policy_scope

        policy, asked = self.policy(wanted, questionnaire), self._asked(questionnaire)
        path = self._path(wanted)
        node, _ = documents.parse(path.read_bytes(), str(path))
        kinds, facts = self._casework.vocabulary(asked)
        around = linting.Surroundings(
            scope=policy_scope(kinds, facts),
            told=self._casework.told(),
            asked=frozenset(kinds),
            clauses={
                clause.id: tuple(clause.parameters)
                for clause in read_clauses(library.clause_files(self._home)).values()
            },
            places=node.key_places if isinstance(node, documents.Mapping) else {},
            today=self._clock().date(),
        )
        return linting.lint(policy, around)

    def test(self, wanted: str, questionnaire: str = "") -> "tuple[PolicyTestResult, ...]":
        """What a policy decides in the tests of its own file."""
        from intake.deciding import run_tests

        return run_tests(self.policy(wanted, questionnaire), self._clock().date())

    def backtest(self, wanted: str, questionnaire: str = "") -> Backtest:
        """What a policy would have said of every client you have decided on, by what was known then."""
        return backtest(self.policy(wanted, questionnaire), self._pasts())

    def on_trial(self, wanted: str, dossier_id: str) -> Policy:
        """A policy read against a dossier's own questionnaire; NotFound, or BadFile with every fault."""
        path = self._path(wanted)
        questionnaire = self._casework.questionnaire(self._dossiers.load(dossier_id))
        return self._casework.read_policy(path.read_bytes(), str(path), questionnaire)

    def trial(self, policy: Policy, dossier_id: str, ruling: Decision) -> Trial:
        """What a policy says of a dossier from the very facts of the ruling decision; nothing of it is kept."""
        return try_beside(policy, self._as_ruled(dossier_id, ruling)[1], ruling)

    def assume(self, dossier_id: str, ruling: Decision, assumed: Mapping[str, Value]) -> Trial:
        """What the dossier's policy would say if these open facts were so; nothing of it is kept."""
        policy, case = self._as_ruled(dossier_id, ruling)
        return assuming.assume(policy, case, ruling, assumed)

    def turns(self, dossier_id: str, ruling: Decision, names: Sequence[str]) -> dict[str, tuple[Turn, ...]]:
        """What each of these open facts would bring, whichever way it turns out; without those that bring nothing alone."""
        policy, case = self._as_ruled(dossier_id, ruling)
        scales = Scales()
        found = {name: assuming.turns(policy, case, name, scales) for name in names}
        return {name: ways for name, ways in found.items() if any(_moves(way, ruling) for way in ways)}

    def _as_ruled(self, dossier_id: str, ruling: Decision) -> tuple[Policy, "Case"]:
        """The dossier's policy, and the case from the very facts of the ruling decision."""
        dossier = self._dossiers.load(dossier_id)
        case = self._casework.case(dossier, ruling.as_of, history=ruling.history)
        return self._casework.policy(dossier), replace(case, declared=ruling.declared, previous=ruling.previous)

    def _path(self, wanted: str) -> Path:
        return library.find("policies", wanted, self._home)

    def _asked(self, wanted: str) -> Questionnaire:
        path = library.find("questionnaires", wanted or self._questionnaire, self._home)
        return read_questionnaire(path.read_bytes(), str(path))

    def _pasts(self) -> Iterator[Past]:
        """Every dossier that was decided, as it stood before anything came of it; the oldest first."""
        from intake.store import folding
        from intake.store.retracting import without_mistakes

        for row in sorted(self._dossiers.rows(), key=lambda row: (row.created_at, row.id)):
            entries = () if row.damage else without_mistakes(self._dossiers.entries(row.id))
            at = _decision_before_outcome([entry.kind for entry in entries])
            decided = None if at is None else folding.fold(row.id, entries[: at + 1]).decision
            if decided is None:
                continue
            before = folding.fold(row.id, entries[:at])
            case = self._casework.case(before, decided.as_of, history=decided.history)
            case = replace(case, declared=decided.declared)
            now = self._dossiers.load(row.id)
            yield Past(row.id, now.client.name, case, decided.verdict, turnouts(now, self._clock().date()))


def _moves(turn: Turn, ruling: Decision) -> bool:
    return (turn.best, turn.worst) != (ruling.best, ruling.worst)


def turnouts(dossier: Dossier, today: date) -> tuple[Turnout, ...]:
    """How an engagement turned out, by what was recorded of it; OPEN while that proves nothing."""
    from intake.following.ledger import Standing, ledger

    standings = [due.standing for due in ledger(dossier, today)]
    bad = {
        Turnout.LATE: Standing.LATE in standings or Standing.UNPAID in standings,
        Turnout.SHORT: Standing.SHORT in standings,
        Turnout.TROUBLE: any(outcome.incident for outcome in dossier.outcomes),
    }
    if any(bad.values()):
        return tuple(turnout for turnout, so in bad.items() if so)
    paid = bool(standings) and all(standing is Standing.PAID for standing in standings)
    return (Turnout.GOOD,) if paid else (Turnout.OPEN,)


def _decision_before_outcome(kinds: Sequence[str]) -> int | None:
    """Where the last decision stands that knew nothing of what came of it; the first one where all knew."""
    decided = [number for number, kind in enumerate(kinds) if kind == "decided"]
    first_outcome = kinds.index("outcome") if "outcome" in kinds else len(kinds)
    before = [number for number in decided if number < first_outcome]
    return before[-1] if before else decided[0] if decided else None
