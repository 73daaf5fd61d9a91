"""Use cases: one noun each; they see the world through the Protocols of `core/ports.py`."""
