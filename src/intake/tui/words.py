"""How stages, verdicts and statuses are named and coloured on every screen."""

from intake.locale import marked
from intake.model.decision import Label, Result, Verdict
from intake.model.dossier import Stage
from intake.model.finding import Status
from intake.tui.contents import lines, text

__all__ = ["COLOURS", "LABELS", "RESULTS", "STAGES", "STATUSES", "VERDICTS", "lines", "text"]

STAGES = {
    Stage.NEW: marked("new"),
    Stage.INTERVIEW: marked("interview"),
    Stage.VETTED: marked("vetted"),
    Stage.DECIDED: marked("decided"),
    Stage.AGREED: marked("brief ready"),
    Stage.OFFERED: marked("offered"),
    Stage.SEALED: marked("signed"),
    Stage.STARTED: marked("under way"),
}
VERDICTS = {
    Verdict.GO: marked("go"),
    Verdict.CONDITIONAL: marked("conditional"),
    Verdict.NO_GO: marked("no-go"),
    Verdict.OPEN: marked("open"),
}
COLOURS = {
    Verdict.GO: "$text-success",
    Verdict.CONDITIONAL: "$text-warning",
    Verdict.NO_GO: "$text-error",
    Verdict.OPEN: "$text-secondary",
}
LABELS = {
    Label.FACT: marked("fact"),
    Label.INFERENCE: marked("inference"),
    Label.OPINION: marked("opinion"),
}
RESULTS = {
    Result.FIRED: marked("fired"),
    Result.NOT_FIRED: marked("did not fire"),
    Result.OPEN: marked("open"),
    Result.ERROR: marked("could not be weighed"),
    Result.OVERRIDDEN: marked("overruled"),
    Result.SNOOZED: marked("put off"),
}
STATUSES = {
    Status.CHECKED: (marked("checked"), "$text-success"),
    Status.NOT_FOUND: (marked("nothing on file"), "$text-success"),
    Status.NOT_APPLICABLE: (marked("does not apply"), "dim"),
    Status.WITHHELD: (marked("withheld"), "$text-warning"),
    Status.BLOCKED: (marked("blocked"), "$text-warning"),
    Status.RATE_LIMITED: (marked("told to wait"), "$text-warning"),
    Status.UNREACHABLE: (marked("not reached"), "$text-warning"),
    Status.BROKEN: (marked("broken"), "$text-error"),
}
