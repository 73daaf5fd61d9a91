"""The command line: one table, quick help, one line for what the user can mend."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from server.cli import COMMANDS, main
from server.core.errors import ConflictError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own settings and data out."""
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "module", "line"), COMMANDS)
def test_every_command_is_there(
    name: str, module: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line of the table is a module of the right shape, with help."""
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert ended.value.code == 0
    assert f"rubato {name}" in capsys.readouterr().out
    assert callable(import_module(module).run)
    assert line


def test_help_lists_commands_and_imports_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rubato --help` names every command and loads none of their modules."""
    for _, module, _ in COMMANDS:
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out

    assert all(name in told.split() and line.split()[0] in told for name, _, line in COMMANDS)
    assert not {module for _, module, _ in COMMANDS} & sys.modules.keys()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`rubato --version` says it."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("rubato ")


def test_nothing_asked_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`rubato` alone shows what there is."""
    assert main([]) == 0
    assert "serve" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["nonsense"], ["serve", "--nonsense"], ["users", "add"]])
def test_wrong_usage_is_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage ends with 2 and says what is right."""
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert "usage: rubato" in capsys.readouterr().err


def test_expected_failure_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the user can mend is one line on stderr and 1."""

    def fail(_args: object) -> int:
        raise ConflictError("Do this instead.")

    monkeypatch.setattr("server.cli.config.run", fail)

    assert main(["config"]) == 1
    assert capsys.readouterr().err == "rubato: Do this instead.\n"


def test_config_shows_values_and_origins(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each layer is stronger than the one before, and a password in a URL is hidden."""
    (home / "config" / "rubato").mkdir(parents=True)
    own = home / "config" / "rubato" / "rubato.toml"
    own.write_text('port = 1\nlog_level = "error"\nlowest_note = 36\nhost = "::1"\n')
    named = home / "named.toml"
    named.write_text('port = 2\nlog_level = "debug"\nlowest_note = 24\n')
    (home / ".env").write_text("PORT=3\nRUBATO_LOG_LEVEL=warning\n")
    monkeypatch.setenv("PORT", "4")
    monkeypatch.setenv("RUBATO_DATABASE_URL", "postgresql://me:hush@host/db")

    assert main(["--config", str(named), "config"]) == 0
    told = capsys.readouterr().out
    lines = {line.split()[0]: line for line in told.splitlines() if line}

    assert lines["port"].split()[1:] == ["4", "environment", "PORT"]
    assert lines["log_level"].split()[1:] == ["warning", ".env", "line", "2"]
    assert lines["lowest_note"].split()[1:] == ["24", str(named), "line", "3"]
    assert lines["host"].split()[1:] == ["::1", str(own), "line", "4"]
    assert "hush" not in told
    assert main(["config", "--json"]) == 0
    assert "hush" not in capsys.readouterr().out


def test_config_shows_no_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a key nor a password in an address; an empty one is seen to be empty."""
    main(["config"])
    empty = next(line for line in capsys.readouterr().out.splitlines() if "openai_api_key" in line)
    monkeypatch.setenv("RUBATO_OPENAI_API_KEY", "hush-key")
    monkeypatch.setenv("RUBATO_DATABASE_URL", "postgresql://u:hush@h/d")
    for more in ([], ["--json"]):
        main(["config", *more])
        shown = capsys.readouterr().out
        assert "hush" not in shown
        assert "[hidden]" in shown

    assert "(empty)" in empty


def test_config_check(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every mistake is told at once, each with place and range."""
    assert main(["config", "--check"]) == 0
    file = home / "mine.toml"
    file.write_text("prot = 1\nlowest_note = 200\n")
    monkeypatch.setenv("PORT", "x")

    assert main(["config", "--check", "--config", str(file)]) == 1
    told = capsys.readouterr().err
    assert f"{file} line 1: there is no setting prot; did you mean port?" in told
    assert f"{file} line 2: lowest_note must be a whole number from 0 to 103, not 200." in told
    assert "environment PORT: port must be a whole number from 0 to 65535, not 'x'." in told


def test_wrong_setting_stops_every_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command goes on with a setting it was not given."""
    monkeypatch.setenv("RUBATO_PORT", "70000")

    assert main(["users"]) == 1
    assert "from 0 to 65535" in capsys.readouterr().err


def test_people_from_the_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first command makes the owner; people are added, listed and removed."""
    assert main(["users", "add", "Anna", "--role", "admin"]) == 0
    first = capsys.readouterr().out
    assert main(["users"]) == 0
    listed = capsys.readouterr().out
    assert main(["users", "remove", "owner"]) == 0
    assert main(["users", "remove", "anna"]) == 1
    assert "only admin" in capsys.readouterr().err

    assert "owner with the password" in first
    assert "anna (admin) was added" in first
    assert [line.split()[:2] for line in listed.splitlines()] == [
        ["owner", "admin"],
        ["anna", "admin"],
    ]
    assert (home / "data" / "rubato" / "rubato.db").exists()


def test_password_from_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password may come from another program; one too short is refused."""
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("a good password\n"))
    assert main(["users", "password", "owner"]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    assert main(["users", "password", "owner"]) == 1
    told = capsys.readouterr()

    assert "was changed" in told.out
    assert "a good password" not in told.out
    assert "8 to 256" in told.err


def test_pair_prints_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    """`rubato pair --quiet` prints the code and nothing else, for scripts."""
    assert main(["pair", "--quiet"]) == 0
    told = capsys.readouterr()

    assert len(told.out.strip()) == 8
    assert "owner with the password" in told.err
    assert main(["pair"]) == 0
    assert "Code: " in capsys.readouterr().out
    assert main(["pair", "--user", "nobody"]) == 1


def test_journal_keeps_no_password(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under systemd what is printed is kept; there the password is not."""
    monkeypatch.setenv("JOURNAL_STREAM", "8:1")

    assert main(["users"]) == 0
    told = capsys.readouterr().out
    assert "with the password" not in told
    assert "rubato users password owner" in told
