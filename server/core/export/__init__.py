"""Exports: everything that is the owner's in one portable archive, and taken in elsewhere."""
