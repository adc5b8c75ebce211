"""The clauses that conditions attach, and their parameters."""

from deciding.cases import case_of, policy_of
from intake.deciding import decide
from intake.model.decision import NotChecked
from intake.model.money import Money
from intake.model.small_claims import CEILINGS


def test_an_unknown_parameter_is_left_out_and_the_result_says_so() -> None:
    text = (
        "conditions:\n- id: big\n  if: answers.budget > 5000 EUR\n"
        "  attach: {clause: instalments, max_each: small_claims_limit(client.country), again: answers.extra_rate}\n"
    )
    decision = decide(policy_of(text), case_of({"budget": Money(900_000, "EUR")}))
    assert decision.conditions[0].parameters == {"max_each": CEILINGS["DE"].most}
    assert decision.rules[0].because.endswith("; again is left out (answers.extra_rate: not asked)")
    assert NotChecked("answers.extra_rate", "not asked") in decision.not_checked
