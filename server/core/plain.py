"""Dataclasses as what JSON is made of: what `dataclasses.asdict` gives, in a tenth of its time.

`asdict` copies deeply whatever it finds. What is shown is texts, numbers, and tuples, lists and
mappings of them: those that cannot change are taken as they are.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_WAYS: dict[type[Any], Callable[[Any], Any]] = {}
"""How values of each type that was met are told: there are as many as there are types."""
ATOMS = frozenset({str, int, float, bool, type(None), bytes})


def plain(value: Any) -> Any:
    """Give a dataclass as a dictionary, what is in it likewise."""
    kind = type(value)
    if kind in ATOMS:
        return value
    told = _WAYS.get(kind)
    if told is None:
        told = _WAYS[kind] = _way(kind)
    return told(value)


def _way(kind: type[Any]) -> Callable[[Any], Any]:
    """Say how values of a type are told."""
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return lambda value: kind(*map(plain, value))
    if issubclass(kind, tuple | list | set | frozenset):
        return lambda value: kind([one if type(one) in ATOMS else plain(one) for one in value])
    if issubclass(kind, dict):
        return lambda value: {plain(key): plain(one) for key, one in value.items()}
    return lambda value: value


def _dataclass(kind: type[Any]) -> Callable[[Any], dict[str, Any]]:
    names = [one.name for one in fields(kind)]
    if len(names) < 2:
        return lambda value: {name: plain(getattr(value, name)) for name in names}
    values = attrgetter(*names)

    def told(value: Any) -> dict[str, Any]:
        return {
            name: one if type(one) in ATOMS else plain(one)
            for name, one in zip(names, values(value), strict=True)
        }

    return told
