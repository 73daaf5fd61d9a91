"""Compresses sound by the program ffmpeg, while it is being made."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import suppress

from server.core.errors import UnavailableError

PROGRAM = "ffmpeg"
HOW = "apt-get install ffmpeg, brew install ffmpeg, or winget install ffmpeg"
PIECE = 65_536

FORMATS: Mapping[str, tuple[str, ...]] = {
    "mp3": ("-c:a", "libmp3lame", "-b:a", "64k", "-write_xing", "0", "-f", "mp3"),
    # Pages of a fifth of a second, so that the first leaves soon.
    "opus": ("-c:a", "libopus", "-b:a", "32k", "-page_duration", "200000", "-f", "ogg"),
    "flac": ("-c:a", "flac", "-f", "flac"),
    "aac": ("-c:a", "aac", "-b:a", "64k", "-f", "adts"),
}
"""What ffmpeg is told for each format: mono speech."""


class FfmpegEncoder:
    """Compresses, where ffmpeg is installed."""

    def there(self) -> bool:
        """Tell whether ffmpeg is on this machine."""
        return shutil.which(PROGRAM) is not None

    async def encoded(
        self, pieces: AsyncIterator[bytes], rate: int, kind: str
    ) -> AsyncGenerator[bytes, None]:
        """Give 16-bit mono samples in a format, as they come; what they raise is raised here.

        Raises `UnavailableError` where ffmpeg is missing or cannot do it, and says what helps.
        """
        process = await _start(rate, kind)
        feeding = asyncio.create_task(_feed(process, pieces))
        try:
            assert process.stdout is not None  # noqa: S101  (piped below)
            made = False
            while piece := await process.stdout.read(PIECE):
                made = True
                yield piece
            await feeding
            if await process.wait() != 0 or not made:
                raise UnavailableError(
                    f"The ffmpeg here cannot make {kind}; ask for wav, or install another: {HOW}."
                )
        finally:
            feeding.cancel()
            with suppress(ProcessLookupError):
                process.kill()
            await asyncio.gather(process.wait(), feeding, return_exceptions=True)


async def _start(rate: int, kind: str) -> asyncio.subprocess.Process:
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnavailableError(f"{kind} needs ffmpeg: {HOW}; or ask for wav.")
    return await asyncio.create_subprocess_exec(
        program, "-hide_banner", "-loglevel", "quiet", "-nostdin",
        "-f", "s16le", "-ar", str(rate), "-ac", "1", "-probesize", "32", "-i", "pipe:0",
        *FORMATS[kind], "-flush_packets", "1", "pipe:1",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


async def _feed(process: asyncio.subprocess.Process, pieces: AsyncIterator[bytes]) -> None:
    """Write the samples; end the process where they end, well or not."""
    assert process.stdin is not None  # noqa: S101  (piped above)
    try:
        with suppress(BrokenPipeError, ConnectionResetError):  # it ended: its exit code says why
            async for piece in pieces:
                process.stdin.write(piece)
                await process.stdin.drain()
    finally:
        process.stdin.close()
