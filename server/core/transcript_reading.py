"""Reads reviewed transcripts: subtitles (SRT, WebVTT), text with times, verbose JSON.

Text with times has a line for each: `0:05 What was said`, `[0:05 - 0:09] What was said`, `What was
said (0:05)`, or, as Audacity writes labels, seconds, seconds and text with tabs between.  What
cannot be read, and a text that a dataset cannot take, is told with its line.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_BEFORE = re.compile(rf"\s*[\[(]?\s*{_CLOCK}\s*(?:(?:-|–|-->)\s*{_CLOCK}\s*)?[\])]?\s*[:|]?\s+(.*)")
_BEHIND = re.compile(rf"(.*?)\s*[(\[]{_CLOCK}[)\]]\s*")
_LABEL = re.compile(r"\s*(\d+(?:\.\d+)?)\t(\d+(?:\.\d+)?)\t(.*)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\{\\[^{}]*\}")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """Something said, where it stands in its file, and when."""

    number: int
    """The line of the file, or the number of the segment, from 1."""
    start_ms: int
    end_ms: int | None
    """Nothing where only the beginning is told: until the next, then."""
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a transcript holds, and what is wrong in it, each with its line."""

    lines: tuple[Line, ...]
    problems: tuple[str, ...]


def read_transcript(text: str, kind: str) -> Read:
    """Read a transcript by the ending of its name: srt, vtt, txt or json."""
    found: list[Line] = []
    problems: list[str] = []
    for told in READERS[kind](text.removeprefix("\ufeff")):
        if isinstance(told, str):
            problems.append(told)
            continue
        problem = text_problem(told.text) or _times_problem(told)
        if problem is None:
            found.append(told)
        else:
            problems.append(f"line {told.number}: {problem}")
    if not found and not problems:
        problems.append("line 1: there is no text with a time in it")
    return Read(tuple(sorted(found, key=lambda line: line.start_ms)), tuple(problems))


def text_problem(text: str) -> str | None:
    """Say why a dataset cannot take a text; nothing where it can."""
    if not text.strip():
        return "there is no text"
    if "|" in text:
        return "the text holds a |, which parts the columns of the dataset; write it as a word"
    if any(ord(letter) < 32 or letter in "\x7f\x85\u2028\u2029" for letter in text):
        return "the text holds a line break or a control character; write it in one line"
    return None


def _times_problem(line: Line) -> str | None:
    if line.end_ms is not None and line.end_ms <= line.start_ms:
        return "it ends before it begins"
    return None


def _subtitles(text: str) -> Iterator[Line | str]:
    """Read SRT and WebVTT: a line with an arrow, then text up to an empty line."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        cue = _CUE.fullmatch(lines[at])
        at += 1
        if cue is None:
            if "-->" in lines[at - 1]:
                yield f"line {at}: these times cannot be read: {lines[at - 1].strip()[:60]}"
            continue
        number, said = at, []
        while at < len(lines) and lines[at].strip() and not _CUE.fullmatch(lines[at]):
            said.append(lines[at].strip())
            at += 1
        clocks = cue.groups()
        yield Line(number, _ms(clocks[:4]), _ms(clocks[4:8]), _plain(" ".join(said)))


def _timed_text(text: str) -> Iterator[Line | str]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        label, before, behind = (pattern.fullmatch(line) for pattern in (_LABEL, _BEFORE, _BEHIND))
        if label is not None:
            start, end = (round(float(label[part]) * 1000) for part in (1, 2))
            yield Line(number, start, end if end > start else None, label[3].strip())
        elif before is not None:
            clocks = before.groups()
            end_ms = _ms(clocks[4:8]) if clocks[5] else None
            yield Line(number, _ms(clocks[:4]), end_ms, clocks[8].strip())
        elif behind is not None:
            clocks = behind.groups()
            # The founder's reviews mark with an asterisk what is of a good length.
            yield Line(number, _ms(clocks[1:5]), None, clocks[0].strip(" *"))
        else:
            yield f"line {number}: there is no time in this line"


def _verbose_json(text: str) -> Iterator[Line | str]:
    try:
        segments = json.loads(text)["segments"]
        for number, each in enumerate(segments, 1):
            start, end = (round(float(each[name]) * 1000) for name in ("start", "end"))
            yield Line(number, start, end, str(each["text"]).strip())
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        yield "line 1: this is no verbose JSON with segments that have start, end and text"


def _ms(clock: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (part or "0" for part in clock)
    ms = int(rest.ljust(3, "0"))
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + ms


def _plain(text: str) -> str:
    """Take tags and escapes out of a subtitle."""
    bare = _TAG.sub("", text)
    for entity, letter in _ENTITIES.items():
        bare = bare.replace(entity, letter)
    return bare.strip()


READERS: Mapping[str, Callable[[str], Iterator[Line | str]]] = {
    "srt": _subtitles,
    "vtt": _subtitles,
    "txt": _timed_text,
    "json": _verbose_json,
}
"""By the endings of names, the best first where there are several."""
