"""The condition language: three-valued, typed, with a reason for every unknown."""
