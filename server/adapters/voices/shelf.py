"""The voices that are here: those installed, a model and its description each, and the embedded."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from server.adapters.voices.embedded import embedded_voices
from server.core.voice_description import NAME, Description, Unfit, described
from server.core.voices import Voice

MODEL, DESCRIPTION, CARD = ".onnx", ".onnx.json", ".MODEL_CARD"
LARGEST_DESCRIPTION = 2_000_000


class VoiceShelf:
    """Looks into the folder of the installed voices each time: one is there as soon as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Voice | Unfit] = {}
        """What was found, by the model's name and the state of its files."""

    def voices(self) -> Sequence[Voice]:
        """List them: those installed first, then the embedded."""
        found = (found for _, found in self._found())
        return [*(one for one in found if isinstance(one, Voice)), *embedded_voices()]

    def unfit(self) -> Mapping[str, str]:
        """Say why models in the folder are no voices, by their names."""
        return {name: one.why for name, one in self._found() if isinstance(one, Unfit)}

    def _found(self) -> Iterator[tuple[str, Voice | Unfit]]:
        known, self._read = self._read, {}
        for model in sorted(self.folder.glob(f"[!.]*{MODEL}")):
            key = _state(model)
            found = known[key] if key in known else read_voice(model)
            self._read[key] = found
            yield model.stem, found


def read_voice(model: Path) -> Voice | Unfit:
    """Read a voice by what lies beside its model; the model itself is not looked into."""
    stem = model.name.removesuffix(MODEL)
    if not NAME.fullmatch(stem):
        return Unfit("has a name that is no voice's: letters, digits, - and _")
    found = read_description(beside(model), stem)
    if isinstance(found, Unfit):
        return found
    try:
        size = model.stat().st_size
    except OSError:
        return Unfit("cannot be read")
    if size == 0:
        return Unfit("is empty")
    return Voice(
        stem, found.title, found.language, "piper", found.sample_rate, str(model),
        version=_state(model), speakers=found.speakers,
    )  # fmt: skip


def read_description(path: Path, stem: str) -> Description | Unfit:
    """Read what lies beside a model."""
    try:
        if path.stat().st_size > LARGEST_DESCRIPTION:
            return Unfit(f"has a description, {path.name}, that is too large to be one")
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Unfit(f"lacks its description, {path.name}, which belongs beside it")
    except (OSError, ValueError, RecursionError):
        return Unfit(f"has a description, {path.name}, that is no JSON")
    found = described(told, stem)
    return (
        Unfit(f"has a description, {path.name}, that {found.why}")
        if isinstance(found, Unfit)
        else found
    )


def beside(model: Path) -> Path:
    """Give where a model's description lies."""
    return model.with_name(model.name.removesuffix(MODEL) + DESCRIPTION)


def _state(model: Path) -> str:
    """Give a text that is another once either file has changed."""
    return " ".join([model.name, *map(_stamp, (model, beside(model)))])


def _stamp(path: Path) -> str:
    try:
        state = path.stat()
    except OSError:
        return "-"
    return f"{state.st_mtime_ns}.{state.st_size}"
