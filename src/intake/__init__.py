"""Vet a client before you say yes: interview, due diligence, decision, signed brief."""

__version__ = "0.1.0"
