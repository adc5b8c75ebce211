"""From answers, findings and history to a verdict range; pure."""

from intake.deciding.case import Case
from intake.deciding.deciding import decide
from intake.deciding.examples import PolicyTestResult, run_tests
from intake.deciding.overriding import check_override
from intake.deciding.reading import policy_scope, read_policy
from intake.deciding.weighing import Scales

__all__ = ["Case", "PolicyTestResult", "Scales", "check_override", "decide", "policy_scope", "read_policy", "run_tests"]
