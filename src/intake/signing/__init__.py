"""Keys, the printed brief, offer, acceptance, seal, the exported folder and its verification."""
