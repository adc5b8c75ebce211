"""What is done with the answers of a dossier besides giving them: the joint review, and another version of the questions."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.casework import read_questionnaire
from intake.errors import Refused, Usage
from intake.frugal import dataclass
from intake.model.answers import Review
from intake.model.dossier import Dossier
from intake.model.text import clean

if TYPE_CHECKING:
    from intake.casework import Casework
    from intake.interviewing.migrating import Report
    from intake.interviewing.steps import JointLine
    from intake.store.dossiers import Dossiers


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of the answers of a dossier in a version of its questionnaire."""

    before: str
    after: str
    report: "Report"


class Briefing:
    """The answers of your dossiers, gone through with the client and kept with their questions."""

    def __init__(
        self, dossiers: "Dossiers", casework: "Casework", home: Path, *, by: str, clock: Callable[[], datetime]
    ) -> None:
        self._dossiers = dossiers
        self._casework = casework
        self._home = home
        self._by = by
        self._clock = clock

    def lines(self, dossier_id: str) -> "tuple[JointLine, ...]":
        """Every question that applies with its answer, and whether both sides have agreed on it."""
        from intake.interviewing.reviewing import joint

        dossier = self._dossiers.load(dossier_id)
        return joint(self._casework.interview(dossier, self._clock()).review, dossier.reviews)

    def overdue(self, dossier_id: str) -> tuple[str, ...]:
        """The questions whose answers have been kept longer than their `retain` allows."""
        from intake.interviewing.retention import overdue

        dossier = self._dossiers.load(dossier_id)
        return overdue(self._casework.questionnaire(dossier), dossier.answers, self._clock().date())

    def review(
        self, dossier_id: str, questions: Sequence[str], *, agreed: bool, note: str = ""
    ) -> "tuple[JointLine, ...]":
        """Marks questions as agreed or as open, all that are answered where none is named; an agreement waits for the open.

        Usage for a question that does not apply, Refused for agreeing to one that has no answer or once both have signed.
        """
        dossier = self._unsigned(dossier_id)
        lines = {line.line.question: line.line for line in self.lines(dossier.id)}
        chosen = tuple(questions) or tuple(name for name, line in lines.items() if not line.is_open)
        for name in chosen:
            if name not in lines:
                raise Usage(f"'{name}' is not asked here", remedy=f"intake joint {dossier.id}")
            if agreed and lines[name].is_open and name not in dossier.answers:
                raise Refused(f"'{name}' has no answer to agree on", remedy=f"intake interview {dossier.id}")
        for name in chosen:
            body = canonical.encode(Review(name, agreed, clean(note, limit=1000)))
            self._dossiers.append(dossier.id, "reviewed", body, actor=self._by, at=self._clock())
        return self.lines(dossier.id)

    def move(self, dossier_id: str, questionnaire: str = "", *, keep: bool = True) -> Move:
        """Moves the answers to another version of their questionnaire, by id or path; without `keep` only shows how.

        Refused once both sides have signed; Usage for another questionnaire or an older version; BadFile where the
        dossier's policy reads what is not asked any more.
        """
        from intake import library
        from intake.interviewing.migrating import migrate

        dossier = self._unsigned(dossier_id)
        former = self._casework.questionnaire(dossier)
        path = library.find("questionnaires", questionnaire or former.id, self._home)
        raw = path.read_bytes()
        latter = read_questionnaire(raw, str(path))
        if latter.id != former.id or latter.version < former.version:
            what = f"{former.id}@{former.version} cannot become {latter.id}@{latter.version}"
            raise Usage(what, remedy="Name a later version of the same questionnaire, or start a new dossier.")
        if latter.digest == former.digest:
            raise Refused("the dossier has this questionnaire already", where=dossier.id)
        today = self._clock().date()
        answers, report = migrate(dossier.answers, latter, version=former.version, today=today)
        self._casework.read_policy(self._dossiers.blobs.get(dossier.policy), "the dossier's policy", latter)
        if keep:
            body = {
                "questionnaire": self._dossiers.blobs.put(raw),
                "answers": [canonical.encode(answer) for answer in answers.values()],
                "report": canonical.encode(report),
            }
            self._dossiers.append(dossier.id, "migrated", body, actor=self._by, at=self._clock())
        return Move(f"{former.id}@{former.version}", f"{latter.id}@{latter.version}", report)

    def _unsigned(self, dossier_id: str) -> Dossier:
        dossier = self._dossiers.load(dossier_id)
        if dossier.sealed:
            raise Refused("both sides have signed these answers", remedy=f"intake change {dossier.id}")
        return dossier
