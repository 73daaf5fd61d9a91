"""Which embedder is wanted at start, and which serves."""

from server.core.retrieval.embedder_choice import EmbedderChoice, at_start


def test_what_was_said_last_counts() -> None:
    """The first setting; a choice over an unchanged setting; a changed setting over a choice."""
    chosen = EmbedderChoice("a", "b", "a")

    assert at_start(None, "a") == EmbedderChoice("a", "a", "a")
    assert at_start(chosen, "a") == chosen
    assert at_start(chosen.serves("b"), "c") == EmbedderChoice("c", "c", "b")
    assert at_start(chosen, "c").changing
    assert not chosen.serves("b").changing
