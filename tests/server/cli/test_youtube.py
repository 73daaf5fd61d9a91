"""`rubato youtube`: sign in on a terminal, look, choose how replies go, sign out."""

import io
import json
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from server.cli import main
from tests.fixtures.tube.service import TubeService, tube_service
from tests.fixtures.tube.world import OURS, TubeVideo
from tests.server.adapters.test_google_login import client_file
from tests.server.fakes import MORNING


class Terminal(io.TextIOBase):
    """A terminal on which somebody types."""

    def __init__(self, *, terminal: bool = True) -> None:
        self.lines: queue.Queue[str] = queue.Queue()
        self._terminal = terminal

    def isatty(self) -> bool:
        """Tell whether a person is there."""
        return self._terminal

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        """Wait for a line."""
        return self.lines.get()


class Shown(io.StringIO):
    """What is printed; whoever waits for a text is told when it is there."""

    def __init__(self) -> None:
        super().__init__()
        self.changed = threading.Condition()

    def write(self, text: str) -> int:
        """Print."""
        with self.changed:
            self.changed.notify_all()
            return super().write(text)

    def wait(self, text: str) -> str:
        """Wait for a text; give everything."""
        with self.changed:
            assert self.changed.wait_for(lambda: text in self.getvalue(), 20), self.getvalue()
        return self.getvalue()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TubeService]:
    """Serve a YouTube, in a home of our own, over SSH."""
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("SSH_CONNECTION", "here there")
    monkeypatch.chdir(tmp_path)
    with tube_service(lambda: MORNING) as made:
        monkeypatch.setenv("RUBATO_YOUTUBE_URL", made.address)
        (tmp_path / "client.json").write_text(client_file(made.address), encoding="utf-8")
        yield made
        assert [*made.accounts.wrong, *made.tube.ledger.wrong] == []


def begun(
    monkeypatch: pytest.MonkeyPatch, terminal: Terminal
) -> tuple[Shown, threading.Thread, list[int]]:
    """Begin to sign in; give what is shown, and what runs."""
    shown, codes = Shown(), list[int]()
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys, "stdout", shown)
    words = ["youtube", "login", "--client", "client.json"]
    thread = threading.Thread(target=lambda: codes.append(main(words)))
    thread.start()
    shown.wait("paste the address")
    return shown, thread, codes


def agreed(shown: Shown) -> str:
    """Agree in a browser on another machine; give the address at which it ended."""
    address = next(line for line in shown.getvalue().splitlines() if "/o/oauth2/" in line)
    return httpx.get(address).headers["location"]


def test_over_ssh_the_address_is_pasted(
    service: TubeService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another text is asked for again; then it asks once how replies go out."""
    terminal = Terminal()
    shown, thread, codes = begun(monkeypatch, terminal)

    terminal.lines.put("what?\n")
    shown.wait("not the address")
    terminal.lines.put(f"  {agreed(shown)}\n")
    shown.wait("go out by themselves, without")
    terminal.lines.put("y\n")
    thread.join(20)

    assert codes == [0]
    assert f"Signed in to YouTube as Our channel ({OURS})" in shown.getvalue()
    assert "Replies go out by themselves." in shown.getvalue()
    kept = (tmp_path / "CONFIG" / "rubato" / "rubato.toml").read_text(encoding="utf-8")
    assert kept == 'youtube_mode = "auto"\n'
    assert next(iter(service.accounts.access)) not in shown.getvalue()


def test_the_browser_comes_back_by_itself(
    service: TubeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else knocks at the port is left aside; without a person nothing is asked."""
    shown, thread, codes = begun(monkeypatch, Terminal(terminal=False))
    place = agreed(shown)

    httpx.get(place.split("?")[0] + "?state=guessed-by-another&code=evil")
    answer = httpx.get(place)
    thread.join(20)

    assert codes == [0]
    assert (answer.text, answer.headers["cache-control"]) == (
        "You may close this page and go back to the terminal.",
        "no-store",
    )
    assert "Replies wait for your approval. To change that" in shown.getvalue()
    assert service.tube.ledger.calls == {"channels.list": 1}


def test_the_mode_is_kept_in_the_owners_file(
    service: TubeService,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """Beside what stands there; what is stronger is named."""
    file = tmp_path / "CONFIG" / "rubato" / "rubato.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\nport = 1\n", encoding="utf-8")

    assert main(["youtube", "mode", "auto"]) == 0
    assert main(["youtube", "mode", "review"]) == 0
    assert file.read_text(encoding="utf-8") == 'youtube_mode = "review"\n# mine\nport = 1\n'
    assert "Replies wait for your approval. (" in capsys.readouterr().out
    assert not list(tmp_path.rglob("rubato.db"))
    monkeypatch.setenv("RUBATO_YOUTUBE_MODE", "review")
    assert main(["youtube", "mode", "auto"]) == 1
    assert "RUBATO_YOUTUBE_MODE is stronger" in capsys.readouterr().err
    assert service.sent == []


def test_without_a_client_it_says_how_to_make_one(
    service: TubeService, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is signed in: status says so and fails."""
    assert main(["youtube", "login"]) == 1
    assert "desktop app" in capsys.readouterr().err
    assert main(["youtube"]) == 1
    assert "Nobody is signed in to YouTube" in capsys.readouterr().out
    assert main(["youtube", "logout"]) == 1
    assert service.sent == []


def test_a_step_learns_what_is_on_the_channel(
    service: TubeService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Signed in, it asks the same YouTube; without, or without a playlist, it says what to do."""
    service.tube.add_video(TubeVideo("v1", "The fugue", published=MORNING))
    words = ["timestep", "run", "--only", "videos", "playlist"]
    out = shown_by(monkeypatch, words)
    assert "Nobody is signed in to YouTube: rubato youtube login" in out
    assert "youtube_playlist is empty" in out

    kept = {"access": "ya29.old", "refresh": "1//refresh", "expires": 0}
    place = tmp_path / "DATA" / "rubato" / "youtube"
    place.mkdir(parents=True)
    (place / "token.json").write_text(json.dumps(kept), encoding="utf-8")
    (tmp_path / "client.json").replace(place / "client.json")

    assert "The fugue (v1, public)" in shown_by(monkeypatch, words)
    assert service.accounts.renewals == 1
    assert "as Our channel" in shown_by(monkeypatch, ["youtube", "status"])
    assert "Signed out" in shown_by(monkeypatch, ["youtube", "logout"])
    assert (service.accounts.refresh, (place / "token.json").exists()) == (set(), False)


def shown_by(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> str:
    """Run a command that does well; give what it prints."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert main(words) == 0
    return out.getvalue()
