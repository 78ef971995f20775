"""Sentences → events: ontology, lexicon, frames, roles, status, attribution."""
