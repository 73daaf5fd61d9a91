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
    held = content_words(" ".join(passage.text for passage in passages))
    if not passages or share(wanted, held) < ENOUGH:
        return said["unknown"]
    chosen = _chosen(wanted, passages, SENTENCES[length])
    if not chosen:
        return said["unknown"]
    return "\n".join([said["intro"], *(f"“{one.text}” [{one.passage.number}]" for one in chosen)])


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
