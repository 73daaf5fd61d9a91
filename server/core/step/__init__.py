"""One step of the clock: the chores that `timestep.py` does."""
