"""How long a brief of 60 questions takes to load and check, beyond importing the code that does it.

    python benchmarks/questionnaire.py [ROUNDS]

Fresh processes in turns: one that only imports the reader, one that also reads the brief (once in English, once in
seven languages) and starts its interview. Prints the medians and the fastest, what comes on top of the import, and the time to edit one
answer against evaluating the whole questionnaire anew.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from intake.interviewing.engine import Interview
from intake.interviewing.reading import read_questionnaire

LANGUAGES = ("en", "de", "fr", "es", "sv", "et", "tr")
MOST = 50.0
IMPORT = """
from intake.interviewing.engine import Interview
from intake.interviewing.reading import read_questionnaire
"""
READ = f"""
{IMPORT}
import sys
from datetime import date
from pathlib import Path
found = read_questionnaire(Path(sys.argv[1]).read_bytes(), "brief.yaml")
Interview.start(found, {{}}, today=date(2027, 1, 4), language="en")
"""


def brief(languages: tuple[str, ...]) -> str:
    """A brief of 60 questions in ten sections, each with a condition, a rule and a calculation."""

    def said(key: str, text: str) -> str:
        return f"    {key}:\n" + "".join(
            f"      {code}: {text} ({code}), said as a studio would\n" for code in languages
        )

    lines = (
        f"intake: questionnaire/1\nid: long\nversion: 1\ntitle: Long\nlanguages: [{', '.join(languages)}]\nsections:\n"
    )
    for s in range(10):
        lines += f"- id: section{s}\n  title: Section {s}\n  questions:\n"
        for n in range(6):
            kind = ("number", "bool", "text", "money", "date", "calc")[n]
            lines += f"  - id: q{s}_{n}\n    type: {kind}\n" + said("ask", f"Question {s}.{n}")
            if kind == "calc":
                lines += f"    value: q{s}_0 * 2 + {f'q{s - 1}_5' if s else '1'}\n"
                continue
            lines += said("why", "Everything else follows from it") + "    required: yes\n"
            if n:
                lines += f"    when: q{s}_0 > {n}\n"
            if kind == "date":
                lines += f"    valid:\n    - {{check: q{s}_4 >= today() + {n} days, level: warn, say: Too early}}\n"
    return lines


def milliseconds(code: str, path: Path) -> float:
    """How much processor time a fresh process takes for the code: what else the machine does counts less."""
    child = subprocess.Popen([sys.executable, "-c", code, str(path)])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"the child ended with {child.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000


def edit(rounds: int) -> tuple[float, float]:
    """Milliseconds to take one answer into a full interview, and to start that interview anew."""
    questionnaire = read_questionnaire(brief(("en",)).encode(), "brief.yaml")
    interview = Interview.start(questionnaire, {}, today=date(2027, 1, 4), language="en")
    values = {"number": 9, "bool": True, "text": "text", "money": "5 EUR", "date": date(2027, 5, 3)}
    at = datetime(2027, 1, 4, tzinfo=UTC)
    for question in questionnaire.questions():
        if question.type.value in values:
            interview, _, _ = interview.give(question.id, values[question.type.value], by="bench", at=at)  # type: ignore[arg-type]
    last = interview.answers["q9_2"]
    times: dict[str, list[float]] = {"one": [], "all": []}
    for _ in range(rounds * 10):
        began = time.perf_counter()
        interview.restored("q9_2", last)
        between = time.perf_counter()
        Interview.start(questionnaire, interview.answers, today=interview.today, language="en")
        times["one"].append(between - began)
        times["all"].append(time.perf_counter() - between)
    return statistics.median(times["one"]) * 1000, statistics.median(times["all"]) * 1000


def main(rounds: int) -> int:
    """Runs everything in turns and prints the table; 1 where even the fastest breaks the promise."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = {"import only": (IMPORT, Path(folder))}
        for name, languages in {"in English": ("en",), "in seven languages": LANGUAGES}.items():
            path = Path(folder) / f"{len(languages)}.yaml"
            path.write_text(brief(languages), encoding="utf-8")
            jobs[name] = (READ, path)
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for round_ in range(rounds + 1):
            for name, (code, path) in jobs.items():
                took = milliseconds(code, path)
                if round_:  # the first round fills the caches
                    times[name].append(took)
    medians = {name: statistics.median(took) for name, took in times.items()}
    fastest = {name: min(took) for name, took in times.items()}
    bare = medians["import only"]
    print(
        f"a brief of 60 questions, median of {rounds}\n{'':<22}{'ms':>8}{'on top':>8}{'ratio':>8}{'fastest':>9}{'on top':>8}"
    )
    for name, median in medians.items():
        best = f"{fastest[name]:>9.0f}{fastest[name] - fastest['import only']:>8.0f}"
        print(f"{name:<22}{median:>8.0f}{median - bare:>8.0f}{median / bare:>8.2f}{best}")
    one, all_ = edit(rounds)
    print(f"{'edit one answer':<22}{one:>8.2f}{'':>8}{one / all_:>8.2f} of evaluating anew ({all_:.2f} ms)")
    return int(fastest["in English"] - fastest["import only"] > MOST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
