"""Keys, documents, seals, and their verification."""
