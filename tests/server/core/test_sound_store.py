"""The store of sounds: bounded, the oldest unused first to go."""

from server.core.sound_store import LARGEST_PART, OVERHEAD, SoundStore
from server.core.voices import Sound, Utterance, Voice

ANNA = Voice("anna", "Anna", "en-US", "piper", 16_000, "anna.onnx")
SIZE = 1000 - OVERHEAD


def wanted(text: str) -> Utterance:
    """Give a text to be spoken."""
    return Utterance(ANNA, text)


def sound(size: int = SIZE) -> Sound:
    """Give a sound of so many bytes."""
    return Sound(bytes(size), 16_000)


def test_the_oldest_unused_goes() -> None:
    """A full store lets go of what was not asked for longest."""
    store = SoundStore(4000)
    for text in "abcd":
        store.put(wanted(text), sound())
    store.get(wanted("a"))
    store.put(wanted("e"), sound())

    assert [text for text in "abcde" if store.get(wanted(text))] == ["a", "c", "d", "e"]
    assert store.size == 4000


def test_put_again() -> None:
    """The same put again takes no more room."""
    store = SoundStore(4000)
    for _ in range(3):
        store.put(wanted("a"), sound())

    assert store.size == 1000


def test_too_large() -> None:
    """One sound does not drive all others out."""
    store = SoundStore(4000)
    store.put(wanted("a"), sound(4000 // LARGEST_PART - OVERHEAD + 1))

    assert store.get(wanted("a")) is None
    assert store.size == 0
