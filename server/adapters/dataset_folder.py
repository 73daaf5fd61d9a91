"""Writes a dataset under a temporary name, and gives it its own when all is there."""

import json
import os
import shutil
import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np

from server.core.errors import ConflictError, InvalidError
from server.core.noise import Samples


class DatasetFolder:
    """A folder that is there whole or not at all; a context, which `finish` ends well."""

    def __init__(self, folder: Path, rate: int, *, force: bool) -> None:
        """Raise `ConflictError` where something has that name, unless it may be replaced."""
        if folder.exists() and not force:
            raise ConflictError(f"{folder} is there already; --force replaces it.")
        if folder.exists() and not (folder / "metadata.csv").is_file() and any(folder.iterdir()):
            raise ConflictError(f"{folder} is no dataset of ours, and stays; choose another name.")
        self._folder, self._rate = folder, rate
        self._temporary = folder.with_name(f".{folder.name}.{os.getpid()}.part")

    def __enter__(self) -> Self:
        """Begin."""
        try:
            (self._temporary / "wavs").mkdir(parents=True)
        except OSError as error:
            raise InvalidError(f"{self._folder} can't be written: {error.strerror}") from None
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave nothing half done."""
        shutil.rmtree(self._temporary, ignore_errors=True)

    def add(self, clip_id: str, samples: Samples) -> None:
        """Write a clip."""
        with wave.open(str(self._temporary / "wavs" / f"{clip_id}.wav"), "wb") as out:
            out.setparams((1, 2, self._rate, 0, "NONE", ""))
            out.writeframes(np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes())

    def finish(self, metadata: str, report: Mapping[str, Any]) -> None:
        """Write what goes with the clips, and give the folder its name."""
        (self._temporary / "metadata.csv").write_text(metadata, encoding="utf-8", newline="")
        text = json.dumps(report, indent=1, ensure_ascii=False)
        (self._temporary / "report.json").write_text(text + "\n", encoding="utf-8")
        old = self._temporary.with_suffix(".old")
        if self._folder.exists():
            self._folder.rename(old)
        self._temporary.rename(self._folder)
        shutil.rmtree(old, ignore_errors=True)
