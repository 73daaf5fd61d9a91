"""The fences hold: who may import whom, what a pure core may name, how a file begins and ends."""

import ast
import re
from pathlib import Path

import pytest

from tests.fences.layers import LAYERS, READERS, TABLE, offences
from tests.fences.tree import ROOT, read, sources

LONGEST = 300
CLOCKLESS: list[str] = TABLE["clockless"]["files"]
CAPTIONS = {  # suffix → how the first line begins
    ".js": "// ",
    ".css": "/* ",
    ".toml": "# ",
    ".sh": "# ",
}
EXPORTED = re.compile(r"^export (?:async )?function\*? \w+|^export const \w+ = .*=>", re.M)

# A file that offends, and words of what is said about it.
OFFENDERS = [
    ("server/core/a.py", "import os", "may not use os"),
    ("server/core/a.py", "def f():\n    import os.path", "a.py:2: server/core may not use os"),
    ("server/core/a.py", "from time import monotonic", "may not use time.monotonic"),
    ("server/core/a.py", "import datetime as d\nd.datetime.now()", "datetime.datetime.now"),
    ("server/core/a.py", "from datetime import datetime\nf(datetime.now)", "datetime.datetime.now"),
    ("server/core/a.py", "import numpy as np\nnp.random.rand()", "may not use numpy.random.rand"),
    ("server/core/a.py", "open('x')", "may not use builtins.open"),
    ("server/core/a.py", "import asyncio", "may not use asyncio"),
    ("server/core/a.py", "import httpx", "may not use the package httpx"),
    ("server/core/a.py", "import server.services.b", "may not import server/services/b"),
    ("server/core/a.py", "from server.adapters import b", "may not import server/adapters/b"),
    ("server/core/a.py", "from ..adapters import b", "may not import server/adapters/b"),
    ("server/core/a.py", "from server import paths", "may not import server/paths"),
    (
        "server/services/a.py",
        "from server.adapters.b import C",
        "may not import server/adapters/b/C",
    ),
    ("server/services/a.py", "import sqlalchemy", "may not use the package sqlalchemy"),
    ("server/adapters/a.py", "from server.adapters.b import C", "its sibling server/adapters/b/C"),
    (
        "server/adapters/a/x.py",
        "from server.adapters.ab import C",
        "its sibling server/adapters/ab/C",
    ),
    ("server/api/a.py", "from server.app import build", "may not import server/app/build"),
    ("server/api/a.py", "from server.adapters import b", "may not import server/adapters/b"),
    ("server/api/a.py", "from server.paths import data_path", "may not import server/paths"),
    ("server/cli/a.py", "from tests.fakes import Clock", "may not import tests/fakes/Clock"),
    ("server/core/recogniser.py", "def f(time): pass", "may not name a clock: time"),
    ("server/core/recogniser.py", "x = event['onsetMs']", "may not name a clock: onsetMs"),
    ("elsewhere/a.py", "", "no layer"),
    ("extension/core/a.js", "import {b} from '../adapters/b.js'", "import extension/adapters/b"),
    ("extension/core/a.js", "import {\n  b,\n} from '../page/b.js'", "import extension/page/b"),
    ("extension/core/a.js", "export * from '../page/b.js'", "import extension/page/b"),
    ("extension/core/a.js", "import '../page/b.js'", "import extension/page/b"),
    ("extension/core/a.js", "const b = await import('../page/b.js')", "import extension/page/b"),
    ("extension/core/a.js", "import a from 'axe-core'", "may not use the package axe-core"),
    ("extension/core/a.js", "const t = Date.now()", "may not use Date.now"),
    ("extension/core/a.js", "const t = new Date()", "may not use Date()"),
    ("extension/core/a.js", "f(new Date)", "may not use Date()"),
    ("extension/core/a.js", "const t = performance.now()", "may not use performance.now"),
    ("extension/core/a.js", "const r = 1 + Math.random()", "may not use Math.random"),
    ("extension/core/a.js", "/'/.test(x); setTimeout(f)", "may not use setTimeout"),
    ("extension/core/a.js", "const u = `${location.href}`", "may not use location.href"),
    ("extension/core/a.js", "chrome?.tabs.query({})", "may not use chrome.tabs.query"),
    ("extension/core/a.js", "const u = 'http://x'; fetch(u)", "may not use fetch"),
    ("extension/core/a.js", "/* why */ console.log(1)", "may not use console.log"),
    (
        "extension/handlers/a.js",
        "import {b} from '../adapters/b.js'",
        "import extension/adapters/b",
    ),
    ("extension/handlers/a.js", "document.title", "may not use document.title"),
    ("extension/adapters/a.js", "import {b} from './b.js'", "its sibling extension/adapters/b"),
    ("extension/adapters/a.js", "import {b} from '../panel/b.js'", "import extension/panel/b"),
    ("extension/page/a.js", "import {b} from '../adapters/b.js'", "import extension/adapters/b"),
    ("extension/core/recogniser.js", "const lastOnset = 1", "may not name a clock: lastOnset"),
    ("web/a.js", "import {b} from '../extension/engine/b.js'", "import extension/engine/b"),
    ("web/a.js", "import {b} from '/extension/panel/b.js'", "import extension/panel/b"),
]
# Files that look as if they did.
INNOCENTS = [
    (
        "server/core/a.py",
        "def f(time, open):\n    '''Opens os.'''\n    return self.clock.now(time)",
    ),
    ("server/core/a.py", "from datetime import datetime\ndatetime(2026, 1, 1).isoformat()"),
    (
        "server/core/a.py",
        "from server.core.keys import MIDDLE\nfrom . import words\nimport re, numpy",
    ),
    ("server/services/a.py", "import threading\nfrom server.core.ports import Clock"),
    ("server/adapters/a/x.py", "import httpx\nfrom server.adapters.a.y import C\nfrom . import z"),
    ("server/app.py", "from server.paths import data_path\nfrom server.adapters.a import A"),
    (
        "extension/core/a.js",
        "// Math.random\n/* fetch() */ const s = 'chrome.tabs' + \"Date.now()\"",
    ),
    ("extension/core/a.js", "/** @import {B} from '../handlers/b.js' */\nimport {c} from './c.js'"),
    ("extension/core/a.js", "new Date(2026, 1); x.window; x.fetch(); ({document: 1}); r = /'\\//;"),
    (
        "extension/page/a.js",
        "import {c} from '../core/c.js'\nconst u = import(chrome.runtime.getURL(x))",
    ),
    ("extension/core/a.js", "f('import', 'x'); g('an import', \"x\")"),
    ("web/a.js", "import {c} from '../extension/core/c.js'"),
]


def test_layers() -> None:
    """No file imports upwards or sideways or names what its layer may not."""
    paths = sources(".py", ".js")

    assert [offence for path in paths for offence in offences(path, read(path))] == []


@pytest.mark.parametrize(("path", "text", "said"), OFFENDERS)
def test_an_offence_is_found(path: str, text: str, said: str) -> None:
    """Each way to break a fence is told with the file and the line."""
    found = offences(path, text)

    assert len(found) == 1
    assert said in found[0]
    assert found[0].startswith(path)


@pytest.mark.parametrize(("path", "text"), INNOCENTS)
def test_innocence_is_seen(path: str, text: str) -> None:
    """Comments, strings, types and names that only resemble a banned one do not count."""
    assert offences(path, text) == []


def test_what_the_recogniser_uses_has_no_clock_either() -> None:
    """What a clockless file imports of ours is in that list too."""
    found = sources(".py", ".js")
    for stem in CLOCKLESS:
        path = next(path for path in found if path.startswith(f"{stem}."))
        targets = [target for _, target in READERS[Path(path).suffix](path, read(path)).imports]

        assert [one for one in targets if not one.startswith(tuple(CLOCKLESS))] == [], path


def test_layers_allow_only_layers() -> None:
    """A path that a layer may import from is itself in the table."""
    assert {path for layer in LAYERS.values() for path in layer["imports"]} <= LAYERS.keys()


def test_caption() -> None:
    """The first line of a file says what is in it."""
    assert [path for path in sources(".py", *CAPTIONS) if not captioned(path, read(path))] == []


def captioned(path: str, text: str) -> bool:
    """Tell whether a file begins with its caption; an empty Python file needs none."""
    if path.endswith(".py"):
        return not text or bool(ast.get_docstring(ast.parse(text)))
    first = text.removeprefix("#!/usr/bin/env node\n")
    return first.startswith(CAPTIONS["." + path.rpartition(".")[2]])


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.py", "x = 1"), ("a.js", "const x = 1;"), ("a.css", "p {}"), ("a.sh", "ls"),
     ("a.py", "# x\nx = 1"), ("a.js", "#!/usr/bin/env node\nx();")],
)  # fmt: skip
def test_a_file_without_a_caption_is_found(path: str, text: str) -> None:
    """Whatever it is written in."""
    assert not captioned(path, text)


def test_length() -> None:
    """A file that grows past three hundred lines is two files."""
    lengths = {path: len(read(path).splitlines()) for path in sources(".py", ".js", ".css")}

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_exports_are_explained() -> None:
    """What a JavaScript file exports to be called has a JSDoc comment."""
    paths = [path for path in sources(".js") if path.startswith(("extension/", "web/"))]

    assert [f"{path}: {line}" for path in paths for line in bare(read(path))] == []


def bare(text: str) -> list[str]:
    """List the lines that export what no comment explains."""
    lines = text.splitlines()
    return [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if EXPORTED.match(line) and not before.rstrip().endswith("*/")
    ]


def test_an_export_that_is_not_explained_is_found() -> None:
    """And one that is, is not."""
    explained = "/** Does. */\nexport function a() {}\n"

    assert bare(f"{explained}export async function b() {{}}\n") == ["export async function b() {}"]


def test_the_tree_is_this_one() -> None:
    """The fences look at a tree that has something in it."""
    assert "tests/test_layers.py" in sources(".py")
    assert (ROOT / "extension" / "manifest.json").exists()
