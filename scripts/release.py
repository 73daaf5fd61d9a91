"""Make a release: `python scripts/release.py 0.2.0`. It commits nothing and sends nothing away.

CHANGELOG's *Unreleased* becomes the version with its date. The version itself stands in
pyproject.toml; the extension's manifest says the same, which a test holds. Then dist gets the
wheel, the extension's package, the notes, and a file of checksums for `sha256sum --check`.

Only what is committed, and of which `make check` and `make test` said that all is well, goes out.
"""

import argparse
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import green  # noqa: E402
from scripts.pack_extension import packed, write  # noqa: E402
from scripts.store_rules import problems  # noqa: E402

VERSION = re.compile(r"(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})")
"""Three numbers: what pip, npm and the browsers all take."""
HEADING = re.compile(r"^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$", re.MULTILINE)
UNRELEASED = "## Unreleased\n"
IN_TOML = re.compile(r'(?m)^(version = ")([^"]+)(")$')
IN_JSON = re.compile(r'("version": ")[^"]+(")')
Edit = Callable[[str, str], str]


class RefusedError(Exception):
    """A release that may not be made, with what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Make one and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version", help="such as 0.2.0")
    parser.add_argument("--check", action="store_true", help="say whether it could be made")
    options = parser.parse_args(arguments)
    try:
        release(ROOT, options.version, datetime.now(UTC).date(), check=options.check)
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def release(root: Path, version: str, today: date, *, check: bool) -> None:
    """Make a release of the sources in `root`; with `check` nothing is written.

    Raises `RefusedError` where it may not be made; then nothing was changed.
    """
    allowed(root, version)
    log, notes = dated((root / "CHANGELOG.md").read_text(encoding="utf-8"), version, today)
    for wrong in problems(packed(root / "extension", root / "docs" / "store")):
        raise RefusedError(f"The extension can't be packed: {wrong}")
    if check:
        print(f"{version} can be released.")
        return
    (root / "CHANGELOG.md").write_text(log, encoding="utf-8")
    for name, edit in PLACES.items():
        file = root / name
        file.write_text(edit(file.read_text(encoding="utf-8"), version), encoding="utf-8")
    for line in made(root, version, notes):
        print(line)
    print(f'Now: git commit -am "release: {version}" && git tag v{version}')


def allowed(root: Path, version: str) -> None:
    """Raise `RefusedError` with the first thing that is in the way."""
    now = IN_TOML.search((root / "pyproject.toml").read_text(encoding="utf-8"))
    known = HEADING.findall((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not VERSION.fullmatch(version):
        raise RefusedError(f"{version!r} is no version; write it as 1.2.3.")
    if now is None or numbers(version) < numbers(now[2]) or version in known:
        raise RefusedError(f"{version} is not after {now[2] if now else 'what there is'}.")
    if not green.committed(root):
        raise RefusedError("Not all is committed; `git status` says what.")
    for kind in green.missing(root):
        raise RefusedError(f"`make {kind}` has not said of these sources that all is well.")


def numbers(version: str) -> tuple[int, ...]:
    """Give a version's numbers, to compare."""
    return tuple(map(int, version.split(".")))


def dated(log: str, version: str, today: date) -> tuple[str, str]:
    """Give the log with what was unreleased under the version, and that part alone."""
    head, mark, rest = log.partition(UNRELEASED)
    notes = re.split(r"(?m)^## ", rest)[0].strip()
    if not mark or not re.search(r"(?m)^- \S", notes):
        raise RefusedError("CHANGELOG.md says of no change under *Unreleased*.")
    return f"{head}{UNRELEASED}\n## {version} - {today.isoformat()}\n{rest}", f"{notes}\n"


def in_toml(text: str, version: str) -> str:
    """Give pyproject.toml with the version."""
    return IN_TOML.sub(rf"\g<1>{version}\g<3>", text, count=1)


def in_json(text: str, version: str) -> str:
    """Give the extension's manifest with the version."""
    return IN_JSON.sub(rf"\g<1>{version}\g<2>", text, count=1)


PLACES: dict[str, Edit] = {
    "pyproject.toml": in_toml,
    "extension/manifest.json": in_json,
}
"""Where the version stands, and how it is written there."""


def made(root: Path, version: str, notes: str) -> Iterator[str]:
    """Build all that is handed out, and say what there is."""
    folder = root / "dist" / version
    folder.mkdir(parents=True, exist_ok=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    write(packed(root / "extension", root / "docs" / "store").files, folder, version)
    (folder / f"rubato-{version}.md").write_text(notes, encoding="utf-8")
    files = sorted(path for path in folder.iterdir() if path.suffix in {".whl", ".zip"})
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / f"rubato-{version}.sha256").write_text("".join(sums), encoding="utf-8")
    yield from (f"{path.relative_to(root)}: {path.stat().st_size // 1000} kB" for path in files)


if __name__ == "__main__":
    sys.exit(main())
