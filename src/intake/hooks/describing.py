"""What a source states of itself, written so that it can leave the plugin's process or be kept in a file."""

from intake import canonical
from intake.frugal import replace
from intake.hooks.source import SourceInfo
from intake.model.values import Json


def to_json(info: SourceInfo) -> Json:
    """The JSON form; the pace, a number with a fraction, is written as text."""
    whole = canonical.encode(replace(info, seconds_apart=0))
    return {**whole, "seconds_apart": str(info.seconds_apart)} if isinstance(whole, dict) else whole


def from_json(data: Json) -> SourceInfo:
    """The statement behind its JSON form; ValueError where it is none."""
    if not isinstance(data, dict):
        raise ValueError("a source states itself in an object")
    info = canonical.decode(SourceInfo, {**data, "seconds_apart": 0})
    return replace(info, seconds_apart=float(str(data.get("seconds_apart", info.seconds_apart))))
