"""The extension may do what it is for, and nothing else: each permission has a use and a reason."""

import json
import re
from typing import Any

from tests.fences.tree import read, sources

MANIFEST: dict[str, Any] = json.loads(read("extension/manifest.json"))
GIVEN: list[str] = MANIFEST["permissions"]
ASKED: list[str] = MANIFEST["optional_permissions"] + MANIFEST["optional_host_permissions"]
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|(?: `(\w+)` \|)?$", re.MULTILINE)
NEVER = frozenset({
    "debugger", "webRequest", "webRequestBlocking", "declarativeNetRequest", "cookies",
    "management", "nativeMessaging", "proxy", "clipboardRead", "privacy", "contentSettings",
    "identity", "pageCapture", "unlimitedStorage", "background", "webNavigation", "geolocation",
    "desktopCapture",
})  # fmt: skip

USES = {
    "sidePanel": r"\.sidePanel\.", "storage": r"\.storage\.(local|sync|session)",
    "tabs": r"\.tabs\.query", "scripting": r"\.scripting\.", "tts": r"\.tts\.",
    "sessions": r"\bsessions\.restore", "search": r"\bsearch\.query",
    "bookmarks": r"\bbookmarks\.(create|search)", "history": r"\bhistory\.search",
    "downloads": r"\bdownloads\.download", "tabCapture": r"\.tabCapture\.",
    "<all_urls>": r"registerContentScripts",
}  # fmt: skip
"""What of the browser each permission opens."""


def table() -> dict[str, tuple[str, str]]:
    """Give the reason of each permission, and the text of Get started that says it."""
    return {name: (why, text) for name, why, text in ROW.findall(read("docs/permissions.md"))}


def test_nothing_is_asked_for_that_nobody_needs() -> None:
    """What the manifest names is what has a use; nothing reads pages before one allows it."""
    assert sorted(USES) == sorted([*GIVEN, *ASKED])
    assert "host_permissions" not in MANIFEST
    assert "content_scripts" not in MANIFEST
    assert not NEVER & {*GIVEN, *ASKED}


def test_each_is_used() -> None:
    """Somewhere in the sources of the extension stands what it opens."""
    code = "\n".join(read(name) for name in sources(".js") if name.startswith("extension/"))

    assert [name for name, use in USES.items() if not re.search(use, code)] == []


def test_each_has_its_reason() -> None:
    """In the documentation, and in Get started, in each language."""
    told = table()

    assert sorted(told) == sorted(USES)
    assert all(len(why) > 20 for why, _ in told.values())
    start = read("extension/panel/start.html")
    for language in ("en", "de"):
        texts = json.loads(read(f"extension/_locales/{language}/messages.json"))
        for name, (_, text) in told.items():
            assert texts[text]["message"].endswith("."), (language, name)
            assert f'data-i18n="{text}"' in start, name


def test_what_is_given_at_once_is_named_in_get_started() -> None:
    """Each permission of the manifest stands beside its own sentence, that of the documentation."""
    told, start = table(), read("extension/panel/start.html")
    texts = json.loads(read("extension/_locales/en/messages.json"))
    listed = dict(re.findall(r'<code>(\w+)</code></dt><dd data-i18n="(\w+)">', start))

    assert listed == {name: told[name][1] for name in GIVEN}
    for name, text in listed.items():
        why = told[name][0].strip()
        assert texts[text]["message"] == f"{why[0].upper()}{why[1:]}.", name


def test_what_is_never_asked_for_is_said() -> None:
    """The page names no permission there that the manifest has."""
    never = set(re.findall(r"`(\w+)`", read("docs/permissions.md").rpartition("##")[2]))

    assert never <= NEVER
