"""Reasons: why a thing is thought to be liked, or not, in a few words."""

from collections.abc import Mapping

import numpy as np

from server.core.retrieval_ports import Rows

NEAR = 0.15
"""Cosine from which two things are called alike."""
TELLING = 0.25
"""Ratings that a trait must do to be told."""


def likest(rated: Rows, values: Rows, mean: float, rows: Rows, said: Rows) -> list[int | None]:
    """Give for each thing the rated one that it is like, of those on its side of the mean."""
    like = rows @ rated.T
    # How far each is from the mean on either side; what is on the other side is like nothing.
    sides = np.sqrt(np.maximum(np.stack([mean - values, values - mean]), 0)).astype(np.float32)
    score = like * sides[(said >= mean).astype(np.int64)]
    best = np.argmax(score, axis=1) if len(values) else np.zeros(len(rows), np.int64)
    return [
        int(one) if len(values) and score[row, one] > 0 and like[row, one] >= NEAR else None
        for row, one in enumerate(best.tolist())
    ]


def reason(like: str, rated: int | None, found: Mapping[str, float]) -> str:
    """Say why: what it is like, and the traits that tell most."""
    told = [f"like “{like}”, rated {rated}"] if like else []
    traits = sorted((name for name in found if name != "words"), key=lambda one: -abs(found[one]))
    told += [f"{_said(name)} {found[name]:+.1f}" for name in traits[:2] if _tells(found[name])]
    if not told and _tells(found.get("words", 0)):
        told.append(f"its words {found['words']:+.1f}")
    return "; ".join(told) or "nothing rated is like it"


def _tells(share: float) -> bool:
    return abs(share) >= TELLING


def _said(name: str) -> str:
    return name if " " in name else f"its {name}"
