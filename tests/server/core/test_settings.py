"""The table of settings agrees with its file, its type and itself."""

import dataclasses
import json
import re
import tomllib
from pathlib import Path

from server.core.setting import folder_problem
from server.core.settings import BY_VARIABLE, EXTENSION_ID, SETTINGS, Settings

ROOT = Path(__file__).parents[3]
FILE = ROOT / "config" / "rubato.toml"


def test_file_holds_each_default() -> None:
    """The shipped file names every setting, in order, with the default of the table."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    expected = {
        setting.name: list(setting.default) if isinstance(setting.default, tuple)
        else setting.default
        for setting in SETTINGS
    }  # fmt: skip

    assert list(written.items()) == list(expected.items())


def test_file_holds_each_caption() -> None:
    """Above each setting stands its caption, and what is allowed where that is a range."""
    blocks = FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    for setting, block in zip(SETTINGS, blocks, strict=True):
        comment = " ".join(line[2:] for line in block.splitlines() if line.startswith("# "))
        ranged = setting.kind == "integer" or setting.choices
        allowed = f" Allowed: {setting.allowed}." if ranged else ""

        assert comment == setting.caption + allowed


def test_type_has_each_setting() -> None:
    """The typed settings have the fields of the table, in order."""
    assert [field.name for field in dataclasses.fields(Settings)] == [s.name for s in SETTINGS]


def test_variables_are_distinct() -> None:
    """No environment variable sets two settings; HOST and PORT are among them."""
    assert len(BY_VARIABLE) == sum(len(setting.variables) for setting in SETTINGS)
    assert {"HOST", "PORT", "RUBATO_PORT"} <= BY_VARIABLE.keys()


def test_extension_id_follows_from_the_key() -> None:
    """The default extension id is the one that the manifest's fixed key makes."""
    from base64 import b64decode
    from hashlib import sha256

    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    digest = sha256(b64decode(manifest["key"])).hexdigest()[:32]

    assert re.sub(".", lambda hexa: chr(ord("a") + int(hexa[0], 16)), digest) == EXTENSION_ID


def test_folders_have_whole_paths() -> None:
    """What is followed does not depend on where the server was started."""
    for path in ("/srv/notes", "/", "C:\\notes", "D:/notes"):
        assert folder_problem(path) is None
    for path in ("", "notes", "../notes", "~/notes", "file:///srv", "/srv\n/notes"):
        assert "no whole path" in (folder_problem(path) or "")
