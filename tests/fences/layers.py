"""Holds a source file against the table of layers, tests/layers.json."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict

from tests.fences.javascript import read_javascript
from tests.fences.python import read_python
from tests.fences.source import Source, Use


class Layer(TypedDict):
    """A row of the table; the table says what its fields mean."""

    imports: list[str]
    packages: NotRequired[list[str]]
    alone: NotRequired[bool]
    without: NotRequired[list[str]]


TABLE = json.loads(Path(__file__).parents[1].joinpath("layers.json").read_text())
LAYERS: dict[str, Layer] = TABLE["layers"]
READERS = {".py": read_python, ".js": read_javascript}


def offences(path: str, text: str) -> list[str]:
    """Return what a file does that its layer may not, one line each that names file and line."""
    prefix = layer_of(path)
    if prefix is None:
        return [f"{path}: no layer in tests/layers.json holds this file"]
    source = READERS[Path(path).suffix](path, text)
    found = [*_imports(path, prefix, source), *_foreign(prefix, source), *_clocks(path, source)]
    return [f"{path}:{line}: {what}" for line, what in sorted(set(found))]


def layer_of(path: str) -> str | None:
    """Return the longest prefix in the table that holds this path."""
    return max((prefix for prefix in LAYERS if _within(path, prefix)), key=len, default=None)


def _within(path: str, prefix: str) -> bool:
    """Whether a path is the prefix or lies beneath it; a suffix such as .py does not count."""
    stem = re.sub(r"\.(py|js)$", "", prefix)
    return path == stem or path.startswith((f"{stem}/", f"{stem}."))


def _imports(path: str, prefix: str, source: Source) -> Iterator[Use]:
    """Find imports of ours that go up or sideways."""
    layer = LAYERS[prefix]
    for line, target in source.imports:
        own = _unit(target, prefix) == _unit(path, prefix)
        if layer.get("alone") and _within(target, prefix):
            if not own:
                yield Use(line, f"{prefix} may not import its sibling {target}")
        elif not any(_within(target, allowed) for allowed in layer["imports"]):
            yield Use(line, f"{prefix} may not import {target}")


def _unit(path: str, prefix: str) -> str:
    """Return what stands alone within a layer: the file, or the folder with all in it."""
    return re.split(r"[/.]", path.removeprefix(f"{prefix}/"))[0]


def _foreign(prefix: str, source: Source) -> Iterator[Use]:
    """Find packages and names that the layer may not use."""
    layer = LAYERS[prefix]
    allowed = layer.get("packages")
    for line, name in source.packages:
        if allowed is not None and re.split(r"[./]", name)[0] not in allowed:
            yield Use(line, f"{prefix} may not use the package {name}")
    banned = [name for group in layer.get("without", []) for name in TABLE["without"][group]]
    for line, name in source.names:
        if any(name == ban or name.startswith(f"{ban}.") for ban in banned):
            yield Use(line, f"{prefix} may not use {name}")


def _clocks(path: str, source: Source) -> Iterator[Use]:
    """Find names of a clock where the order of events alone may count."""
    if any(_within(path, file) for file in TABLE["clockless"]["files"]):
        for line, word in source.words():
            pieces = {piece.lower() for piece in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", word)}
            if pieces & set(TABLE["clockless"]["words"]):
                yield Use(line, f"the recogniser may not name a clock: {word}")
