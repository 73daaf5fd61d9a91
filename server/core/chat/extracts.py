"""Answers without a model: the sentences of the passages that say most about the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core.chat.context import Shown
from server.core.chat.prompts import Length
from server.core.chat.wording import alike, content_words, share, spans

SENTENCES: Mapping[Length, int] = {"sentence": 1, "short": 3, "full": 6}
ENOUGH = 0.34
"""Share of the question's words that passages must hold to say anything about it."""
FADING = 0.9
"""What a passage counts for, against the one before it in rank."""
LONGEST = 500
"""Characters of one quoted sentence."""

SAID: Mapping[str, Mapping[str, str]] = {
    "en": {"unknown": "I don't know from this.", "intro": "Your documents say:"},
    "de": {"unknown": "Das weiß ich hieraus nicht.", "intro": "Ihre Dokumente sagen:"},
}


UNKNOWN = frozenset(said["unknown"].casefold() for said in SAID.values())
"""What says that nothing is known, which is no claim."""


def knows_nothing(text: str) -> bool:
    """Tell whether a text says only that nothing is known from the passages."""
    return text.strip(' \n"“”').casefold() in UNKNOWN


@dataclass(frozen=True, slots=True)
class _Found:
    passage: Shown
    place: int
    text: str
    score: float


def extracts(question: str, passages: Sequence[Shown], length: Length, language: str = "en") -> str:
    """Answer by quoting; each quote with its passage's number."""
    said = SAID.get(language, SAID["en"])
    wanted = list(dict.fromkeys(content_words(question)))
    chosen = _chosen(wanted, passages, SENTENCES[length]) if _about(wanted, passages) else []
    return f"{said['intro']}\n{_quoted(chosen)}" if chosen else said["unknown"]


def extracts_by_topic(
    question: str,
    groups: Sequence[tuple[str, Sequence[Shown]]],
    length: Length,
    language: str = "en",
) -> str:
    """Answer by quoting, each topic under its name, so that a busy one leaves room for others."""
    said = SAID.get(language, SAID["en"])
    wanted = list(dict.fromkeys(content_words(question)))
    each = max(1, SENTENCES[length] // max(len(groups), 1))
    parts = [
        f"{topic}:\n{_quoted(chosen)}"
        for topic, passages in groups
        if _about(wanted, passages) and (chosen := _chosen(wanted, passages, each))
    ]
    return "\n".join([said["intro"], *parts]) if parts else said["unknown"]


def _about(wanted: list[str], passages: Sequence[Shown]) -> bool:
    held = content_words(" ".join(passage.text for passage in passages))
    return bool(passages) and share(wanted, held) >= ENOUGH


def _quoted(chosen: Sequence[_Found]) -> str:
    return "\n".join(f"“{one.text}” [{one.passage.number}]" for one in chosen)


def _chosen(wanted: Sequence[str], passages: Sequence[Shown], count: int) -> list[_Found]:
    """Choose sentences one by one, each for what those before it do not say."""
    found = [one for at, passage in enumerate(passages) for one in _sentences(wanted, passage, at)]
    chosen: list[_Found] = []
    missing = dict.fromkeys(wanted, 1.0)
    while found and len(chosen) < count:
        best = max(found, key=lambda one: _worth(one, missing))
        if _worth(best, missing) <= 0.0:
            break
        chosen.append(best)
        found = [one for one in found if one.text != best.text]
        for word in wanted:
            if any(alike(word, held) for held in content_words(best.text)):
                missing[word] *= 0.5
    return chosen


def _sentences(wanted: Sequence[str], passage: Shown, rank: int) -> list[_Found]:
    told = [passage.text[start:end] for start, end in spans(passage.text)]
    kept = [(place, " ".join(text.split())) for place, text in enumerate(told)]
    return [
        _Found(passage, place, text, FADING**rank) for place, text in kept if len(text) <= LONGEST
    ]


def _worth(found: _Found, missing: Mapping[str, float]) -> float:
    held = content_words(found.text)
    if len(held) < 3:
        return 0.0
    met = sum(
        weight for word, weight in missing.items() if any(alike(word, other) for other in held)
    )
    return met * found.score / (1.0 + 0.01 * len(held))
