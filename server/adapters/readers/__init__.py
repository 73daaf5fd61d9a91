"""Readers: one for each kind of document that needs a library."""
