"""Runs a stranger's code in a process of its own that can compute, and ask its host, and nothing else."""
