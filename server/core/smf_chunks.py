"""Walks the chunks of a MIDI file: `MThd length …`, then `MTrk length …` and others.

Chunk lengths are often wrong (recorders that died, editors that count badly). A length is believed
only if a chunk, or the end of the file, stands where it points; else the track is read by its
events, up to the next `MTrk` at most. (A text that holds these letters would cut such a track; but
without the cut a single lost byte would swallow the header of the next one.)
"""

from dataclasses import dataclass, field
from typing import Final

from server.core.smf_events import TrackEvents
from server.core.smf_flaws import Flaws
from server.core.smf_tempo import DEFAULT_TICKS, Division, read_division

HEADER: Final = b"MThd"
TRACK: Final = b"MTrk"


@dataclass(frozen=True, slots=True)
class Header:
    """What the header chunk says, made sane."""

    format: int
    """0 one track, 1 tracks that sound together, 2 tracks for themselves."""
    tracks: int
    """The number of tracks it names, -1 where there is no header."""
    division: Division


@dataclass(slots=True)
class Chunks:
    """Reads the file's bytes up to `end`; `at` is where the next chunk is looked for."""

    data: bytes
    at: int
    end: int
    flaws: Flaws
    tracks: list[TrackEvents] = field(default_factory=list)
    reads: type[TrackEvents] = TrackEvents
    """What a track is read by."""

    def read_header(self) -> Header:
        """Read the header at `at`, or take the defaults where a track stands there."""
        if not self.data.startswith(HEADER, self.at):
            self.flaws.add(self.at, "no-header", ticks=DEFAULT_TICKS)
            return Header(1, -1, Division(DEFAULT_TICKS))
        start = self.at
        self.at = self._header_end()
        fields = [_number(self.data, start + place, 2) for place in (8, 10, 12)]
        if self.at < start + 14:
            self.flaws.add(start, "no-header", ticks=DEFAULT_TICKS)
            return Header(1, -1, Division(DEFAULT_TICKS))
        if fields[0] > 2:
            self.flaws.add(start + 8, "format", format=fields[0])
        division = read_division(fields[2], start + 12, self.flaws)
        return Header(fields[0] if fields[0] <= 2 else 1, fields[1], division)

    def read_tracks(self) -> None:
        """Read all chunks behind the header."""
        while self.at < self.end:
            if self.data.startswith(TRACK, self.at, self.end):
                self._track()
            else:
                self._other()

    def check_count(self, header: Header, start: int) -> None:
        """Say where the header, which stands at `start`, and the tracks that were read differ."""
        found = len(self.tracks)
        if header.format == 0 and found > 1:
            self.flaws.add(start + 8, "format-0-tracks", found=found)
        if header.tracks not in (-1, found):
            self.flaws.add(start + 10, "track-count", named=header.tracks, found=found)

    def _header_end(self) -> int:
        length = _number(self.data, self.at + 4, 4)
        stop = self.at + 8 + length
        if length >= 6 and self._is_boundary(stop):
            return stop
        self.flaws.add(self.at + 4, "header-length")
        return self._next_track(self.at + 4)

    def _track(self) -> None:
        start, said = self.at, _number(self.data, self.at + 4, 4)
        body = min(start + 8, self.end)
        stop = start + 8 + said
        known = self._is_boundary(stop)
        track = self.reads(self.data, body, stop if known else self._next_track(body), self.flaws)
        track.read()
        self.tracks.append(track)
        if track.ended:
            self.at = self._behind_mark(track, start, stop, known=known)
        else:
            self.at = self._behind_break(track, start, stop, known=known)

    def _behind_mark(self, track: TrackEvents, start: int, stop: int, *, known: bool) -> int:
        """Say where to go on behind a track with its end mark."""
        if track.at == stop:
            return stop
        if known and not self.data.startswith(TRACK, track.at):
            self.flaws.add(track.at, "after-end", count=stop - track.at)
            return stop
        self.flaws.add(start + 4, "track-length", said=stop - start - 8)
        return track.at

    def _behind_break(self, track: TrackEvents, start: int, stop: int, *, known: bool) -> int:
        """Say where to go on behind a track that ends by damage, or without its mark."""
        if not track.damaged:
            cut = not known and stop > self.end and track.at == self.end
            self.flaws.add(track.at, "truncated" if cut else "no-end")
        if known:
            return stop
        if stop <= self.end:
            self.flaws.add(start + 4, "track-length", said=stop - start - 8)
        return self._next_track(track.at)

    def _other(self) -> None:
        """Skip a chunk that is no track, silently as the standard asks, or stray bytes aloud."""
        if self._is_chunk(self.at):
            if self.data.startswith(HEADER, self.at):
                self.flaws.add(self.at, "second-header")
            self.at += 8 + _number(self.data, self.at + 4, 4)
            return
        skipped = self._next_track(self.at)
        self.flaws.add(self.at, "stray-bytes", count=skipped - self.at)
        self.at = skipped

    def _next_track(self, start: int) -> int:
        found = self.data.find(TRACK, start, self.end)
        return self.end if found < 0 else found

    def _is_boundary(self, at: int) -> bool:
        return at == self.end or self.data.startswith(TRACK, at, self.end) or self._is_chunk(at)

    def _is_chunk(self, at: int) -> bool:
        """Tell whether a chunk of any kind stands here: four letters, and a length that fits."""
        name = self.data[at : at + 4]
        fits = at + 8 + _number(self.data, at + 4, 4) <= self.end
        return len(name) == 4 and fits and all(0x20 <= letter < 0x7F for letter in name)


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")
