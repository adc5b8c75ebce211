"""Who you are and what you prefer: `settings.yaml` in the home folder, written by hand or by the desk."""

from dataclasses import dataclass, field
from pathlib import Path

from intake.errors import BadFile, Usage
from intake.model.brief import Party
from intake.store import durable

FILE = "settings.yaml"
KEYS = Path("keys") / "sources"
"""The folder in the home for the keys of sources, beside your own."""
_PARTS = ("name", "country", "email", "address", "website")
_PREFERENCES = ("questionnaire", "policy", "language", "vat")


@dataclass(frozen=True, slots=True)
class Settings:
    """Your name as it stands in agreements, and the questionnaire, policy and language to start with.

    `vat` is your own VAT number, given to sources that prove to whom they answered. `retention_months` is how long you offer
    to keep what was found of a person.
    """

    supplier: Party = field(default_factory=lambda: Party(""))
    questionnaire: str = "web-brief"
    policy: str = "solo"
    language: str = "en"
    vat: str = ""
    retention_months: int = 6


def load(home: Path) -> Settings:
    """The settings of a home; the defaults where none are written. BadFile names every fault."""
    path = home / FILE
    if not path.exists():
        return Settings()
    # The screens ask for the settings before their first paint.
    from intake import documents

    node, faults = documents.read(path)
    form = documents.Form(node, faults, "the settings file")
    supplier = form.take_form("supplier", "supplier")
    party = Party("")
    if supplier is not None:
        party = Party(**{part: supplier.take_text(part) for part in _PARTS})  # type: ignore[arg-type]
        supplier.done(_PARTS)
    default = Settings()
    found = Settings(
        supplier=party,
        questionnaire=form.take_text("questionnaire", default.questionnaire),
        policy=form.take_text("policy", default.policy),
        language=form.take_text("language", default.language),
        vat=form.take_text("vat", default.vat),
        retention_months=form.take_number("retention_months", default.retention_months) or default.retention_months,
    )
    form.done(("supplier", *_PREFERENCES, "retention_months"))
    if faults:
        raise BadFile(faults)
    return found


def save(home: Path, settings: Settings) -> None:
    """Writes the settings whole; the former file stays intact if that fails (CannotWrite)."""
    lines = ["# Who you are in agreements, and what new dossiers start with.", "supplier:"]
    lines += [f"  {part}: {_quoted(getattr(settings.supplier, part))}" for part in _PARTS]
    lines += [f"{name}: {_quoted(getattr(settings, name))}" for name in _PREFERENCES]
    lines.append(f"retention_months: {settings.retention_months}")
    durable.make_folder(home)
    durable.replace(home / FILE, ("\n".join(lines) + "\n").encode())


def save_key(home: Path, name: str, value: str) -> Path:
    """Keeps the key of a source in a file that you alone can read; Usage where it cannot be one."""
    from intake.vetting import keys

    if not keys.is_key(value):
        raise Usage(f"this is no key: it must be {keys.SHAPE}")
    path = home / KEYS / f"{name}.key"
    durable.make_folder(path.parent)
    durable.replace(path, value.encode("ascii") + b"\n")
    return path


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"
