"""Settings from files and environment: each value with its place."""

from pathlib import Path

import pytest

from server.adapters.settings_files import (
    config_home,
    data_home,
    dotenv_layer,
    environment_layer,
    file_layer,
)
from server.core.errors import InvalidError


def test_file_gives_values_with_lines(tmp_path: Path) -> None:
    """Each value of a TOML file carries file and line."""
    path = tmp_path / "rubato.toml"
    path.write_text('# port = 1\nhost = "::1"\n\nport = 9\n[extra]\nx = 1\n')
    values = file_layer(path).values

    assert (values["port"].raw, values["port"].place) == (9, f"{path} line 4")
    assert values["host"].place == f"{path} line 2"
    assert values["extra"].place == f"{path} line 5"


def test_missing_file(tmp_path: Path) -> None:
    """A file that may be missing is empty; one that was asked for is an error."""
    assert file_layer(tmp_path / "none.toml").values == {}
    with pytest.raises(InvalidError, match="There is no settings file"):
        file_layer(tmp_path / "none.toml", needed=True)


@pytest.mark.parametrize("text", [b"port = ", b"\xff\xfe", b"port = 1\nport = 2\n"])
def test_broken_file_is_named(tmp_path: Path, text: bytes) -> None:
    """What is no TOML is refused with the file's name."""
    path = tmp_path / "rubato.toml"
    path.write_bytes(text)

    with pytest.raises(InvalidError, match=r"rubato\.toml cannot be read as TOML"):
        file_layer(path)


def test_dotenv_lines(tmp_path: Path) -> None:
    """Quotes, comments, export and names of others are read as shells do."""
    path = tmp_path / ".env"
    path.write_text(
        "# a comment\nexport PORT='81' \nHOST=::1 # here\nOTHER=1\n\nnonsense\n"
        'RUBATO_TRUSTED_HOSTS="a.example, b.example"\nRUBATO_DATA_DIR=\n'
    )
    values = dotenv_layer(path).values

    assert {name: given.raw for name, given in values.items()} == {
        "port": "81",
        "host": "::1",
        "trusted_hosts": "a.example, b.example",
    }
    assert values["port"].place == f"{path} line 2"
    assert dotenv_layer(tmp_path / "none").values == {}


def test_environment() -> None:
    """RUBATO_PORT is stronger than PORT; an unknown RUBATO_ name is kept to be refused."""
    values = environment_layer(
        {"PORT": "1", "RUBATO_PORT": "2", "RUBATO_PROT": "3", "RUBATO_REQUIRE_ALL": "1"}
    ).values

    assert (values["port"].raw, values["port"].place) == ("2", "environment RUBATO_PORT")
    assert values["prot"].place == "environment RUBATO_PROT"
    assert len(values) == 2


def test_homes() -> None:
    """Each platform has its own places, and the environment may move them."""
    assert data_home({"XDG_DATA_HOME": "/d"}, "linux") == Path("/d/rubato")
    assert data_home({}, "linux") == Path.home() / ".local/share/rubato"
    assert data_home({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/rubato")
    assert data_home({}, "darwin") == Path.home() / "Library/Application Support/rubato"
    assert config_home({"XDG_CONFIG_HOME": "/c"}, "linux") == Path("/c/rubato")
    assert config_home({"APPDATA": "/a"}, "win32") == Path("/a/rubato")
    assert config_home({}, "darwin") == Path.home() / "Library/Application Support/rubato"
