"""TOML from elsewhere: whatever is wrong with it is the one error that its readers expect."""

import re
import tomllib
from typing import Any, Final

DEEPEST: Final = 64
"""Tables and lists within each other."""
DOTTED: Final = re.compile(rf"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}""")
"""A key of so many parts, which costs memory by the square of them."""


def toml(text: str) -> dict[str, Any]:
    """Read TOML; raises `tomllib.TOMLDecodeError`, also for what is too deep or too long a number.

    The library itself lets a thousand brackets break it, a number of five thousand digits, or a key
    of a thousand parts.
    """
    if DOTTED.search(text):
        raise tomllib.TOMLDecodeError(f"a key has more than {DEEPEST} parts")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("it is nested too deep") from None
    except ValueError:
        raise tomllib.TOMLDecodeError("a number in it is too long") from None
    if _deeper(found):
        raise tomllib.TOMLDecodeError("it is nested too deep")
    return found


def _deeper(found: object) -> bool:
    """Tell whether something is nested deeper than what is done with it could go."""
    level = [found]
    for _ in range(DEEPEST):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return False
    return True


def _parts(one: object) -> list[Any]:
    if isinstance(one, dict):
        return [part for part in one.values() if isinstance(part, dict | list)]
    return [part for part in one if isinstance(part, dict | list)] if isinstance(one, list) else []
