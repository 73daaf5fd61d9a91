"""Gets voices from where they are offered, over HTTP, only when somebody asks for them."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from server.core.errors import InvalidError, NotFoundError, UnavailableError
from server.core.voice_catalogue import Part

PATIENCE = 30
"""Seconds that nothing may come."""
PIECE = 1 << 16
LARGEST_CATALOGUE = 20_000_000


class VoiceHub:
    """One place that offers voices."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def catalogue(self) -> Any:
        """Give the catalogue as it is offered."""
        with self._opened("voices.json") as answer:
            text = answer.read(LARGEST_CATALOGUE + 1)
        try:
            return json.loads(text)
        except ValueError:
            raise InvalidError(f"What {self._address} offers is no catalogue of voices.") from None

    def fetch(self, part: Part, to: Path, told: Callable[[int], None]) -> None:
        """Write one file; raises where what comes is not what the catalogue says."""
        free = shutil.disk_usage(to.parent).free
        if free < part.size:
            raise UnavailableError(
                f"{to.name} has {part.size:,} bytes, and {free:,} are free on the disk."
            )
        digest = hashlib.md5(usedforsecurity=False)  # what the catalogue has: against damage
        size = 0
        with self._opened(part.path) as answer, to.open("wb") as file:
            while piece := answer.read(PIECE):
                size += len(piece)
                if size > part.size:
                    break
                digest.update(piece)
                file.write(piece)
                told(len(piece))
        if size != part.size or digest.hexdigest() != part.md5:
            raise InvalidError(f"{to.name} arrived damaged, and was thrown away; try again.")

    @contextmanager
    def _opened(self, path: str) -> Iterator[HTTPResponse]:
        address = f"{self._address}/{path}"
        request = Request(address, headers={"User-Agent": "rubato"})  # noqa: S310  (the setting is http)
        try:
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                yield answer
        except HTTPError as error:
            error.close()
            if error.code == 404:
                raise NotFoundError(f"{address} is not there.") from None
            raise UnavailableError(f"{address} answers with an error, {error.code}.") from None
        except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
            why = error.reason if isinstance(error, URLError) else error
            raise UnavailableError(f"{address} cannot be reached: {why}.") from None
