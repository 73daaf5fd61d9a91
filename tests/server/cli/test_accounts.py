"""Ways in from the terminal: an account taken away, and a warning where anybody may read."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.adapters.database import Database, open_engine
from server.cli import main
from server.cli.accounts import accounts_of, warn_of_readers
from server.cli.opened import open_services
from server.core.accounts import Vouched
from server.core.layers import resolve
from server.core.tokens import token_hash
from tests.server.fakes import FakeLog


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an installation of one's own."""
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    main(["users", "list"])
    return tmp_path / "data"


def test_google_is_shown_and_taken_away(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An admin sees whose account it is, and ends it with the sessions it opened."""
    store = Database(open_engine(f"sqlite:///{home / 'rubato.db'}"))
    store.welcome("anna", Vouched("https://i.example", "1", "anna@x.example", True), 1)
    capsys.readouterr()
    codes = [
        main(["users", "google", name, *more])
        for name, more in (
            ("anna", []), ("owner", []), ("anna", ["--unlink"]), ("anna", ["--unlink"]),
        )
    ]  # fmt: skip
    told = capsys.readouterr()
    store.close()

    assert codes[:3] == [0, 0, 0]
    assert codes[3] != 0
    assert told.out.splitlines() == [
        "anna: anna@x.example",
        "owner has no Google account here.",
        "anna comes in with Google no more; open sessions ended.",
    ]


@pytest.mark.parametrize(
    ("host", "public_url", "on", "warned"),
    [
        ("127.0.0.1", "", True, False),
        ("0.0.0.0", "", True, True),
        ("127.0.0.1", "https://piano.example.org", True, True),
        ("0.0.0.0", "https://piano.example.org", False, False),
    ],
)
def test_readers_are_warned_of(
    host: str, public_url: str, *, on: bool, warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever lets the world read is told so at each start."""
    settings = resolve([]).settings
    warn_of_readers(replace(settings, host=host, public_url=public_url, anonymous_read=on))

    assert ("anonymous_read is on" in capsys.readouterr().err) is warned


def test_settings_have_effect(home: Path) -> None:
    """The shared password lets in and ends with the setting; Google is offered by its id."""
    settings = replace(
        resolve([]).settings,
        data_dir=str(home),
        password="open sesame",
        google_client_id="id",
        google_client_secret="between us",
        public_url="https://piano.example.org/",
        anonymous_read=True,
    )
    opened = open_services(settings)
    accounts = accounts_of(settings, opened, FakeLog())
    _, token = opened.access.sign_in("anna", "open sesame")
    assert opened.access.who(token, "session")
    opened.store.close()
    other = replace(settings, password="", google_client_id="")
    opened = open_services(other)
    without = accounts_of(other, opened, FakeLog())
    found = opened.store.token_by_hash(token_hash(token))
    opened.store.close()

    assert accounts.google is not None
    assert accounts.public_url == "https://piano.example.org"
    assert accounts.anonymous_read is True
    assert without.google is None
    assert found is not None
    assert found.revoked is not None
