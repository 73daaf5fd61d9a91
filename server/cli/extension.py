"""`rubato extension`: where the extension lies that came with this installation."""

import argparse
from pathlib import Path

from server.core.settings import EXTENSION_ID
from server.paths import data_path

EPILOG = """\
examples:
  rubato extension          where it lies, and how to load it into a browser
  rubato extension path     the folder alone, for scripts
"""

STEPS = """\
{folder}
Load it once into your browser:
  1. Open chrome://extensions and turn on "Developer mode", top right.
  2. Press "Load unpacked" and choose this folder.
  3. `rubato serve`, then `rubato pair`: the panel's settings take the code.
Its id is {id} on every machine, so the server knows it. After an upgrade
press the arrow beside it in chrome://extensions, which loads it anew. `rubato run` does all this by
itself, in a profile of its own."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato extension`."""
    parser = subparsers.add_parser(
        "extension",
        help="where the extension lies, and how to load it",
        description="Tell where the extension lies that came along, and how to load it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("act", nargs="?", choices=("path",), help="print the folder alone")


def run(args: argparse.Namespace) -> int:
    """Print it."""
    print(told(data_path("extension"), alone=args.act == "path"))
    return 0


def told(folder: Path, *, alone: bool) -> str:
    """Say where it lies; `alone`: nothing but that."""
    return str(folder) if alone else STEPS.format(folder=folder, id=EXTENSION_ID)
