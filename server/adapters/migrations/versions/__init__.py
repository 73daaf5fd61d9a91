"""Alembic migrations; a file once released is never edited."""
