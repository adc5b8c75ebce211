"""What follows from a decision: payments, hours, incidents, changes, and when to decide again; pure."""
