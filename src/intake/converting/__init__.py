"""Questionnaires in from other formats, and answers and their schema out."""
