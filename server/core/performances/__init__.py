"""What was played once, gathered from several files on one clock: values and rules."""
