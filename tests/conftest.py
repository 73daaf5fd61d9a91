"""What all tests share: the real parts they may ask for, and which tests count as which kind."""

import pytest
from hypothesis import settings

# How long an example takes is the machine's affair: no test here asserts a time.
settings.register_profile("rubato", deadline=None)
settings.load_profile("rubato")

pytest_plugins = [
    "pytester",
    "tests.fixtures.needs",
    "tests.fixtures.browser",
    "tests.fixtures.chroma",
    "tests.fixtures.jack",
    "tests.fixtures.postgresql",
    "tests.fixtures.shared",
    "tests.fixtures.sounds",
    "tests.fixtures.spoken",
    "tests.fixtures.wheel",
]

# Whoever asks for a real part is of its kind, so `make check` leaves such tests out.
KINDS = {
    "chromium_path": "e2e",
    "jack_server": "midi",
    "postgresql_server": "postgresql",
    "spoken": "speech",
    "wheel": "program",
    "chroma_service": "program",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the server's tests run over the other database: `pytest --postgresql tests/server`."""
    parser.addoption("--postgresql", action="store_true", help="the tests' server over PostgreSQL")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they use, before `-m` chooses among them."""
    for item in items:
        for fixture in KINDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(KINDS[fixture])
        if "e2e" in item.path.parts:
            item.add_marker("e2e")
        if "cli" in item.path.parts:
            item.add_marker("program")
