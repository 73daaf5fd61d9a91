"""Language texts: the TOML sources of one folder, and the timbres that they may name."""

import json
from pathlib import Path


class LanguageFolder:
    """Reads every ``*.toml`` of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self) -> dict[str, str]:
        """Give each file's text by its name, in the order of names.

        Bytes that are no UTF-8 are read as U+FFFD, so that the file's other mistakes are told too.
        """
        files = sorted(self._folder.glob("*.toml"))
        return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files}


def sampled_timbres(table: Path) -> dict[str, list[int]]:
    """Give the notes that each timbre was sampled at, from ``extension/sounds/samples.json``."""
    timbres = json.loads(table.read_text(encoding="utf-8"))["timbres"]
    return {name: [sample["note"] for sample in samples] for name, samples in timbres.items()}
