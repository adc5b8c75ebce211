"""Who you are and what you prefer: `settings.yaml` in the home folder, written by hand or by the desk."""

from pathlib import Path

from intake.errors import BadFile, Usage
from intake.frugal import dataclass, field, replace
from intake.model.party import Party
from intake.store import durable

FILE = "settings.yaml"
KEYS = Path("keys") / "sources"
"""The folder in the home for the keys of sources, beside your own."""
_MOST_MONTHS = 120
_PARTS = ("name", "country", "email", "address", "website")
_PREFERENCES = ("questionnaire", "policy", "language", "theme", "vat")


@dataclass(frozen=True, slots=True)
class Settings:
    """Your name as it stands in agreements, the questionnaire, policy and language to start with, and the screens' colours.

    `vat` is your own VAT number, given to sources that prove to whom they answered. `retention_months` is how long you offer
    to keep what was found of a person.
    """

    supplier: Party = field(default_factory=lambda: Party(""))
    questionnaire: str = "web-brief"
    policy: str = "solo"
    language: str = "en"
    theme: str = "calm"
    vat: str = ""
    retention_months: int = 6


NAMES = (*_PARTS, *_PREFERENCES, "retention_months")
"""What can be set, by name."""


def value(settings: Settings, name: str) -> str:
    """What a setting of that name says."""
    return str(getattr(settings.supplier if name in _PARTS else settings, name))


def changed(settings: Settings, name: str, to: str) -> Settings:
    """The settings with one of them other; Usage where it cannot be that."""
    if name in _PARTS:
        if name == "country" and to:
            from intake.interviewing.entry.countries import country_code

            code = country_code(to)
            if code is None:
                raise Usage(f"'{to}' is not a country or its code", remedy="Type it again.")
            to = code
        return replace(settings, supplier=replace(settings.supplier, **{name: to}))  # type: ignore[arg-type]
    if name == "retention_months":
        if not (to.isascii() and to.isdigit() and 0 < int(to) <= _MOST_MONTHS):
            raise Usage(f"'{to}' is not a number of months from 1 to {_MOST_MONTHS}", remedy="Type it again.")
        return replace(settings, retention_months=int(to))
    return replace(settings, **{name: to})  # type: ignore[arg-type]


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
        theme=form.take_text("theme", default.theme),
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
