"""Processes of their own that work for the server: they may crash, hang or be stopped."""
