"""Somebody whom you recommend to clients for a service."""

from intake.frugal import dataclass


@dataclass(frozen=True, slots=True)
class Referral:
    """A name, the services it stands for (`web`, `translation`), how to reach it, and what you know of it."""

    name: str
    services: tuple[str, ...]
    contact: str = ""
    note: str = ""
