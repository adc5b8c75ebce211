"""From a decision and answers to the brief that both sides sign; pure."""

from intake.agreeing.building import Basis, build
from intake.agreeing.clauses import Template, read_clauses

__all__ = ["Basis", "Template", "build", "read_clauses"]
