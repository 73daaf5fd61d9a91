"""What must hold after any fault: rules over what was written and what is read back; no I/O.

What was acknowledged is there as it was written. What was sent and not acknowledged is there whole,
or not at all. Nothing else is there, and nothing names what is not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["topic", "document", "inquiry", "rating", "recording", "word", "reply"]
KINDS: tuple[Kind, ...] = (
    "topic", "document", "inquiry", "rating", "recording", "word", "reply",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Write:
    """Something that a client sent."""

    kind: Kind
    key: str
    content: str
    """What is to be read back under the key."""


@dataclass
class Ledger:
    """What clients sent, and what they were told."""

    sent: dict[tuple[Kind, str], set[str]] = field(default_factory=dict)
    told: dict[tuple[Kind, str], str] = field(default_factory=dict)

    def send(self, write: Write) -> None:
        """Note it before it is sent."""
        self.sent.setdefault((write.kind, write.key), set()).add(write.content)

    def tell(self, write: Write) -> None:
        """Note that it was acknowledged; nothing sent before under the key comes now."""
        self.told[write.kind, write.key] = write.content
        self.sent[write.kind, write.key] = {write.content}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is read back."""

    things: Mapping[Kind, Mapping[str, Sequence[str]]]
    """By kind and key: every content under it; more than one is one too many."""
    half: Sequence[str] = ()
    """Things that are there in part."""
    orphans: Sequence[str] = ()
    """Rows that name what is not there, files without a row, rows without a file."""
    unfound: Sequence[str] = ()
    """What the database has and the index does not find, or the other way round."""
    strange: Sequence[str] = ()
    """Any other state that nothing explains."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong; empty: everything holds."""

    lost: Sequence[str]
    unexplained: Sequence[str]


def judged(ledger: Ledger, seen: Seen) -> Judged:
    """Compare what was written with what is read back."""
    lost = [
        f"{kind} {key}: {_first(seen, kind, key)!r:.80} in place of {content!r:.80}"
        for (kind, key), content in ledger.told.items()
        if content not in seen.things[kind].get(key, ()) and not _newer(ledger, seen, kind, key)
    ]
    unexplained = [*seen.half, *seen.orphans, *seen.unfound, *seen.strange]
    for kind, things in seen.things.items():
        for key, contents in things.items():
            if len(contents) > 1:
                unexplained.append(f"{kind} {key} is there {len(contents)} times")
            unexplained += [
                f"{kind} {key} was never sent as {content!r:.80}"
                for content in contents
                if content not in ledger.sent.get((kind, key), ())
            ]
    return Judged(lost, unexplained)


def _newer(ledger: Ledger, seen: Seen, kind: Kind, key: str) -> bool:
    """Tell whether a later write took its place that was not acknowledged."""
    here = seen.things[kind].get(key, ())
    return bool(here) and here[0] in ledger.sent[kind, key]


def _first(seen: Seen, kind: Kind, key: str) -> str:
    return next(iter(seen.things[kind].get(key, ())), "")
