"""From a decision and answers to the brief that both sides sign; pure."""

from intake.agreeing.building import Basis, build, build_in_each
from intake.agreeing.clauses import Template, read_clauses
from intake.agreeing.prospect import Prospect, prospect

__all__ = ["Basis", "Prospect", "Template", "build", "build_in_each", "prospect", "read_clauses"]
