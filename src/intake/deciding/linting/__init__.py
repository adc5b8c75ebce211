"""What is wrong with a policy although every word of it can be read."""

from intake.deciding.linting.lint import Lint, Surroundings
from intake.deciding.linting.logic import logic_lints
from intake.deciding.linting.terms import term_lints
from intake.model.policy import Policy

__all__ = ["Lint", "Surroundings", "lint"]


def lint(policy: Policy, around: Surroundings) -> tuple[Lint, ...]:
    """Every finding, in the order of the file."""
    found = [*logic_lints(policy, around), *term_lints(policy, around)]
    return tuple(sorted(found, key=lambda lint: (lint.fault.place.line, lint.fault.place.column)))
