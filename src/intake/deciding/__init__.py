"""From answers, findings and history to a verdict range; pure."""
