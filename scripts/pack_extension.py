"""Pack the extension for the Chrome Web Store: dist/rubato-extension-VERSION.zip.

The same tree gives the same bytes: names in order, one date for all, one way to press. What breaks
a rule of the store is named, and nothing is packed then.

The manifest's `key` stays out of the package and in the folder. In a folder that is loaded unpacked
it makes the id the same on every machine, which the server's setting `extension_ids` and every
pairing rest on. The store gives an id by a key of its own, and refuses a manifest that brings one.
After the first upload the store shows its public key: put it into the manifest as `key`, and into
server/core/settings.py the id that it makes; then both ways of installing are one extension.
"""

import argparse
import json
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bundled import BundleError, bundled  # noqa: E402
from scripts.store_rules import Files, Package, problems  # noqa: E402

EXTENSION = ROOT / "extension"
STORE = ROOT / "docs" / "store"
STAYS = ("_locales/*/parts/*", "**/*.d.mts", "icons/icon.svg")
"""What the texts are made of, types for tools, and what the icons were drawn from."""
DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold; when something was copied is nobody's business."""


def main(arguments: list[str] | None = None) -> int:
    """Write the package; with --check only say what is wrong. Return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=ROOT / "dist", metavar="DIR", help="folder")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    try:
        package = packed(EXTENSION, STORE)
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = problems(package)
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong and not options.check:
        file = write(package.files, options.to, package.manifest["version"])
        print(f"{file}: {len(package.files)} files, {file.stat().st_size // 1000} kB")
    return int(bool(wrong))


def packed(extension: Path, store: Path) -> Package:
    """Read what goes to the store: the files, what is told of them, and the pictures.

    Raises `BundleError`.
    """
    left = {path for pattern in STAYS for path in extension.glob(pattern)}
    paths = (path for path in extension.rglob("*") if path.is_file() and path not in left)
    files = {path.relative_to(extension).as_posix(): path.read_bytes() for path in sorted(paths)}
    files["manifest.json"] = without_key(files["manifest.json"])
    files = dict(bundled(files, extension))
    listing = tomllib.loads((store / "listing.toml").read_text(encoding="utf-8"))
    pictures = {path.name: path.read_bytes() for path in store.glob("*.png")}
    return Package(files, listing, pictures)


def without_key(manifest: bytes) -> bytes:
    """Give the manifest as the store takes it."""
    told = json.loads(manifest)
    told.pop("key", None)
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def write(files: Files, folder: Path, version: str) -> Path:
    """Write the zip and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"rubato-extension-{version}.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same on Windows
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return file


if __name__ == "__main__":
    sys.exit(main())
