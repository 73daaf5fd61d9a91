"""A Whisper model of a few kilobytes that says "Good morning." to every sound.

Its layers add nothing, so that what it says next depends only on how much it has said: the position
is one-hot, and the projection turns each into the next token of a script. It attends to the sound
at as many fifths of a second, which is where words get their times from.
"""

from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import WhisperSpec
from ctranslate2.specs.model_spec import LayerSpec
from tokenizers import Tokenizer
from tokenizers.decoders import Fuse
from tokenizers.models import WordLevel

from server.core.language_names import NAMES

WIDTH = 16
POSITIONS = 448
FRAMES = 10
"""Of 20 ms: what one token is long."""
SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", *(f"<|{code}|>" for code in NAMES), "<|translate|>",
    "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)  # fmt: skip
TIMES = tuple(f"<|{at * 0.02:.2f}|>" for at in range(1501))
TOKENS = ("<unk>", " Good", " morning", ".", "", *SPECIAL, *TIMES)
"""The library takes a model for a multilingual one by its empty token."""
SCRIPT = ("<|en|>", "", "<|0.20|>", " Good", " morning", ".", "<|1.00|>", "<|endoftext|>")
"""What follows the start, the language (given), the task (given), and so on."""


def build(folder: Path) -> Path:
    """Write the model and its tokenizer; give the folder."""
    spec = WhisperSpec(1, 1, 1, 1)
    spec.encoder.conv1.weight = zeros(WIDTH, 80, 3)
    spec.encoder.conv2.weight = zeros(WIDTH, WIDTH, 3)
    for conv in (spec.encoder.conv1, spec.encoder.conv2):
        conv.bias = zeros(WIDTH)
    spec.encoder.position_encodings.encodings = one_hot(np.arange(1500) // FRAMES)
    spec.decoder.position_encodings.encodings = one_hot(np.arange(POSITIONS))
    spec.decoder.embeddings.weight = zeros(len(TOKENS), WIDTH)
    spec.decoder.projection.weight = projection()
    for side in (spec.encoder, spec.decoder):
        normal(side.layer_norm)
        layer = side.layer[0]
        fill_attention(layer.self_attention)
        fill_linear(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
        fill_linear(layer.ffn.linear_1, WIDTH, 4 * WIDTH)
        normal(layer.ffn.layer_norm)
    fill_attention(spec.decoder.layer[0].attention)
    spec.config.lang_ids = [TOKENS.index(f"<|{code}|>") for code in NAMES]
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.config.alignment_heads = [(0, 0)]
    spec.register_vocabulary(list(TOKENS))
    spec.validate()
    spec.optimize()
    folder.mkdir(parents=True)
    spec.save(str(folder))
    tokenizer = Tokenizer(WordLevel({token: at for at, token in enumerate(TOKENS)}, "<unk>"))
    tokenizer.decoder = Fuse()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def zeros(*shape: int) -> Any:
    """Give zeros as models have them."""
    return np.zeros(shape, np.float32)


def projection() -> Any:
    """Turn each position into the next token; whatever comes after the script, into its end."""
    weight = zeros(len(TOKENS), WIDTH)
    for position in range(WIDTH):
        token = SCRIPT[min(position, len(SCRIPT) - 1)]
        if token:
            weight[TOKENS.index(token), position] = 10
    return weight


def normal(norm: LayerSpec) -> None:
    """Let a norm be plain."""
    norm.gamma, norm.beta = zeros(WIDTH) + 1, zeros(WIDTH)


def fill_linear(linear: LayerSpec, out: int, width: int) -> None:
    """Let a layer give nothing."""
    linear.weight, linear.bias = zeros(out, width), zeros(out)


def fill_attention(attention: LayerSpec) -> None:
    """Let it add nothing, and let what is said attend to the sound at as many `FRAMES`."""
    normal(attention.layer_norm)
    own = len(attention.linear) == 2
    for linear, times in zip(attention.linear, (3, 1) if own else (1, 2, 1), strict=True):
        fill_linear(linear, times * WIDTH, WIDTH)
    if not own:
        attention.linear[0].weight[:] = attention.linear[1].weight[:WIDTH] = np.eye(WIDTH)


def one_hot(places: Any) -> Any:
    """Give a row for each place; all that are too far share the last."""
    return np.eye(WIDTH, dtype=np.float32)[np.minimum(places, WIDTH - 1)]
