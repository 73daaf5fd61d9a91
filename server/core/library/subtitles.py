"""Reads subtitles and transcripts with times, so that a citation can say when."""

from collections.abc import Iterable

from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found, tidied
from server.core.transcript import Segment
from server.core.transcript_reading import Line, read_transcript


def read_subtitles(text: str, form: str) -> Found:
    """Read a transcript (srt, vtt, txt, json); raises `InvalidError` where nothing has a time."""
    read = read_transcript(text, form)
    if not read.lines:
        why = read.problems[0] if read.problems else "it has no line with a time"
        raise InvalidError(f"No subtitles were found: {why}")
    return Found("", tidied(said(read.lines)), notes=read.problems)


def said(lines: "tuple[Line, ...]") -> list[Block]:
    """Give a block for each line; one without an end lasts until the next."""
    following = [line.start_ms for line in lines[1:]]
    return [
        Block(line.text, line=line.number, from_ms=line.start_ms, to_ms=end if end else after)
        for line, end, after in zip(
            lines,
            [line.end_ms for line in lines],
            [*following, lines[-1].start_ms + LAST],
            strict=True,
        )
    ]


def written(segments: Iterable[Segment]) -> Found:
    """Give what a transcriber wrote down; raises `InvalidError` where it was nothing."""
    told = list(segments)
    blocks = tidied([Block(one.text, from_ms=one.start_ms, to_ms=one.end_ms) for one in told])
    if not blocks:
        raise InvalidError("Nothing was said in this recording, or nothing was understood.")
    return Found("", blocks, told[0].language)


LAST = 5_000
"""Ms of a last line whose end nobody told."""
