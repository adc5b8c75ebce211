"""How long signing and verifying take, against `pdfsig` and pyHanko's validator on the same file in the same run.

    python benchmarks/verifying.py [ROUNDS [PYTHON]]

Times are of the processor, medians in milliseconds. *Warm* is one of twenty checks in a row, ours as well as pyHanko's, in a process
that has printed this brief and read this key before: whoever checks many does so one after the other. A single check between other
programs finds the processor's caches cold, and is a line of its own. *Printed anew* prints the pages again each time; *cold* is a
command from its start, with its bytecode kept as an installation keeps it; `--seal-only` leaves out the pages, which `pdfsig` and
pyHanko have no part of: they check the signature, and do not hold the pages against the data. PYTHON is that of an environment which
the wheel was installed into, as users have it, and its script `intake` is what is started (`-m intake` where there is none); an
editable installation puts more folders to search before each command, and setuptools beside it runs code at every start of Python.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from intake.signing import accepting, contents, document, keys, offering, sealing
from intake.signing.accepting import Acceptor
from intake.signing.keys import SupplierKey
from intake.signing.verifying import verify_document
from signing import sample

IN_A_ROW = 20
NOW = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
PYHANKO = """
import sys
from pathlib import Path
from intake.signing.second_opinion import opinion
opinion(Path(sys.argv[1]).read_bytes())
"""
LIBRARIES = "import json, datetime, decimal, cryptography.hazmat.primitives.asymmetric.ec; import os; os._exit(0)"
TYPST = "import typst; typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)"


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def of_this_process(work: Callable[[], object]) -> float:
    """Milliseconds of the processor that a piece of work takes here."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def of_one_in_a_row(work: Callable[[], object]) -> float:
    """The same for one of so many that are done one after the other."""
    return of_this_process(lambda: [work() for _ in range(IN_A_ROW)]) / IN_A_ROW


def of_a_command(*command: str) -> float:
    """Milliseconds of the processor that a command takes, from its start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def sign(key: SupplierKey) -> bytes:
    """The sample brief offered, accepted and sealed."""
    brief = sample.raw(sample.brief())
    offer = offering.offer(brief, key, at=NOW)
    acceptance = accepting.accept(brief, offer, Acceptor("Åsa Bergström"), key, at=NOW)
    return sealing.seal(brief, offer, acceptance, key, at=NOW)


def pyhanko(sealed: bytes, key: SupplierKey) -> Callable[[], object]:
    """pyHanko's validation of the seal."""
    import io

    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = x509.Certificate.load(pem.unarmor(key.certificate_pem)[2])

    def validate() -> None:
        (signature,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
        validate_pdf_signature(signature, ValidationContext(trust_roots=[root], moment=NOW))

    return validate


def printed_anew(sealed: bytes) -> None:
    """Our check with nothing kept from before."""
    for kept in (document._printed, contents.read_brief, contents.read_acceptance):
        kept.cache_clear()
    verify_document(sealed)


def main(rounds: int, python: str) -> None:
    """Measures all in turns and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        key = keys.create(Path(folder) / "keys", "Ann Field", None, now=NOW)
        first = of_this_process(lambda: sign(key))
        sealed = sign(key)
        file = Path(folder) / "000.pdf"
        file.write_bytes(sealed)
        theirs = pyhanko(sealed, key)
        theirs()
        script = Path(python).with_name("intake")
        ours = [str(script)] if script.exists() else [python, "-m", "intake"]
        measured: dict[str, Callable[[], float]] = {
            "intake, warm": lambda: of_one_in_a_row(lambda: verify_document(sealed)),
            "intake, printed anew": lambda: of_this_process(lambda: printed_anew(sealed)),
            "pyHanko, warm": lambda: of_one_in_a_row(theirs),
            "intake verify, cold": lambda: of_a_command(*ours, "verify", str(file)),
            "intake verify --seal-only": lambda: of_a_command(*ours, "verify", "--seal-only", str(file)),
            "intake --version": lambda: of_a_command(*ours, "--version"),
            "pyHanko, cold": lambda: of_a_command(sys.executable, "-c", PYHANKO, str(file)),
            "python alone": lambda: of_a_command(python, "-c", "0"),
            "python with what a signature needs": lambda: of_a_command(python, "-c", LIBRARIES),
            "python with typst and fonts": lambda: of_a_command(python, "-c", TYPST),
            "intake, one between others": lambda: of_this_process(lambda: verify_document(sealed)),
        }
        if shutil.which("pdfsig"):
            measured["pdfsig"] = lambda: of_a_command("pdfsig", str(file))
        if python == sys.executable:  # an installed wheel has its bytecode beside it, where it is found sooner
            ENVIRONMENT["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        for measure in measured.values():
            measure()
        times: dict[str, list[float]] = {name: [] for name in measured}
        for _ in range(rounds):
            for name, measure in measured.items():
                times[name].append(measure())
    peer = statistics.median(times.get("pdfsig", [float("nan")]))
    print(f"offer, acceptance and seal, the first in this process: {first:.0f} ms")
    for name, each in times.items():
        middle = statistics.median(each)
        print(f"{name:34} {middle:8.1f} ms   {middle / peer:6.2f} x pdfsig")


if __name__ == "__main__":
    os.environ.pop("SSH_AUTH_SOCK", None)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9, sys.argv[2] if len(sys.argv) > 2 else sys.executable)
