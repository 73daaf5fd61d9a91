"""What was spoken lately, to be given again at once: bounded, in memory, gone with the server."""

from collections import OrderedDict
from hashlib import sha256

from server.core.voices import Sound, Utterance

LARGEST_PART = 4
"""One sound takes a fourth of the room at most."""
OVERHEAD = 300
"""Bytes that an entry takes beside its sound."""


class SoundStore:
    """Keeps sounds by what was to be spoken, by whom and how; the oldest unused go first."""

    def __init__(self, limit: int) -> None:
        """Keep `limit` bytes; 0 keeps nothing."""
        self._limit = limit
        self._sounds: OrderedDict[bytes, Sound] = OrderedDict()
        self.size = 0

    def get(self, wanted: Utterance) -> Sound | None:
        """Give what was spoken before."""
        key = _key(wanted)
        if key in self._sounds:
            self._sounds.move_to_end(key)
        return self._sounds.get(key)

    def put(self, wanted: Utterance, sound: Sound) -> None:
        """Keep what was spoken."""
        size = len(sound.pcm) + OVERHEAD
        if size * LARGEST_PART > self._limit:
            return
        key = _key(wanted)
        if key in self._sounds:
            self.size -= len(self._sounds.pop(key).pcm) + OVERHEAD
        self._sounds[key] = sound
        self.size += size
        while self.size > self._limit:
            _, oldest = self._sounds.popitem(last=False)
            self.size -= len(oldest.pcm) + OVERHEAD


def _key(wanted: Utterance) -> bytes:
    """Give a hash of it: the text itself is not kept."""
    return sha256(repr(wanted).encode("utf-8", "replace")).digest()
