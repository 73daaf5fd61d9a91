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
    "tests.fixtures.jack",
    "tests.fixtures.postgresql",
    "tests.fixtures.shared",
    "tests.fixtures.sounds",
    "tests.fixtures.spoken",
]

# Whoever asks for a real part is of its kind, so `make check` leaves such tests out.
KINDS = {
    "chromium_path": "e2e",
    "jack_server": "midi",
    "postgresql_server": "postgresql",
    "spoken": "speech",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they use, before `-m` chooses among them."""
    for item in items:
        for fixture in KINDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(KINDS[fixture])
        if "e2e" in item.path.parts:
            item.add_marker("e2e")
