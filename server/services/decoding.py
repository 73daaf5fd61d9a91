"""Decoding: what a recording says in the active languages, word by word with its times.

A row is made where the recogniser decides something. Besides

    "ms"      onset of the note that decided it, in milliseconds from the start
    "since"   onset of the first key of the row
    "keys"    the keys of the row, 0..24
    "track"   the track of the deciding note, counted from 0

it has one of

    "command", and with a value "kind" and "value" (shapes: `server/core/states.py`)
    "choose"     the commands a word may mean; a number that picks one follows
    "failed"     "swift", "frame" or "value", and for a frame "nearest": up to three commands
    "cancelled"  the command that waited for its value, or null
    "pending"    at the end only: the command that still waits for its value, or null
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from typing import Any, Final

from server.core.keys import COUNT
from server.core.lexicon import Lexicon
from server.core.notes import Control, Note, is_pedal
from server.core.off import ON_AGAIN
from server.core.recogniser import feed, start
from server.core.smf import MidiFile
from server.core.states import Effect, State
from server.core.strikes import Strike, judge


@dataclass(frozen=True, slots=True)
class Row:
    """One thing decided; the shapes of `outcome` are listed above."""

    ms: float
    since: float
    keys: tuple[int, ...]
    track: int
    outcome: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Give the row as listed above, times rounded to a microsecond."""
        times = {"ms": round(self.ms, 3), "since": round(self.since, 3)}
        return {**times, "keys": list(self.keys), "track": self.track, **self.outcome}


def decode(
    recording: MidiFile, lexicon: Lexicon, lowest: int, track: int | None = None
) -> list[Row]:
    """Decode one track, or all as one stream in order of their onsets.

    Tracks are merged because a player is one, whatever hands, devices and MPE channels he is
    recorded by. Only in format 2, where no track sounds with another, each is decoded for itself.
    """
    if track is not None:
        parts = [{track}]
    elif recording.format == 2:
        parts = [{each.index} for each in recording.tracks]
    else:
        parts = [{each.index for each in recording.tracks}]
    return [row for part in parts for row in _decode(_stream(recording, part), lexicon, lowest)]


def _stream(recording: MidiFile, tracks: Set[int]) -> list[Note | Control]:
    """Join notes and pedal in order of time; at one time the pedal comes first.

    Brushed keys are left out, as they are when somebody plays.
    """
    played = [note for note in recording.notes if note.track in tracks]
    judged = judge(Strike(note.onset, note.number, note.velocity) for note in played)
    notes = (n for n, strike in zip(played, judged, strict=True) if strike.brushed_by is None)
    pedals = (c for c in recording.controls if c.track in tracks and is_pedal(c))
    return sorted([*pedals, *notes], key=_time)


def _time(event: Note | Control) -> float:
    return event.onset if isinstance(event, Note) else event.at


def _decode(stream: Iterable[Note | Control], lexicon: Lexicon, lowest: int) -> Iterator[Row]:
    player = _Player(lexicon, start(lexicon))
    down = False
    for event in stream:
        if isinstance(event, Note):
            player.key(event, event.number - lowest)
        elif down != (event.value >= 64):
            down = not down
            player.pedal(event, down=down)
    player.end()
    yield from player.rows


@dataclass(slots=True)
class _Player:
    """Plays a stream to the recogniser and gathers its rows."""

    lexicon: Lexicon
    state: State
    rows: list[Row] = field(default_factory=list)
    _played: list[tuple[float, int]] = field(default_factory=list)
    """Onsets and keys of what is pending."""
    _word: int = 0
    """How many of them are the word's; the rest are its value's."""
    _ms: float = 0.0
    _track: int = 0

    def key(self, note: Note, key: int) -> None:
        """Play a note; one outside the 25 keys is music."""
        if 0 <= key < COUNT:
            self._ms, self._track = note.onset, note.track
            self._played.append((note.onset, key))
            self._feed({"type": "key", "key": key})

    def pedal(self, control: Control, *, down: bool) -> None:
        """Move the pedal; what it means is the lexicon's."""
        self._ms, self._track = control.at, control.track
        self._feed({"type": "pedal", "down": down})

    def end(self) -> None:
        """Say what is left unfinished."""
        if self._played and self.state["at"] != "off":
            self._row(0, {"pending": self.state.get("command")})

    def _feed(self, event: dict[str, Any]) -> None:
        self.state, effects = feed(self.lexicon, self.state, event)
        for effect in effects:
            EFFECTS.get(effect["type"], _nothing)(self, effect)
        if self.state["at"] == "rest":
            self._played.clear()
        elif self.state["at"] == "off":
            # While the piano makes music only its way back on is worth remembering, less the last.
            del self._played[: 1 - len(ON_AGAIN)]

    def _row(self, first: int, outcome: dict[str, Any], last: int | None = None) -> None:
        part = self._played[first:last]
        since = part[0][0] if part else self._ms
        keys = tuple(key for _, key in part)
        self.rows.append(Row(self._ms, since, keys, self._track, outcome))

    def command(self, effect: Effect) -> None:
        """Take a complete word, with its value if it has one."""
        self._row(
            0, {name: effect[name] for name in ("command", "kind", "value") if name in effect}
        )
        self._played.clear()

    def waits(self, _effect: Effect) -> None:
        """Take the keys so far as the word; its value follows."""
        self._word = len(self._played)

    def choose(self, effect: Effect) -> None:
        """Ask which of the meanings is meant."""
        self._row(0, {"choose": effect["commands"]})
        self._word = len(self._played)

    def fail(self, effect: Effect) -> None:
        """Note the keys that led nowhere."""
        in_value = effect["where"] == "value"
        self._row(self._word if in_value else 0, {"failed": effect["where"]})
        if in_value:
            del self._played[self._word :]

    def nearest(self, effect: Effect) -> None:
        """Complete the row of a failed frame, which is closed now."""
        keys = tuple(key for _, key in self._played)
        outcome = {**self.rows[-1].outcome, "nearest": effect["commands"]}
        self.rows[-1] = replace(self.rows[-1], keys=keys, outcome=outcome)

    def cancel(self, effect: Effect) -> None:
        """Note what a C, or the pedal, has dropped; the C itself is none of its keys."""
        self._row(0, {"cancelled": effect["command"]}, len(effect["keys"]))


def _nothing(_player: _Player, _effect: Effect) -> None:
    pass


EFFECTS: Final[dict[str, Callable[[_Player, Effect], None]]] = {
    "command": _Player.command,
    "want": _Player.waits,
    "choose": _Player.choose,
    "fail": _Player.fail,
    "nearest": _Player.nearest,
    "cancel": _Player.cancel,
}
