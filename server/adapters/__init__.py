"""One outside thing each, behind a Protocol of `core/ports.py`."""
