"""Structured logs: one event with its facts a line, for people or as JSON, secrets taken out."""

import logging
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, TextIO

from server.core.ports import Log
from server.core.redact import redact, redact_text


@contextmanager
def _without_rich() -> Iterator[None]:
    """Keep structlog from importing it for colours that we do not use: 60 ms and 5 MB."""
    if "rich" in sys.modules:
        yield
        return
    # Then an import says that it is not there, which structlog expects.
    sys.modules["rich"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["rich"]


with _without_rich():
    import structlog

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure(level: str, style: str, told: TextIO | None = None) -> Log:
    """Set up the log; `style` is console, json, or auto: console where a person's terminal reads.

    What libraries log with the standard module goes the same way, from warnings up.
    """
    stream = sys.stderr if told is None else told
    console = style == "console" or (style == "auto" and stream.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            hide_secrets,
            _console if console else structlog.processors.JSONRenderer(default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Forward()], level=logging.WARNING, force=True)
    made: Log = structlog.get_logger()
    return made


def hide_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Take secrets out by the names and shapes of `core/redact.py`; the last step before writing.

    Facts with newlines are kept on one line, so that nobody forges a line of the log.
    """
    return {name: redact(value, name) for name, value in event.items()}


def _console(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    """Write one line for a person: time, level, event, facts; a traceback under it."""
    time = event.pop("timestamp", "")[11:19]
    level, name = event.pop("level", "info"), event.pop("event", "")
    trace = event.pop("exception", "")
    facts = " ".join(f"{key}={_plain(value)}" for key, value in event.items())
    return f"{time} {level:<7} {name} {facts}".rstrip() + (f"\n{trace}" if trace else "")


def _plain(value: object) -> str:
    text = str(value)
    return text if text.isprintable() and " " not in text else repr(text)


class _Forward(logging.Handler):
    """Hands the standard module's records to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        write = getattr(structlog.get_logger(record.name), record.levelname.lower(), None)
        if write is not None:
            write(redact_text(record.getMessage()), exc_info=record.exc_info or None)
