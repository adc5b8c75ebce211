"""The dossiers on disk: journals that lose nothing, and a catalogue made from them."""
