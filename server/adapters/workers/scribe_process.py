"""A transcriber in a process of its own: it may crash, hang or be stopped, and starts again.

It is started when there is something to do, kept for what comes next, and ended when nothing came
for some minutes.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from server.adapters.workers.scribe_following import ScribeFollowing, pcm_of
from server.adapters.workers.worker_process import WorkerProcess
from server.core.errors import UnavailableError
from server.core.noise import Samples
from server.core.scribe_messages import Hello, Job, hello_of, job_line, told_of
from server.core.transcript import PLAINLY, Asked, Progress, Segment

SILENCE = 600.0
"""Seconds without a word from it, after which it hangs: a piece of half a minute takes a large
model on a slow machine some of them, decoding hours of video others."""
IDLE = 300.0
"""Seconds without a job, after which it ends, and its memory is free."""
ENDED = (
    "Writing down was stopped (status {}): it took too much memory or time, or was interrupted. "
    "Try again, with a shorter piece or a smaller model."
)


class ScribeProcess:
    """Gives its jobs to the process, one after another; safe between threads."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        silence: float = SILENCE,
        idle: float = IDLE,
    ) -> None:
        """Start it; raises `UnavailableError` with what it says where it cannot begin."""
        self._silence, self._idle = silence, idle
        self._worker = WorkerProcess(command, environment, ENDED)
        with self._worker.turn():
            self._hello = self._start()
            self._worker.rest(self._idle)

    @property
    def name(self) -> str:
        """Say who writes."""
        return self._hello.name

    @property
    def limits(self) -> str:
        """Say what it does badly."""
        return self._hello.limits

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages it knows."""
        return self._hello.languages

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down; see `server.core.transcript.Transcriber`."""
        pcm = pcm_of(samples)
        for told in self._work(Job(None, len(pcm), 0, language, asked), [pcm]):
            if isinstance(told, Segment):
                yield told

    def transcribe_file(
        self, file: str, longest: int, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment | Progress]:
        """Write a file down; see `server.core.transcript.FileTranscriber`."""
        return self._work(Job(file, 0, longest, language, asked), [])

    def follow(self, language: str | None = None, level: str = "") -> ScribeFollowing | None:
        """Write while somebody speaks; see `server.core.transcript.Follows`."""
        if not self._hello.follows:
            return None
        job = Job(None, 0, 0, language, PLAINLY, follows=True, level=level)
        return ScribeFollowing(lambda sound: self._work(job, sound))

    def stop(self) -> None:
        """End the process, and with it what is under way; the next job starts another."""
        self._worker.stop()

    def _work(self, job: Job, sound: Iterable[bytes]) -> Generator[Segment | Progress, None, str]:
        """Give what it answers; at the end, of what it followed, the level."""
        with self._worker.turn():
            if self._worker.pid is None:
                self._hello = self._start()
            done = False
            try:
                self._worker.send(job_line(job), self._silence)
                for piece in sound:
                    self._worker.send(piece, self._silence)
                while not done:
                    message = self._worker.read(self._silence)
                    done = "segment" not in message and "progress" not in message
                    told = told_of(message)
                    if told is not None:
                        yield told
                return str(message.get("level", ""))
            finally:
                # What is half done is of no use to anybody, and keeps others waiting.
                if done:
                    self._worker.rest(self._idle)
                else:
                    self._worker.end()

    def _start(self) -> Hello:
        self._worker.start()
        try:
            message = self._worker.read(self._silence)
            told_of(message)  # raises why it cannot begin
        except UnavailableError:
            self._worker.end()
            raise
        return hello_of(message)
