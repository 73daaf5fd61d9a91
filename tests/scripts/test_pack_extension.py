"""The extension's package: the same tree, the same bytes; what the store would refuse is named."""

import json
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.bundled import BundleError, bundled
from scripts.pack_extension import EXTENSION, STORE, main, packed, without_key, write
from scripts.store_rules import Package, problems, size_of, without_comments

NAMED = re.compile(r"""["'`](?:\.\./)?([\w/.-]+\.\w+)["'`]""")
"""A file that a script names, from the extension's folder or from one within."""


@pytest.fixture(scope="module")
def ours() -> Package:
    """Read the extension as it is sent."""
    return packed(EXTENSION, STORE)


@pytest.fixture(scope="module")
def small(ours: Package) -> Package:
    """Leave out what no broken rule is about, since all of it is looked through each time."""
    kept = ("manifest.json", "worker.js", "panel/panel.html", "icons/", "_locales/")
    return replace(ours, files={name: data for name, data in ours.files.items()
                                if name.startswith(kept)})  # fmt: skip


def test_ours_keeps_every_rule(ours: Package) -> None:
    """The extension of this tree could be sent as it is."""
    assert problems(ours) == []


def test_nothing_that_ships_is_left_out(ours: Package) -> None:
    """What stays at home is what texts are made of, types, a drawing, and gathered modules."""
    names = {path.relative_to(EXTENSION).as_posix() for path in EXTENSION.rglob("*")
             if path.is_file()}  # fmt: skip
    left = {one for one in names - ours.files.keys() if not one.endswith((".js", ".mjs"))}

    assert left == {one for one in names
                    if "/parts/" in one or one.endswith((".d.mts", "icon.svg"))}  # fmt: skip


def test_whatever_a_script_names_is_there(ours: Package) -> None:
    """No script imports a module, and each file of the folder that one names is in the package."""
    texts = {name: data.decode() for name, data in ours.files.items() if name.endswith(".js")}
    found = [path for text in texts.values() for path in NAMED.findall(without_comments(text))]
    named = {path for path in found if (EXTENSION / path).is_file()}

    assert named >= {"page/agent.bundle.js", "page/listeners.js", "worklets/voice.js"}
    assert named - ours.files.keys() == set()
    assert [one for one, text in texts.items() if re.search(r"^import\b", text, re.MULTILINE)] == []


def test_what_cannot_be_gathered_is_said(tmp_path: Path) -> None:
    """A folder without the scripts gives the bundler's own words, and no package."""
    with pytest.raises(BundleError, match=r"panel/panel\.js"):
        bundled({}, tmp_path)


def test_the_key_stays_in_the_folder(ours: Package) -> None:
    """The loaded folder keeps its id; the package differs in nothing else."""
    kept = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))

    assert kept.pop("key")
    assert ours.manifest == kept
    assert without_key(without_key(b'{"key": "x", "a": 1}')) == b'{\n  "a": 1\n}\n'


def test_the_same_tree_gives_the_same_bytes(ours: Package, tmp_path: Path) -> None:
    """Neither the clock nor the order in which files are found is in the package."""
    backwards = {name: ours.files[name] for name in reversed(list(ours.files))}
    first = write(ours.files, tmp_path / "a", "1.0")
    os.utime(EXTENSION / "worker.js")
    second = write(backwards, tmp_path / "b", "1.0")

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == sorted(ours.files)
        assert archive.read("manifest.json") == ours.files["manifest.json"]


def changed(package: Package, **files: bytes | None) -> Package:
    """Give a package with other files; None takes one away. `__` stands for a slash."""
    told = {name.replace("__", "/").replace("_dot_", "."): data for name, data in files.items()}
    kept = {**package.files, **{name: data for name, data in told.items() if data is not None}}
    return replace(package, files={name: data for name, data in kept.items()
                                   if told.get(name, data) is not None})  # fmt: skip


def manifest(package: Package, **fields: Any) -> Package:
    """Give it with other fields of the manifest."""
    told = {**package.manifest, **fields}
    return changed(package, manifest_dot_json=json.dumps(told).encode())


def listed(package: Package, **fields: Any) -> Package:
    """Give it with another listing."""
    listing: Mapping[str, Any] = {**package.listing, **fields}
    return replace(package, listing=listing)


def text(package: Package, language: str, **messages: str) -> Package:
    """Give it with other texts of a language."""
    name = f"_locales/{language}/messages.json"
    told = json.loads(package.files[name]) | {k: {"message": v} for k, v in messages.items()}
    return replace(package, files={**package.files, name: json.dumps(told).encode()})


BROKEN: dict[str, tuple[Callable[[Package], Package], str]] = {
    "a key": (lambda p: manifest(p, key="abc"), "refuses a manifest with 'key'"),
    "an old manifest": (lambda p: manifest(p, manifest_version=2), "manifest_version"),
    "a version of words": (lambda p: manifest(p, version="1.0-beta"), "version '1.0-beta'"),
    "a version too large": (lambda p: manifest(p, version="1.100000"), "version '1.100000'"),
    "no description": (lambda p: manifest(p, description=""), "no 'description'"),
    "a worker that is not there": (
        lambda p: manifest(p, background={"service_worker": "w.js"}), "names w.js"),
    "no large icon": (lambda p: changed(p, icons__128_dot_png=None), "icon of 128"),
    "an icon of another size": (
        lambda p: changed(p, icons__48_dot_png=p.files["icons/16.png"]), "icon of 48"),
    "an open policy": (
        lambda p: manifest(p, content_security_policy={"extension_pages": "script-src 'self' https://a.example"}),
        "policy"),
    "a long description": (
        lambda p: text(p, "de", extension_description="x" * 133), "longer than 132"),
    "a text that is nowhere": (
        lambda p: manifest(p, name="__MSG_nothing__"), "names the text nothing"),
    "an empty text": (lambda p: text(p, "de", action_title=""), "de: no text action_title"),
    "a text too many": (lambda p: text(p, "de", nobody_asks="x"), "nothing in English is called"),
    "code from elsewhere": (
        lambda p: changed(p, x_dot_js=b"import('https://cdn.example/a.js')"), "x.js: code"),
    "a script from elsewhere": (
        lambda p: changed(p, x_dot_html=b"<script src='//cdn.example/a.js'></script>"), "x.html"),
    "code made of text": (lambda p: changed(p, x_dot_js=b"new Function('a')"), "made of text"),
    "a source map": (lambda p: changed(p, x_dot_js_dot_map=b"{}"), "does not belong"),
    "a test": (lambda p: changed(p, core__a_dot_test_dot_js=b""), "does not belong"),
    "the parts of texts": (
        lambda p: changed(p, _locales__en__parts__a_dot_json=b"{}"), "does not belong"),
    "a permission without reason": (
        lambda p: manifest(p, permissions=[*p.manifest["permissions"], "debugger"]),
        "no reason for debugger"),
    "a reason without permission": (
        lambda p: listed(p, optional_permissions={"bookmarks": "x" * 30, "cookies": "x" * 30}),
        "reason for cookies, which is not asked"),
    "no description in the store": (lambda p: listed(p, description=" "), "description is empty"),
    "six pictures": (
        lambda p: listed(p, screenshot=[{"file": "panel.png"}] * 6), "6 screenshots"),
    "a small picture": (
        lambda p: listed(p, screenshot=[{"file": "none.png"}]), "none.png is no picture"),
    "ten megabytes": (lambda p: changed(p, big_dot_wav=b"\0" * 10_000_000), "is the most"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_the_store_refuses_is_named(case: str, small: Package) -> None:
    """Each rule that is broken gives a sentence of its own."""
    breaking, said = BROKEN[case]
    found = problems(breaking(small))

    assert found
    assert any(said in line for line in found), found


def test_a_language_that_lags_behind_is_named(small: Package) -> None:
    """Each text that is not translated is named."""
    name = "_locales/de/messages.json"
    told = json.loads(small.files[name])
    gone = sorted(told)[0]
    del told[gone]
    lagging = replace(small, files={**small.files, name: json.dumps(told).encode()})

    assert problems(lagging) == [f"de: no text {gone}."]


def test_comments_may_name_anything() -> None:
    """An example in a comment is no code; what stands in a string with two slashes is kept."""
    kept = without_comments("/* eval(x) */\n// import('https://a')\nconst a = 'https://b';\n")

    assert kept.strip() == "const a = 'https://b';"
    assert size_of(b"GIF89a") is None


def test_a_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` says what is wrong, or nothing, and leaves the folder alone."""
    assert main(["--check", "--to", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []
    assert main(["--to", str(tmp_path)]) == 0
    assert [path.suffix for path in tmp_path.iterdir()] == [".zip"]
    assert " kB" in capsys.readouterr().out
