"""The terminal screens: home, interview, vetting, decision, agreement; one module a screen."""
