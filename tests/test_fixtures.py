"""The real parts start, answer and are told apart from tests that need none."""

import subprocess
from queue import Queue

import pytest

ASKS_FOR_NOTHING_THERE = """
from tests.fixtures.needs import need

def test_it():
    need("no-such-program", package="no-such-package")
"""


def test_jack_carries_a_note(jack_server: str) -> None:
    """A note sent to a virtual port over JACK comes out at whoever listens to it."""
    import rtmidi

    played = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="rubato-plays")
    heard = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="rubato-hears")
    arrived: Queue[list[int]] = Queue()
    heard.set_callback(lambda event, _: arrived.put(event[0]))
    played.open_virtual_port("keys")
    heard.open_port([port.split(":")[0] for port in heard.get_ports()].index("rubato-plays"))
    played.send_message([0x90, 60, 64])

    assert arrived.get(timeout=10) == [0x90, 60, 64]

    heard.delete()
    played.delete()


def test_postgresql_answers(postgresql_url: str) -> None:
    """The URL is one SQLAlchemy connects by, to a database with nothing in it."""
    from sqlalchemy import create_engine, inspect

    engine = create_engine(postgresql_url)

    assert engine.dialect.name == "postgresql"
    assert inspect(engine).get_table_names() == []

    engine.dispose()


def test_chromium_runs(chromium_path: str, request: pytest.FixtureRequest) -> None:
    """The browser says what it is, and who asks for it is an end-to-end test unmarked."""
    answer = subprocess.run(
        [chromium_path, "--version"], capture_output=True, text=True, check=True
    )

    assert "Chromium" in answer.stdout
    assert request.node.get_closest_marker("e2e")


@pytest.mark.long
@pytest.mark.parametrize(("required", "outcome"), [("", {"skipped": 1}), ("1", {"failed": 1})])
def test_want_of_a_program(
    required: str,
    outcome: dict[str, int],
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A missing program skips a test at home and fails it where all is required."""
    monkeypatch.setenv("RUBATO_REQUIRE_ALL", required)
    pytester.makepyfile(ASKS_FOR_NOTHING_THERE)

    result = pytester.runpytest("-rs", "-p", "tests.fixtures.needs", "-p", "no:asyncio")

    result.assert_outcomes(**outcome)
    result.stdout.fnmatch_lines(["*needs no-such-program: apt-get install no-such-package*"])
