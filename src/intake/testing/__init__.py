"""What plugin authors and our own tests use: recorded answers and a conformance suite."""
