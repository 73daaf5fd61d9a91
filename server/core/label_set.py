"""Label sets: the labels that targets have now, and what keys are among them."""

from collections.abc import Sequence
from typing import Any, Final

from server.core.keys import FREE

Labels = list[list[int]]
"""The keys of each label; none begins another."""
LONGEST: Final = 6
"""Keys of a label."""
MOST_AHEAD: Final = 12
"""Keys that are kept while no set is known."""


def is_label(value: Any) -> bool:
    """Tell whether this could be a label: some keys that are no C."""
    if not isinstance(value, list) or not 1 <= len(value) <= LONGEST:
        return False
    return all(type(key) is int and key in FREE for key in value)


def is_set(labels: Any) -> bool:
    """Tell whether these are labels of which none begins another."""
    if not isinstance(labels, list) or not all(map(is_label, labels)):
        return False
    whole = {tuple(label) for label in labels}
    begun = {tuple(label[:n]) for label in labels for n in range(1, len(label))}
    return len(whole) == len(labels) and not whole & begun


def leads(digits: Sequence[int], labels: Labels) -> bool:
    """Tell whether a longer label begins with these keys; no keys begin all."""
    count = len(digits)
    begun = list(digits)
    return any(len(label) > count and label[:count] == begun for label in labels)
