"""How long a decision by 200 rules takes, against reading the same 200 facts from JSON in the same run.

    python benchmarks/deciding.py [ROUNDS]

Four cases: every fact known; a tenth of them open, as after a good interview; every fact open, each rule on its own; and
every fact open with all rules tied together by three of them. Prints the medians, the fastest and their ratios, in
processor time, so that what else the machine does counts less; the claim is 20 ms.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from intake.conditions import BOOL, NUMBER
from intake.deciding import Case, decide, read_policy
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.policy import Policy
from intake.model.values import Value

RULES = 200
MOST = 20.0
NOW = datetime(2027, 1, 15, tzinfo=UTC)
HEAD = "intake: policy/1\nid: p\nversion: 1\ncurrency: EUR\nthresholds: {conditional: 400, no_go: 900}\n"


def policy(condition: str) -> Policy:
    """A policy of 200 rules: a tenth deal-breakers, a tenth conditions, the rest signals; `condition` has their number."""
    rules = {"deal_breakers": "", "signals": "", "conditions": ""}
    for number in range(RULES):
        section = {0: "deal_breakers", 1: "conditions"}.get(number % 10, "signals")
        rest = {"signals": f", points: {5 + number % 7 * 5}", "conditions": ", attach: {clause: c}"}.get(section, "")
        rules[section] += f"- {{id: r{number}, if: {condition.format(number)}, say: S{rest}}}\n"
    text = HEAD + "unknowns: {signal: range}\n" + "".join(f"{name}:\n{lines}" for name, lines in rules.items())
    kinds = {f"q{number}": BOOL for number in range(RULES)} | {"days": NUMBER}
    return read_policy(text.encode(), "p", answers=kinds, findings={})


def case(answers: Mapping[str, Value]) -> Case:
    """A case with these answers and nothing else."""
    given = {name: Answer(name, State.ANSWERED, NOW, "client", value) for name, value in answers.items()}
    return Case(Client("Acme", Kind.COMPANY, "DE"), "b@1", "sha256:0", given, {}, {}, (), NOW, "", {})


def milliseconds(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median and the fastest time of a piece of work."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times), min(times)


def main(rounds: int) -> int:
    """Runs the cases and prints the table; 1 where even the fastest run of a case breaks the promise."""
    alone = policy("answers.q{0} and not history.trusted or answers.q{0} and answers.country = 'XX'")
    tied = policy("answers.days < {} and not history.trusted or findings.registry.active")
    known: dict[str, Value] = {"country": "DE"}
    known |= {f"q{number}": number % 3 == 0 for number in range(RULES)}
    most: dict[str, Value] = {name: value for place, (name, value) in enumerate(known.items()) if place % 10}
    cases = {
        "every fact known": (alone, case(known)),
        "a tenth of them open": (alone, case(most)),
        "all open, each on its own": (policy("answers.q{}"), case({})),
        "all open, tied together": (tied, case({})),
    }
    text = json.dumps({f"q{number}": number % 3 == 0 for number in range(RULES)})
    _, reference = milliseconds(lambda: json.loads(text), rounds * 10)
    print(f"deciding by {RULES} rules, of {rounds} rounds\n{'':<28}{'median ms':>12}{'fastest':>10}{'ratio':>8}")
    print(f"{'reading 200 facts (JSON)':<28}{'':>12}{reference:>10.3f}{1:>8}")
    slowest = 0.0
    for name, (ruled, given) in cases.items():
        decide(ruled, given)  # the first parses the conditions
        median, fastest = milliseconds(lambda ruled=ruled, given=given: decide(ruled, given), rounds)  # type: ignore[misc]
        slowest = max(slowest, fastest)
        print(f"{name:<28}{median:>12.1f}{fastest:>10.1f}{fastest / reference:>8.0f}")
    return int(slowest > MOST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
