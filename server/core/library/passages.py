"""Passages: the cuts of a document that are searched, quoted and cited."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage as it is cut; `text` is the document's text from `start` to `end`."""

    text: str
    start: int
    end: int
    heading: str = ""
    """The headings above it, the outermost first, with “ › ” between them."""
    line: int = 0
    page: int | None = None
    from_ms: int | None = None
    to_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is kept."""

    id: int
    document: int
    position: int
    """Its place among the document's passages, from 0."""
    cut: Cut

    @property
    def heading(self) -> str:
        """The headings that it stands under."""
        return self.cut.heading


@dataclass(frozen=True, slots=True)
class Change:
    """What another version of a document does to its passages."""

    kept: tuple[tuple[int, int, Cut], ...]
    """The number, the new position and the new place of what reads as before."""
    added: tuple[tuple[int, Cut], ...]
    """The position and the cut of what is new."""
    removed: tuple[int, ...]


def change(old: "tuple[Passage, ...]", new: "tuple[Cut, ...]") -> Change:
    """Match the passages of two versions by what they say, under which heading, in their order."""
    waiting: dict[tuple[str, str], list[int]] = {}
    for passage in old:
        waiting.setdefault((passage.cut.heading, passage.cut.text), []).append(passage.id)
    kept: list[tuple[int, int, Cut]] = []
    added: list[tuple[int, Cut]] = []
    for position, cut in enumerate(new):
        same = waiting.get((cut.heading, cut.text))
        if same:
            kept.append((same.pop(0), position, cut))
        else:
            added.append((position, cut))
    gone = tuple(sorted(number for left in waiting.values() for number in left))
    return Change(tuple(kept), tuple(added), gone)
