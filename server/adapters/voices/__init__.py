"""Speech out: engines in child processes, the voices on disk, and where more of them come from."""
