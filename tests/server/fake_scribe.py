"""A fake transcriber: writes its name for each sound, and files as their test tells it to."""

import threading
from collections.abc import Iterator, Sequence

from server.core.errors import UnavailableError
from server.core.noise import Samples
from server.core.transcript import PLAINLY, Asked, Progress, Segment


class FakeScribe:
    """Keeps what it was asked; where `gate` is closed it waits there, until it is stopped."""

    limits = "It writes its name."

    def __init__(self, name: str, languages: Sequence[str] = ("en",)) -> None:
        self.name = name
        self.languages = languages
        self.files: list[tuple[str, bytes, str | None, Asked]] = []
        self.told: Sequence[Segment | Progress | Exception] = (
            Progress(0, 2000),
            Segment(0, 900, "Good morning.", 1.0, (), "en"),
            Segment(1000, 1900, "It rains.", 1.0, (), "en"),
            Progress(2000, 2000),
        )
        self.gate, self.begun, self.stopped = (threading.Event() for _ in range(3))
        self.gate.set()

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write the name."""
        yield Segment(0, samples.size, self.name, 1.0, (), language or "")

    def transcribe_file(
        self, file: str, longest: int, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment | Progress]:
        """Read the file, and tell what is to be told."""
        with open(file, "rb") as sound:  # noqa: PTH123  (the port has names of files)
            self.files.append((file, sound.read(), language, asked))
        for told in self.told:
            if isinstance(told, Exception):
                raise told
            yield told
            self.begun.set()
            self.gate.wait()
            if self.stopped.is_set():
                raise UnavailableError("It was stopped.")

    def stop(self) -> None:
        """Give up."""
        self.stopped.set()
        self.gate.set()
