"""Backups: what is in one, and which are kept."""
