"""An agreement of three versions, the last under a new key, as it is exported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from intake import canonical
from intake.model.brief import Brief, Previous
from intake.model.checklist import Task
from intake.model.money import Money
from intake.model.values import Quantity
from intake.signing.differences import differences
from intake.signing.exporting import Version, write_folder
from intake.signing.keys import SupplierKey
from signing import sample
from signing.conftest import Agreement, agree

LOGO = Task("Logo", Quantity(Decimal(1), "piece"), date(2027, 2, 10), "approved in writing", Money(40000, "EUR"))
ICONS = Task("Icons", Quantity(Decimal(6), "piece"), date(2027, 2, 20), "approved in writing", Money(30000, "EUR"))


@dataclass(frozen=True, slots=True)
class Chain:
    """The versions of one agreement, and the rotations that link their keys."""

    versions: tuple[Agreement, ...]
    rotations: bytes = b""

    def write(self, target: Path, versions: Sequence[Agreement] | None = None) -> Path:
        """The exported folder."""
        chosen = self.versions if versions is None else versions
        return write_folder(target, [Version(each.offer, each.sealed) for each in chosen], self.rotations)


def first(key: SupplierKey, **names: str) -> Agreement:
    """The first version."""
    return agree(sample.raw(sample.brief(**names)), key)  # type: ignore[arg-type]


def following(before: Agreement, task: Task, key: SupplierKey, *, changes: tuple[str, ...] | None = None) -> Agreement:
    """The version that adds a task to the one before."""
    old = canonical.decode(Brief, canonical.from_bytes(before.brief))
    new = replace(
        old,
        seq=old.seq + 1,
        checklist=replace(old.checklist, tasks=(*old.checklist.tasks, task)),
        prev=Previous(canonical.digest(before.brief), canonical.digest(before.sealed)),
    )
    said = differences(old, new) if changes is None else changes
    return agree(sample.raw(replace(new, changes=said)), key)
