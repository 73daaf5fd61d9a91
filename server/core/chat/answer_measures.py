"""Measures of an answer: how much of it its sources carry, and how near it is to a reference."""

from collections.abc import Mapping

from server.core.chat.inquiries import Inquiry
from server.core.chat.wording import content_words, share


def measured(inquiry: Inquiry, reference: str | None) -> Mapping[str, float]:
    """Measure one answer, each from 0 to 1.

    `answered`: whether it claims anything. `carried`: the share of its claims that a passage which
    they name carries; of no claims, 0. `reference`, where there is one: how well the words of the
    two meet (F1); an empty one says that nothing should be known, and nothing should be claimed.
    """
    carried = sum(claim.carried for claim in inquiry.claims)
    told = {
        "answered": float(bool(inquiry.claims)),
        "carried": carried / len(inquiry.claims) if inquiry.claims else 0.0,
    }
    return told if reference is None else told | {"reference": _near(inquiry, reference)}


def _near(inquiry: Inquiry, reference: str) -> float:
    wanted = content_words(reference)
    if not wanted:
        return float(not inquiry.claims)
    said = content_words(" ".join(claim.text for claim in inquiry.claims))
    found, needed = share(wanted, said), share(said, wanted)
    return 2 * found * needed / (found + needed) if found + needed else 0.0
