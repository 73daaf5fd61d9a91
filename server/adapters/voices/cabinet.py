"""Puts voices into the folder of the installed, whole or not at all, and takes them out."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from server.adapters.voices.shelf import CARD, DESCRIPTION, MODEL, beside, read_voice
from server.core.errors import ConflictError, InvalidError, NotFoundError
from server.core.voice_description import NAME, Unfit
from server.core.voices import Voice

NEW = ".new-"
FORGOTTEN = 86_400
"""Seconds after which what an install that was cut off has left is thrown away."""


class Cabinet:
    """The folder of the installed voices, as one who changes it sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def room(self) -> Iterator[Path]:
        """Give a folder for what is not whole yet; it goes, whatever happens."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clear()
        with tempfile.TemporaryDirectory(prefix=NEW, dir=self._folder) as name:
            yield Path(name)

    def refuse_twice(self, name: str, *, replace: bool) -> None:
        """Raise `ConflictError` where a voice is there already, `InvalidError` for no name."""
        if not NAME.fullmatch(name):
            raise InvalidError(f"{name!r} is no name of a voice; use letters, digits, - and _.")
        if not replace and (self._folder / f"{name}{MODEL}").exists():
            raise ConflictError(f"The voice {name} is installed already; --replace renews it.")

    def copied(self, model: Path, name: str, room: Path) -> Path:
        """Copy a model with what lies beside it; give the copy."""
        if model.suffix != MODEL or not model.is_file():
            raise NotFoundError(f"There is no model {model}; name a file that ends in {MODEL}.")
        copy = room / f"{name}{MODEL}"
        shutil.copyfile(model, copy)
        with suppress(FileNotFoundError):  # reading it says that it is missing
            shutil.copyfile(beside(model), beside(copy))
        return copy

    def voice(self, model: Path) -> Voice:
        """Give the voice that a model is; raises `InvalidError` with why it is none."""
        found = read_voice(model)
        if isinstance(found, Unfit):
            raise InvalidError(f"The voice {model.name} {found.why}.")
        return found

    def place(self, name: str, room: Path) -> None:
        """Move a voice in; its model comes last, and with it the voice is there."""
        for suffix in (CARD, DESCRIPTION, MODEL):
            with suppress(FileNotFoundError):
                (room / f"{name}{suffix}").replace(self._folder / f"{name}{suffix}")

    def remove(self, name: str) -> None:
        """Take a voice out; its model goes first."""
        model = self._folder / f"{name}{MODEL}"
        if not NAME.fullmatch(name) or not model.exists():
            raise NotFoundError(f"There is no installed voice {name!r}; `rubato voices list`.")
        for suffix in (MODEL, DESCRIPTION, CARD):
            (self._folder / f"{name}{suffix}").unlink(missing_ok=True)

    def _clear(self) -> None:
        for left in self._folder.glob(f"{NEW}*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > FORGOTTEN:
                    shutil.rmtree(left, ignore_errors=True)
