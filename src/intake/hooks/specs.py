"""The hooks that a plugin may implement: each returns things, and the host does the work."""

from collections.abc import Mapping, Sequence

import pluggy

from intake.hooks.source import Source

PROJECT = "intake"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def intake_sources(settings: Mapping[str, str]) -> Sequence[Source]:  # type: ignore[empty-body]
    """The sources this plugin adds; `settings` are the user's, by name, and may be left out of the signature."""
