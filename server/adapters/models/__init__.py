"""Servers of models, each spoken to in its own way."""
