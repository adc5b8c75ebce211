"""The condition language: three-valued, typed, with a reason for every unknown."""

from typing import TYPE_CHECKING

from intake.frugal import names_from

if TYPE_CHECKING:
    from intake.conditions.kinds import (
        BOOL,
        DATE,
        DURATION,
        MONEY,
        NUMBER,
        PERCENT,
        QUANTITY,
        TEXT,
        Basic,
        Choice,
        Group,
        Kind,
        List,
        Scope,
        kind_of_question,
        kind_of_type,
    )
    from intake.conditions.outcome import Cause, Known, Outcome, Unknown, unknown
    from intake.conditions.program import Program, compile_expression, expression_in, parse_expression
else:
    # An interview without conditions needs what they come to, and not how they are read.
    __getattr__ = names_from(
        __name__,
        kinds="BOOL DATE DURATION MONEY NUMBER PERCENT QUANTITY TEXT Basic Choice Group Kind List Scope "
        "kind_of_question kind_of_type",
        outcome="Cause Known Outcome Unknown unknown",
        program="Program compile_expression expression_in parse_expression",
    )

__all__ = [
    "BOOL",
    "DATE",
    "DURATION",
    "MONEY",
    "NUMBER",
    "PERCENT",
    "QUANTITY",
    "TEXT",
    "Basic",
    "Cause",
    "Choice",
    "Group",
    "Kind",
    "Known",
    "List",
    "Outcome",
    "Program",
    "Scope",
    "Unknown",
    "compile_expression",
    "expression_in",
    "kind_of_question",
    "kind_of_type",
    "parse_expression",
    "unknown",
]
