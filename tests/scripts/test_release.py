"""A release: one version everywhere, only of what is committed and tested, with checksums."""

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from scripts import green
from scripts.release import HEADING, RefusedError, allowed, dated, in_json, in_toml, release

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("config", "docs/store", "extension", "languages", "server/core", "web")
FILES = ("CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "server/__init__.py")
TODAY = date(2026, 12, 24)
LOG = "# Changes\n\n## Unreleased\n\n### Added\n\n- A thing.\n"
OLD = "\n## 0.1.0 - 2026-11-30\n\n### Added\n\n- All of it.\n"


def version_of(root: Path) -> str:
    """Give the one that counts."""
    told = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def git(root: Path, *words: str) -> str:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=A test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", "-C", root, *who, *words], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a repository of what a release is made of."""
    root = tmp_path / "rubato"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return committed(root)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Make one of what is looked at before anything is made."""
    root = tmp_path / "rubato"
    root.mkdir()
    shutil.copy(ROOT / "pyproject.toml", root / "pyproject.toml")
    return committed(root)


def committed(root: Path) -> Path:
    """Commit all of it, and say that it is well."""
    (root / "CHANGELOG.md").write_text(LOG + OLD)
    (root / ".gitignore").write_text(".rubato/\ndist/\n")
    (root / "config").mkdir(exist_ok=True)
    (root / "config" / ".env").write_text("PASSWORD=secret\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    for kind in green.KINDS:
        green.remember(root, kind)
    return root


def test_the_version_is_the_same_everywhere() -> None:
    """pyproject.toml is the truth; the manifest and the newest version of the log say the same."""
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    newest = HEADING.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[:1]

    assert manifest["version"] == version_of(ROOT)
    assert newest in ([], [version_of(ROOT)])


@pytest.mark.long
def test_a_release_is_made(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The version is set, the log dated, and what is handed out has its checksums."""
    release(tree, "0.2.0", TODAY, check=False)
    folder = tree / "dist" / "0.2.0"
    log = (tree / "CHANGELOG.md").read_text()

    assert version_of(tree) == "0.2.0"
    assert '"version": "0.2.0"' in (tree / "extension" / "manifest.json").read_text()
    assert log.startswith(
        "# Changes\n\n## Unreleased\n\n## 0.2.0 - 2026-12-24\n\n### Added\n\n- A th"
    )
    assert log.endswith(OLD)
    assert (folder / "rubato-0.2.0.md").read_text() == "### Added\n\n- A thing.\n"
    assert {path.name for path in folder.iterdir()} == {
        "rubato-0.2.0-py3-none-any.whl", "rubato-extension-0.2.0.zip",
        "rubato-0.2.0.md", "rubato-0.2.0.sha256",
    }  # fmt: skip
    for line in (folder / "rubato-0.2.0.sha256").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(folder / "rubato-0.2.0-py3-none-any.whl") as wheel:
        names = [name for name in wheel.namelist() if ".env" in name]
        assert names == ["server/data/config/.env.example"], "no secret is shipped"
    with zipfile.ZipFile(folder / "rubato-extension-0.2.0.zip") as package:
        assert json.loads(package.read("manifest.json"))["version"] == "0.2.0"
    assert "git tag v0.2.0" in capsys.readouterr().out
    assert git(tree, "tag") == ""
    assert git(tree, "log", "--oneline").count("\n") == 1


@pytest.mark.parametrize(
    ("version", "said"),
    [("1.0", "no version"), ("v0.2.0", "no version"), ("0.2.0-rc1", "no version"),
     ("0.1.0", "not after"), ("0.0.9", "not after"), ("00.2.0", "no version")],
)  # fmt: skip
def test_a_version_that_can_not_be(version: str, said: str, small: Path) -> None:
    """It is three numbers, and after what there is."""
    with pytest.raises(RefusedError, match=said):
        release(small, version, TODAY, check=False)
    assert git(small, "status", "--porcelain") == ""


def test_only_what_is_committed(small: Path) -> None:
    """A file that was changed, or is new, is in the way."""
    (small / "new.js").write_text("x")

    with pytest.raises(RefusedError, match="Not all is committed"):
        release(small, "0.2.0", TODAY, check=True)


@pytest.mark.parametrize("kind", green.KINDS)
def test_only_what_was_tested(kind: str, small: Path) -> None:
    """Both must have said so, of these very sources."""
    (small / "new.js").write_text("x")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "more")
    for other in green.KINDS:
        if other != kind:
            green.remember(small, other)

    with pytest.raises(RefusedError, match=f"`make {kind}` has not said"):
        allowed(small, "0.2.0")
    green.remember(small, kind)
    allowed(small, "0.2.0")


def test_a_log_without_changes_is_refused() -> None:
    """Nothing is released of which there is nothing to tell."""
    with pytest.raises(RefusedError, match="no change"):
        dated("## Unreleased\n\n" + OLD, "0.2.0", TODAY)
    with pytest.raises(RefusedError, match="no change"):
        dated("# Changes\n", "0.2.0", TODAY)


def test_only_its_own_version_is_changed() -> None:
    """What other tools and formats call a version stays."""
    toml = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    manifest = (ROOT / "extension/manifest.json").read_text(encoding="utf-8")

    assert in_toml(toml, "9.8.7").replace("9.8.7", version_of(ROOT)) == toml
    assert len(re.findall("9.8.7", in_json(manifest, "9.8.7"))) == 1
    assert json.loads(in_json(manifest, "9.8.7"))["manifest_version"] == 3


def test_what_is_not_committed_is_not_remembered(small: Path) -> None:
    """What was tested could not be told apart from what is released."""
    green.place(small, "test").unlink()
    (small / "new.js").write_text("x")
    green.remember(small, "test")

    assert not green.place(small, "test").exists()
    assert green.missing(small) == ["check", "test"]
    assert green.main(["nothing"]) == 2
