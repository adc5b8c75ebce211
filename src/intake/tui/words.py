"""How stages, verdicts and statuses are named and coloured on every screen; text of strangers is never markup."""

from textual.content import Content

from intake.model.decision import Decision, Verdict
from intake.model.dossier import Stage
from intake.model.finding import Status

STAGES = {
    Stage.NEW: "new",
    Stage.INTERVIEW: "interview",
    Stage.VETTED: "vetted",
    Stage.DECIDED: "decided",
    Stage.AGREED: "brief ready",
    Stage.OFFERED: "offered",
    Stage.SEALED: "signed",
    Stage.STARTED: "under way",
}
VERDICTS = {Verdict.GO: "go", Verdict.CONDITIONAL: "conditional", Verdict.NO_GO: "no-go", Verdict.OPEN: "open"}
COLOURS = {
    Verdict.GO: "$text-success",
    Verdict.CONDITIONAL: "$text-warning",
    Verdict.NO_GO: "$text-error",
    Verdict.OPEN: "$text-secondary",
}
STATUSES = {
    Status.CHECKED: ("checked", "$text-success"),
    Status.NOT_FOUND: ("nothing on file", "$text-success"),
    Status.NOT_APPLICABLE: ("does not apply", "dim"),
    Status.WITHHELD: ("withheld", "$text-warning"),
    Status.BLOCKED: ("blocked", "$text-warning"),
    Status.RATE_LIMITED: ("told to wait", "$text-warning"),
    Status.UNREACHABLE: ("not reached", "$text-warning"),
    Status.BROKEN: ("broken", "$text-error"),
}


def text(*parts: str | tuple[str, str]) -> Content:
    """The parts as they stand, each plain or with a style of ours; nothing in them is read as markup."""
    return Content.assemble(*parts)


def lines(*rows: Content | str) -> Content:
    """The rows beneath each other."""
    return Content("\n").join([Content(row) if isinstance(row, str) else row for row in rows])


def verdict(decision: Decision) -> Content:
    """The verdict in its colour, and its range where it is open."""
    found = (VERDICTS[decision.verdict], f"bold {COLOURS[decision.verdict]}")
    if decision.best is decision.worst:
        return text(found)
    return text(found, (f"  {VERDICTS[decision.best]} … {VERDICTS[decision.worst]}", "dim"))
