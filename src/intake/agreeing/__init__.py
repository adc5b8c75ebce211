"""From a decision and answers to the brief that both sides sign; pure."""
