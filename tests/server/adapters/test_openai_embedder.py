"""Vectors of a server with OpenAI's API, over real HTTP."""

import numpy as np
import pytest

from server.adapters.openai_embedder import TOGETHER, OpenAIEmbedder
from server.core.errors import UnavailableError
from tests.fixtures.fake_openai import OpenAIScript, fake_openai


def test_rows_have_length_one_and_their_order() -> None:
    """Texts go in batches; the fake answers each batch backwards."""
    with fake_openai(OpenAIScript(models={"e": 1}, key="k")) as (address, _):
        embedder = OpenAIEmbedder("e", address, "k")
        rows = embedder.embed(["a", "abc", *["x"] * TOGETHER])

    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(TOGETHER + 2))
    assert rows[1] == pytest.approx(np.array([3, 1, 0]) / np.sqrt(10))
    assert (embedder.name, embedder.dimensions) == ("openai/e", 3)
    assert embedder.embed([]).shape == (0, 3)


def test_what_goes_wrong_is_told() -> None:
    """An unknown model, and nobody there."""
    with fake_openai() as (address, _), pytest.raises(UnavailableError, match="does not exist"):
        OpenAIEmbedder("who", address).embed(["a"])
    with pytest.raises(UnavailableError, match="does not answer"):
        OpenAIEmbedder("e", "http://127.0.0.1:9/v1").embed(["a"])
