"""Holding names against official watch lists, on this machine, and showing why two names are taken for one."""
