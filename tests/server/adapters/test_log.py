"""The log: one line an event, for people or programs, and no secret in any way it can come."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from server.adapters.log import configure

TOKEN = "rbt_" + "x" * 43
SECRETS = (TOKEN, "hush")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Put the process's logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("style", ["json", "console"])
def test_no_secret_is_written(style: str) -> None:
    """Neither facts, nested headers, messages, exceptions nor libraries bring a secret out."""
    stream = io.StringIO()
    log = configure("debug", style, stream)
    log.info("signed in", password="hush", token=TOKEN, user="anna")
    log.info("asked", headers={"Authorization": "Bearer hush", "Cookie": "rubato_session=hush"})
    log.warning(f"refused {TOKEN} of postgresql://u:hush@h/d", code="hush")
    logging.getLogger("uvicorn.error").warning("Authorization: Bearer %s", TOKEN)
    try:
        raise ValueError(f"bad token={TOKEN}")
    except ValueError:
        log.error("broken", exc_info=True)
        logging.getLogger("library").exception("failed with %s", "password=hush")
    told = stream.getvalue()

    assert "anna" in told
    assert "ValueError" in told
    for secret in SECRETS:
        assert secret not in told


def test_json_lines() -> None:
    """Programs read one object a line, with time and level, whatever is in the facts."""
    stream = io.StringIO()
    log = configure("info", "json", stream)
    log.info("request", path="/a\nforged", ms=3)
    (line,) = stream.getvalue().splitlines()
    told = json.loads(line)

    assert (told["event"], told["level"], told["path"], told["ms"]) == (
        "request",
        "info",
        "/a\nforged",
        3,
    )
    assert told["timestamp"].endswith("Z")


def test_console_lines() -> None:
    """People read time, level, event and facts; a newline in a fact forges no line."""
    stream = io.StringIO()
    configure("info", "console", stream).warning("request", path="/a\nb", note="two words", ms=3)
    (line,) = stream.getvalue().splitlines()

    assert line[8:] == " warning request path='/a\\nb' note='two words' ms=3"


def test_level_is_kept() -> None:
    """What is below the level is not written."""
    stream = io.StringIO()
    log = configure("warning", "auto", stream)
    log.info("quiet")
    log.warning("loud")

    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["loud"]
