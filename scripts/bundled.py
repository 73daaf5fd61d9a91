"""The extension with each page's modules in one script, as the store's package has it."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

SCRIPT = Path(__file__).with_name("bundle_extension.js")
ASKED_FOR = ("page/agent.bundle.js", "page/listeners.js", "vendor/readability/Readability.js")
"""Scripts that are run in pages, by their names; all others are a page's, or went into one."""
SCRIPTS = (".js", ".mjs")


class BundleError(Exception):
    """The scripts can't be gathered; the message is that of the bundler."""


def scripts(extension: Path) -> Mapping[str, bytes]:
    """Gather them: each one's path and text; raises `BundleError`."""
    command = ["node", str(SCRIPT), str(extension)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleError(done.stderr)
    return {name: text.encode() for name, text in json.loads(done.stdout).items()}


def bundled(files: Mapping[str, bytes], extension: Path) -> Mapping[str, bytes]:
    """Give the files of an extension with one script in place of many; raises `BundleError`."""
    gathered = scripts(extension)
    kept = {
        name: data
        for name, data in files.items()
        if not name.endswith(SCRIPTS) or name in ASKED_FOR
    }
    return {**kept, **gathered}
