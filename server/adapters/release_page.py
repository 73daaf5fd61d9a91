"""The newest release, as GitHub's `releases/latest` tells it: one request, with limits.

https://docs.github.com/en/rest/releases/releases#get-the-latest-release
"""

import json
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from server.core.errors import UnavailableError
from server.core.versions import Release

if TYPE_CHECKING:
    import httpx

PATIENCE = 10.0
"""Seconds for each part of it, and between its beginning and its last piece."""
MOST = 1_000_000
"""Bytes of an answer: with its files and notes one is some tens of thousands."""
LONGEST = 100
"""Characters of a tag."""


class ReleasePage:
    """Asks an address."""

    def __init__(self, version: str) -> None:
        self._headers = {
            "Accept": "application/vnd.github+json",
            "User-Agent": f"rubato/{version}",
        }

    def __call__(self, url: str) -> Release:
        """Ask for the newest; raises `UnavailableError`."""
        # With what it brings along it takes 10 MB, of a server that may never ask.
        import httpx  # noqa: PLC0415

        try:
            with httpx.stream(
                "GET", url, headers=self._headers, timeout=PATIENCE, follow_redirects=False,
                trust_env=False,
            ) as answer:  # fmt: skip
                return _release(_content(answer, url))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnavailableError(
                f"{_host(url)} did not answer: {type(error).__name__}."
            ) from error


def _content(answer: "httpx.Response", url: str) -> Any:
    if answer.status_code != HTTPStatus.OK:
        raise UnavailableError(
            f"{_host(url)} answered with {answer.status_code}; is update_url right?"
        )
    content, until = b"", time.monotonic() + PATIENCE
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > MOST or time.monotonic() > until:
            raise UnavailableError(f"{_host(url)} answers with too much, or too slowly.")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnavailableError(f"{_host(url)} did not answer with JSON.") from error


def _release(told: Any) -> Release:
    tag = told.get("tag_name") if isinstance(told, dict) else None
    if not isinstance(tag, str) or not 0 < len(tag) <= LONGEST or not tag.isprintable():
        raise UnavailableError("The answer names no version (tag_name); is update_url right?")
    page = told.get("html_url")
    known = isinstance(page, str) and urlsplit(page).scheme in {"http", "https"}
    return Release(tag, page[:2_000] if known else "")


def _host(url: str) -> str:
    return urlsplit(url).hostname or "update_url"
