"""Checking: whether passages carry what an answer says, as a model judges that reads both.

Words that sentence and passage share are told without a model; they miss a "not", and mark what is
said in other words.  So who wants to may have each sentence read once more.  A number that stands
in no passage that the sentence names is never carried, whatever a model says.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from server.core.chat.citations import Claim
from server.core.chat.context import OVERHEAD, escaped, tokens
from server.core.chat.inquiries import Told
from server.core.chat.wording import WORD

CHECK_TOKENS = 600
"""That the verdicts over one batch may take."""
MOST_AT_ONCE = 12
"""Sentences that are checked together."""
CHECK_FORM: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"number": {"type": "integer"}, "carried": {"type": "boolean"}},
                "required": ["number", "carried"],
            },
        }
    },
    "required": ["sentences"],
}
"""The JSON schema of verdicts."""


def batches(
    claims: Sequence[Claim], texts: Mapping[int, str], budget: int
) -> Iterator[dict[int, Claim]]:
    """Put claims that name passages together, by their places, as far as their passages fit.

    `texts` are the passages' by their numbers, `budget` is in tokens.  A claim whose own passages
    are too long for any batch is left out.
    """
    batch: dict[int, Claim] = {}
    for at, claim in enumerate(claims):
        if not claim.quotes:
            continue
        more = {**batch, at: claim}
        if len(more) > MOST_AT_ONCE or _cost(more, texts) > budget:
            if batch:
                yield batch
            more = {at: claim}
        batch = more if _cost(more, texts) <= budget else {}
    if batch:
        yield batch


def named(batch: Mapping[int, Claim]) -> list[int]:
    """Give the numbers of the passages that claims name."""
    return sorted({quote.passage for claim in batch.values() for quote in claim.quotes})


def _cost(batch: Mapping[int, Claim], texts: Mapping[int, str]) -> int:
    passages = sum(tokens(texts[number]) + OVERHEAD for number in named(batch))
    return passages + sum(tokens(claim.text) + OVERHEAD for claim in batch.values())


def sentences_block(batch: Mapping[int, Claim]) -> str:
    """Give claims as a model is shown them."""
    lines = "\n".join(
        f'<sentence number="{at}" passages="{", ".join(str(one.passage) for one in claim.quotes)}">'
        f"{escaped(claim.text)}</sentence>"
        for at, claim in batch.items()
    )
    return f"<sentences>\n{lines}\n</sentences>"


def verdicts_of(text: str, batch: Mapping[int, Claim]) -> dict[int, bool]:
    """Read what a model judged, of claims that it was asked about; a claim judged twice: worse."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    listed = told.get("sentences") if isinstance(told, dict) else None
    found: dict[int, bool] = {}
    for one in listed if isinstance(listed, list) else ():
        number = one.get("number") if isinstance(one, dict) else None
        if isinstance(number, int) and number in batch and isinstance(one.get("carried"), bool):
            found[number] = found.get(number, True) and one["carried"]
    return found


def judged(
    told: Sequence[Told], verdicts: Mapping[int, bool], texts: Mapping[int, str]
) -> tuple[Told, ...]:
    """Put verdicts to the sentences of an answer."""
    return tuple(
        replace(one, carried=verdicts[at] and _numbers_held(one, texts), by="model")
        if at in verdicts
        else one
        for at, one in enumerate(told)
    )


def _numbers_held(told: Told, texts: Mapping[int, str]) -> bool:
    held = {word for number in told.sources for word in WORD.findall(texts[number])}
    said = {word for word in WORD.findall(told.text) if word[0].isdigit()}
    return said <= held
