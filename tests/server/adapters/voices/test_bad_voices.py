"""Files that are no voice: each is named, with what is wrong, and others speak."""

from pathlib import Path

import pytest

from server.adapters.voices.pool import VoicePool
from server.core.errors import UnavailableError
from server.core.voices import Utterance
from tests.server.adapters.voices.conftest import TEXT, espeak, installed


@pytest.mark.parametrize(("spoil", "said"), [
    ("gone", "is gone"),
    ("empty", "is empty"),
    ("cut", "is broken or no ONNX model"),
    ("text", "is broken or no ONNX model"),
    ("alone", "lacks its description"),
    ("no json", "that is no JSON"),
    ("half", "does not say audio.sample_rate"),
    ("newer", "another version of Piper"),
    ("newest", "another version of onnxruntime"),
    ("other", "is no Piper voice of this version: it takes pixels"),
])  # fmt: skip
async def test_files_that_are_no_voice(
    pool: VoicePool, tmp_path: Path, spoil: str, said: str
) -> None:
    """A file that is missing, broken or for another version is named, with what is wrong."""
    (hum,) = installed(tmp_path, "hum")
    spoilt(Path(hum.source), spoil)
    with pytest.raises(UnavailableError, match=said) as raised:
        await pool.say(Utterance(hum, TEXT))

    assert "en_US-hum-tiny" in str(raised.value)
    assert (await pool.say(Utterance(espeak(), TEXT))).pcm


def spoilt(model: Path, how: str) -> None:
    """Break a voice."""
    import onnx

    told = model.with_name(model.name + ".json")
    match how:
        case "gone":
            model.unlink()
        case "empty":
            model.write_bytes(b"")
        case "cut":
            model.write_bytes(model.read_bytes()[:300])
        case "text":
            model.write_text("<html>Not found</html>")
        case "alone":
            told.unlink()
        case "no json":
            told.write_bytes(b"\xff{")
        case "half":
            told.write_text("{}")
        case "newer":
            told.write_text(
                told.read_text().replace('"espeak", "phoneme_id', '"tones", "phoneme_id')
            )
        case "newest":
            whole = onnx.load(str(model))
            whole.ir_version = 99
            onnx.save(whole, str(model))
        case "other":
            whole = onnx.load(str(model))
            picture = onnx.helper.make_tensor_value_info("pixels", 1, [1])
            graph = onnx.helper.make_graph(
                [onnx.helper.make_node("Identity", ["pixels"], ["output"])], "other", [picture],
                [onnx.helper.make_tensor_value_info("output", 1, [1])],
            )  # fmt: skip
            whole.graph.CopyFrom(graph)
            onnx.save(whole, str(model))
