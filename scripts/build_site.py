"""Write the help as a site of its own: dist/docs, a folder for any web server, or for none.

The pages are those that the server gives at /help. They lead to each other by name; what they take
from the server's other folders (sheets, sign) is put beside them, and what only a running server
has (its first page) is not linked. So the folder works from file:// and below any address.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.build_help import built  # noqa: E402

BESIDE = re.compile(r'((?:href|src)=")/web/([\w.-]+")')
HOME = '<a href="/">Home</a>'
AT_HOME = '<a href="index.html">Help</a>'


def main(arguments: list[str] | None = None) -> int:
    """Write it and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    place = "folder, which is emptied first where it holds such a site"
    parser.add_argument(
        "--to", type=Path, default=ROOT / "dist" / "docs", metavar="DIR", help=place
    )
    folder: Path = parser.parse_args(arguments).to
    if folder.exists() and any(folder.iterdir()) and not (folder / "commands.html").exists():
        print(f"{folder} holds something else; name an empty folder.", file=sys.stderr)
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = site()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{folder}: {len(files)} files; open index.html")
    return 0


def site() -> dict[str, str]:
    """Give every file by its name."""
    files = built()
    beside = {name: (ROOT / "web" / name).read_text(encoding="utf-8") for name in _named(files)}
    return {name: _alone(name, text) for name, text in files.items()} | beside


def _alone(name: str, text: str) -> str:
    return BESIDE.sub(r"\1\2", text).replace(HOME, AT_HOME) if name.endswith(".html") else text


def _named(files: dict[str, str]) -> set[str]:
    """Give the names of what the pages take from the server's folder of pages."""
    found = (match[2] for text in files.values() for match in BESIDE.finditer(text))
    return {name.rstrip('"') for name in found}


if __name__ == "__main__":
    sys.exit(main())
