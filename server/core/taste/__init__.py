"""Taste: what somebody rated, and what a model of it says of the rest; pure, numpy only."""
