"""A browser profile of Rubato's own: what is written into it before the browser starts.

The shapes are Chromium's `Default/Preferences`: `extensions.settings.ID` of its ExtensionPrefs and
`profile.content_settings.exceptions` of its HostContentSettingsMap.
"""

import base64
import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

SITE_PERMISSIONS = ("midi", "midi_sysex", "media_stream_mic", "media_stream_camera")
"""What a person is asked for in a prompt; Web MIDI without sysex needs both of the first."""

ALLOW = 1
COMMAND_LINE = 8
"""Chromium's ManifestLocation of an extension named on the command line."""

PATTERNS = ("://", "<all_urls>")
"""What tells a host from a name among the manifest's permissions."""


def extension_id(extension: Path) -> str:
    """Give the id that the manifest's fixed key makes: its SHA-256's first half in letters a-p."""
    key = base64.b64decode(manifest(extension)["key"])
    digits = hashlib.sha256(key).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def manifest(extension: Path) -> dict[str, Any]:
    """Read the manifest of an extension's folder."""
    read: dict[str, Any] = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    return read


def prepare(profile: Path) -> None:
    """Make the profile where there is none, with developer mode on, which unpacked needs."""
    if not preferences_file(profile).exists():
        _write(profile, {"extensions": {"ui": {"developer_mode": True}}})


def prepare_granted(profile: Path, extension: Path) -> Path:
    """Make a new profile in which every permission is granted, for a browser without a person.

    Gives the folder to load the extension from. On Linux that is `extension` itself. Elsewhere
    the grants in a profile are sealed with a key of the browser's, so a copy beside the profile
    has its optional permissions required; its id is the same.
    """
    sealed = sys.platform in ("darwin", "win32")
    loaded = _with_all_required(extension, profile / "extension") if sealed else extension
    identity = extension_id(extension)
    exception = {f"chrome-extension://{identity}/,*": {"setting": ALLOW}}
    settings = {} if sealed else {identity: _granted(extension)}
    _write(
        profile,
        {
            "extensions": {"settings": settings, "ui": {"developer_mode": True}},
            "profile": {
                "content_settings": {
                    "exceptions": dict.fromkeys(SITE_PERMISSIONS, exception),
                }
            },
        },
    )
    return loaded


def holds(profile: Path, identity: str) -> bool:
    """Tell whether a person has loaded the extension into this profile."""
    files = (preferences_file(profile), profile / "Default" / "Secure Preferences")
    return any(identity in _settings(file) for file in files)


def preferences_file(profile: Path) -> Path:
    """Give the place of a profile's preferences."""
    return profile / "Default" / "Preferences"


def _settings(file: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    found: dict[str, Any] = read.get("extensions", {}).get("settings", {})
    return found


def _granted(extension: Path) -> dict[str, Any]:
    """Give the extension's entry as if a person had said yes to all that it may ask for.

    Without location, path and access to files (which <all_urls> includes) Chromium takes the
    entry for another extension's and drops the hosts.
    """
    read = manifest(extension)
    required = [*read.get("permissions", []), *read.get("host_permissions", [])]
    optional = [*read.get("optional_permissions", []), *read.get("optional_host_permissions", [])]
    return {
        "location": COMMAND_LINE,
        "path": str(extension),
        "newAllowFileAccess": True,
        "active_permissions": _permission_set(required + optional),
        "granted_permissions": _permission_set(required + optional),
        "runtime_granted_permissions": _permission_set(optional),
    }


def _permission_set(names: list[str]) -> dict[str, list[str]]:
    hosts = [name for name in names if any(mark in name for mark in PATTERNS)]
    return {
        "api": [name for name in names if name not in hosts],
        "explicit_host": hosts,
        "manifest_permissions": [],
        "scriptable_host": [],
    }


def _with_all_required(extension: Path, copy: Path) -> Path:
    shutil.copytree(extension, copy)
    read = manifest(copy)
    for kind in ("permissions", "host_permissions"):
        read[kind] = [*read.get(kind, []), *read.pop(f"optional_{kind}", [])]
    (copy / "manifest.json").write_text(json.dumps(read), encoding="utf-8")
    return copy


def _write(profile: Path, preferences: dict[str, Any]) -> None:
    file = preferences_file(profile)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(preferences), encoding="utf-8")
