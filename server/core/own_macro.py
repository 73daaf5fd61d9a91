"""The commands of a word of one's own: steps with open values, and how often they run.

Its shape is `extension/core/macro.js`'s; what a word of another kind does is not judged here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

MOST_STEPS = 100
MOST_TIMES = 99
MOST_OPEN = 8
LONGEST_COMMAND = 80
LONGEST_LABEL = 40
KINDS = frozenset({"step", "place", "number", "name", "text", "label", "grid"})
"""Of values that can be left open."""
NEVER = frozenset('{}"“”\n')
"""Letters that no name of an open value has."""


def faults_of(does: Mapping[str, Any]) -> Iterator[str]:
    """Name what is wrong with what a word does, where it does commands."""
    if does.get("kind") == "commands":
        yield from _steps(does.get("commands"))
    if does.get("kind") == "macro":
        yield from _steps(does.get("steps"))
        times = does.get("times")
        if type(times) is not int or not 1 <= times <= MOST_TIMES:
            yield f"it should run 1 to {MOST_TIMES} times"


def _steps(steps: Any) -> Iterator[str]:
    if not isinstance(steps, list) or not 1 <= len(steps) <= MOST_STEPS:
        yield f"it should do 1 to {MOST_STEPS} commands"
        return
    kinds: dict[str, str] = {}
    for number, step in enumerate(steps, 1):
        fault = _step(step) or _open(step.get("open"), kinds)
        if fault:
            yield f"its step {number} {fault}"
    if len(kinds) > MOST_OPEN:
        yield f"{len(kinds)} of its values stay open, and {MOST_OPEN} may"


def _step(step: Any) -> str | None:
    if not isinstance(step, dict) or not _is_text(step.get("command"), LONGEST_COMMAND):
        return "names no command"
    target = step.get("target")
    parts = [target.get(part) for part in ("role", "name", "path")] if _is_map(target) else [None]
    if target is not None and not all(isinstance(part, str) for part in parts):
        return "names no element by role, name and path"
    return None


def _open(value: Any, kinds: dict[str, str]) -> str | None:
    if value is None:
        return None
    label = value.get("label") if _is_map(value) else None
    if not _is_text(label, LONGEST_LABEL) or NEVER & set(label):
        return "leaves a value open that has no name"
    kind = value.get("kind")
    if kind not in KINDS:
        return f"leaves {label!r} open, which is no {' or '.join(sorted(KINDS))}"
    if kinds.setdefault(label, kind) != kind:
        return f"leaves {label!r} open as a {kind}, and another as a {kinds[label]}"
    return None


def _is_map(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_text(value: Any, most: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= most and value.strip() == value
