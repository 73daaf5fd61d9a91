"""The owner's documents: topics, what readers found, and the passages they are cut into."""
