"""The terminal screens, one per step."""
