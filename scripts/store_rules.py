"""What the Chrome Web Store wants of an extension, checked before it is sent there.

The rules are those of the store's pages on the manifest, on listings and on its policies: an upload
that breaks one is refused, or waits for weeks. Each check gives sentences; none: it is in order.
"""

import json
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

LONGEST = {"extension_name": 75, "extension_description": 132}
"""Characters that the store shows of the manifest's texts, in each language."""
LONGEST_TEXTS = {"description": 16_000, "purpose": 1_000}
ICONS = (16, 48, 128)
"""Sizes in pixels: of the page's icon, of chrome://extensions, and of the store itself."""
SCREENSHOT = (1280, 800)
MOST_SCREENSHOTS = 5
LARGEST = 10_000_000
"""Bytes of the package; ours is a tenth of the store's own limit and shall stay small."""

VERSION = re.compile(r"(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){0,3}")
MESSAGE = re.compile(r"__MSG_(\w+)__")
# Code from elsewhere, or made of texts: the store refuses both.
REMOTE = re.compile(
    r"""\bimport\s*\(?\s*["'`](?:https?:)?//|\bfrom\s*["'](?:https?:)?//|\bimportScripts\s*\("""
    r"""|<script[^>]+src=["'](?:https?:)?//|<link[^>]+href=["'](?:https?:)?//|\beval\s*\(|\bnew\s+Function\s*\("""
)
CODE = frozenset({".js", ".mjs", ".html"})
STAYS_HOME = re.compile(
    r"\.map$|\.test\.|(?:^|/)tests?/|(?:^|/)parts/|(?:^|/)\.|\.ts$|\.py$|\.toml$"
)
GROUPS = ("permissions", "optional_permissions", "optional_host_permissions")

Files = Mapping[str, bytes]
"""The package: each file's name, with slashes, and what is in it."""


@dataclass(frozen=True, slots=True)
class Package:
    """What is sent to the store: the files of the zip, and what is told of them."""

    files: Files
    listing: Mapping[str, Any]
    screenshots: Files

    @property
    def manifest(self) -> dict[str, Any]:
        """Read the manifest."""
        told: dict[str, Any] = json.loads(self.files["manifest.json"])
        return told

    def messages(self) -> dict[str, dict[str, str]]:
        """Give the texts of each language, by their keys."""
        return {
            PurePosixPath(name).parts[1]: {
                key: row["message"] for key, row in json.loads(data).items()
            }
            for name, data in self.files.items()
            if name.startswith("_locales/") and name.endswith("/messages.json")
        }


def problems(package: Package) -> list[str]:
    """Say all that is wrong with it."""
    return [line for check in CHECKS for line in check(package)]


def _manifest(package: Package) -> Iterator[str]:
    manifest = package.manifest
    if manifest.get("manifest_version") != 3:
        yield "manifest_version is not 3."
    if not VERSION.fullmatch(str(manifest.get("version", ""))):
        yield f"version {manifest.get('version')!r} is not one to four numbers with dots."
    for name in ("key", "update_url", "differential_fingerprint"):
        if name in manifest:
            yield f"The store refuses a manifest with {name!r}."
    for name in ("name", "description", "icons", "default_locale", "minimum_chrome_version"):
        if not manifest.get(name):
            yield f"The manifest has no {name!r}."
    policy = manifest.get("content_security_policy", {}).get("extension_pages", "")
    if re.search(r"unsafe|script-src[^;]*(?:https?:|\*)", policy):
        yield "The policy of the extension's pages lets code in from elsewhere."


def _named_files(package: Package) -> Iterator[str]:
    """Name what the manifest leads to and is not there."""
    manifest = package.manifest
    named = [
        manifest.get("background", {}).get("service_worker", ""),
        manifest.get("side_panel", {}).get("default_path", ""),
        *manifest.get("icons", {}).values(),
    ]
    yield from (f"The manifest names {name}, which is not there." for name in named
                if name and name not in package.files)  # fmt: skip


def _icons(package: Package) -> Iterator[str]:
    icons = package.manifest.get("icons", {})
    for size in ICONS:
        data = package.files.get(icons.get(str(size), ""), b"")
        if size_of(data) != (size, size):
            yield f"There is no icon of {size} by {size} pixels."


def _languages(package: Package) -> Iterator[str]:
    spoken, manifest = package.messages(), package.files["manifest.json"].decode()
    default = spoken.get(package.manifest.get("default_locale", ""))
    if default is None:
        yield "There are no texts of the default language."
        return
    for language, texts in spoken.items():
        yield from (f"{language}: no text {key}." for key in default if not texts.get(key))
        yield from (
            f"{language}: nothing in English is called {key}." for key in texts.keys() - default
        )
        for key in MESSAGE.findall(manifest):
            if len(texts.get(key, "")) > LONGEST.get(key, 1_000):
                yield f"{language}: {key} is longer than {LONGEST.get(key, 1_000)} characters."
            if key not in default:
                yield f"The manifest names the text {key}, which is not there."


def _code(package: Package) -> Iterator[str]:
    for name, data in package.files.items():
        if STAYS_HOME.search(name):
            yield f"{name} does not belong into the package."
        if PurePosixPath(name).suffix in CODE:
            text = without_comments(data.decode())
            if "sourceMappingURL" in text:
                yield f"{name} names a source map."
            yield from (f"{name}: code from elsewhere, or made of text: {found[0]!r}."
                        for found in REMOTE.finditer(text))  # fmt: skip


def without_comments(text: str) -> str:
    """Leave out lines and blocks that are comments, where examples may name anything."""
    return re.sub(r"(?<!\S)/\*[\s\S]*?\*/|<!--[\s\S]*?-->|^\s*//.*$", "", text, flags=re.MULTILINE)


def _reasons(package: Package) -> Iterator[str]:
    for group in GROUPS:
        asked, told = package.manifest.get(group, []), package.listing.get(group, {})
        yield from (f"The listing gives no reason for {name} ({group})."
                    for name in asked if len(told.get(name, "")) < 20)  # fmt: skip
        yield from (f"The listing has a reason for {name}, which is not asked for."
                    for name in told.keys() - set(asked))  # fmt: skip


def _listing(package: Package) -> Iterator[str]:
    listing = package.listing
    for name, longest in LONGEST_TEXTS.items():
        if not 0 < len(listing.get(name, "").strip()) <= longest:
            yield f"The listing's {name} is empty or longer than {longest} characters."
    shown = listing.get("screenshot", [])
    if not 0 < len(shown) <= MOST_SCREENSHOTS:
        yield f"There are {len(shown)} screenshots; the store takes one to {MOST_SCREENSHOTS}."
    for row in shown:
        if size_of(package.screenshots.get(row["file"], b"")) != SCREENSHOT:
            yield f"{row['file']} is no picture of {SCREENSHOT[0]} by {SCREENSHOT[1]} pixels."


def _size(package: Package) -> Iterator[str]:
    size = sum(map(len, package.files.values()))
    if size > LARGEST:
        yield f"The package holds {size} bytes; {LARGEST} is the most."


def size_of(png: bytes) -> tuple[int, int] | None:
    """Give width and height of a PNG; None for what is none."""
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", png[16:24])
    return width, height


CHECKS = (_manifest, _named_files, _icons, _languages, _code, _reasons, _listing, _size)
