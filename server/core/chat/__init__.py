"""Chat: what a model is told and tells, and how an answer is bound to its sources."""
