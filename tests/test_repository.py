"""The repository holds what it should, and nothing of the machines it was made on."""

import json
import re

import pytest

from tests.fences.tree import NOT_OURS, ROOT, read, tracked

NAME = re.compile(r"(?:[A-Za-z0-9_.-]+/)*[A-Za-z0-9_.-]{1,64}")
LARGEST = 1_000_000
LOCKS = ("constraints.txt", "package-lock.json", "package.json", "pyproject.toml", ".npmrc")
# A home, or a folder of the machine that builds: found in text that begins a path.
MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|root|home/[a-z]\w*|Users/[A-Za-z]\w*)/")
ADDRESS_OF_A_PACKAGE = re.compile(
    r'"resolved"|index-url|find-links|\bregistry *[=:]|https?://[^"]*\.(?:tgz|whl)'
)
EXACT = re.compile(r"\d+\.\d+\.\d+")


def test_names() -> None:
    """A file's name is the same on every system: plain letters, and no two alike but for case."""
    names = tracked()

    assert [name for name in names if not NAME.fullmatch(name)] == []
    assert len({name.lower() for name in names}) == len(names)


def test_sizes() -> None:
    """No file is so large that it should have stayed outside."""
    assert [name for name in tracked() if (ROOT / name).stat().st_size > LARGEST] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_package_address(name: str) -> None:
    """What is installed comes from wherever the person's own machine takes its packages."""
    assert not ADDRESS_OF_A_PACKAGE.search(read(name))


def test_no_path_of_a_machine() -> None:
    """No text names a folder of somebody's machine."""
    assert [name for name in tracked() if MACHINE.search(_text(name))] == []


def test_endings() -> None:
    """A text of ours ends with a newline, and no line with blanks."""
    texts = {name: _text(name) for name in tracked() if not name.startswith(NOT_OURS)}
    untidy = re.compile(r"[ \t]$|[^\n]\Z", re.MULTILINE)

    assert [name for name, text in texts.items() if untidy.search(text)] == []


def test_javascript_tools_stay_tools() -> None:
    """Nothing that npm installs ships, and each tool is pinned to one version."""
    package = json.loads(read("package.json"))

    assert package["private"]
    assert "dependencies" not in package
    assert all(EXACT.fullmatch(version) for version in package["devDependencies"].values())


def test_every_dependency_is_pinned() -> None:
    """The constraints name one version for each package they name."""
    lines = [line.partition(" ;")[0] for line in read("constraints.txt").splitlines()]

    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines if line[:1].isalnum())


def _text(name: str) -> str:
    """Return a file's text, or nothing where it is no text."""
    data = (ROOT / name).read_bytes()
    other = b"\0" in data or data.startswith(b"%PDF-")
    return "" if other else data.decode("utf-8", errors="replace")
