"""Asking public sources, each answer kept as evidence."""
