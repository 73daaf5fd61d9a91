"""A sentence model of our own making in ONNX, and the real one where it is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from server.adapters.minilm_embedder import MiniLmEmbedder, problem
from server.core.errors import UnavailableError
from tests.server.adapters.offline import offline

__all__ = ["offline"]

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "piano", "key", "pedal", "sea"]
TABLE = np.random.default_rng(1).normal(size=(len(WORDS), 6)).astype(np.float32)


def build(folder: Path) -> None:
    """Make a model that looks each token's row up, and a tokenizer of a few words."""
    folder.mkdir(parents=True)
    names = ("input_ids", "attention_mask", "token_type_ids")
    inputs = [helper.make_tensor_value_info(each, TensorProto.INT64, ["b", "t"]) for each in names]
    output = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["b", "t", 6])
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["states"])],
        "lookup",
        inputs,
        [output],
        [numpy_helper.from_array(TABLE, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.save(model, str(folder / "model.onnx"))
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the small model."""
    made = tmp_path_factory.mktemp("models") / "small" / "onnx"
    build(made)
    return made


def by_hand(text: str) -> np.ndarray:
    """Average the rows of the tokens, with those at both ends."""
    known = [WORDS.index(word) if word in WORDS else 1 for word in text.split()]
    mean = TABLE[[2, *known[:254], 3]].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def test_tokens_are_averaged(folder: Path, offline: list[str]) -> None:
    """Rows have length 1, in the order of the texts, whatever stands beside them in a batch."""
    texts = ["piano key", "", "sea " * 300, "pedal", "unheard of", "piano " * 40]
    embedder = MiniLmEmbedder(folder)
    rows = embedder.embed(texts)

    assert rows.dtype == np.float32
    assert rows == pytest.approx(np.stack([by_hand(text) for text in texts]), abs=1e-5)
    assert (embedder.name, embedder.dimensions) == ("small", 6)
    assert embedder.embed([]).shape == (0, 6)
    assert offline == []


def test_many_texts_are_many_batches(folder: Path) -> None:
    """A thousand texts of all lengths."""
    texts = [" ".join(["piano", "key", "sea"][: 1 + n % 3] * (n % 60)) for n in range(1000)]
    rows = MiniLmEmbedder(folder).embed(texts)

    for number in (0, 1, 59, 500, 999):
        assert rows[number] == pytest.approx(by_hand(texts[number]), abs=1e-5)


def test_what_is_no_model_is_said(folder: Path, tmp_path: Path) -> None:
    """With what is missing and how to fetch it; a broken one when it is used."""
    assert problem(folder) is None
    assert "no model.onnx and no tokenizer.json" in (problem(tmp_path) or "")
    with pytest.raises(UnavailableError, match="hf download"):
        MiniLmEmbedder(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"broken")
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    with pytest.raises(UnavailableError, match="broken"):
        MiniLmEmbedder(tmp_path).embed(["x"])


def test_the_real_one(shared: Callable[[str], Path], offline: list[str]) -> None:
    """What means the same is nearer than what only sounds alike."""
    embedder = MiniLmEmbedder(shared("models/all-MiniLM-L6-v2/onnx"))
    car, auto, carpet = embedder.embed(["the car is fast", "a quick automobile", "a carpet"])

    assert embedder.name == "all-MiniLM-L6-v2"
    assert car @ auto > car @ carpet + 0.1
    assert offline == []
