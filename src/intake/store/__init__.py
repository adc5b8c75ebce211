"""The store: one journal a dossier is the truth, stored files stand beside it, a catalogue makes them quick to list."""
