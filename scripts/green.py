"""Remember of which sources `make check` and `make test` said that all is well, for a release."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("check", "test")


def main(arguments: list[str]) -> int:
    """Remember one of the two, where what was tested is what is committed."""
    (kind,) = arguments
    if kind not in KINDS:
        print(f"There is no such thing as {kind}: {', '.join(KINDS)}.", file=sys.stderr)
        return 2
    remember(ROOT, kind)
    return 0


def remember(root: Path, kind: str) -> None:
    """Write down which sources they were; of ones that are not committed nothing is said."""
    tree = committed(root)
    if tree:
        place(root, kind).parent.mkdir(exist_ok=True)
        place(root, kind).write_text(f"{tree}\n", encoding="utf-8")


def missing(root: Path) -> list[str]:
    """Name what was not said of the sources as they are."""
    tree = committed(root)
    return [kind for kind in KINDS if not tree or _said(place(root, kind)) != tree]


def committed(root: Path) -> str:
    """Give git's name of the sources; empty where some are changed, new, or in no repository."""
    if _git(root, "status", "--porcelain") != "":
        return ""
    return _git(root, "rev-parse", "HEAD^{tree}") or ""


def place(root: Path, kind: str) -> Path:
    """Give the file in which it is remembered, which git leaves alone."""
    return root / ".rubato" / f"green-{kind}"


def _said(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


def _git(root: Path, *words: str) -> str | None:
    line = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(line, check=False, capture_output=True, text=True)
    except OSError:  # there is no git
        return None
    return done.stdout.strip() if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
