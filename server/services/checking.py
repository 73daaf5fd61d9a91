"""Checks of each part while the server runs: bounded in time, beside its loop, kept a moment.

Each check has a thread of its own while it looks, one at most: a part that hangs costs one thread
and one line that says so, and no other check and no request waits for it longer than that.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from server.core.checkup import Finding
from server.core.checkup_live import late
from server.core.errors import RubatoError
from server.core.ports import Clock, Log
from server.core.redact import redact_text
from server.core.request_id import carried

PATIENCE = 3.0
"""Seconds that a check may take before its part is told as one that does not answer."""

Check: TypeAlias = Callable[[], Finding]


@dataclass(frozen=True, slots=True)
class Look:
    """How a part is looked at."""

    check: Check
    kept: float = 5.0
    """Seconds for which what was seen holds."""


@dataclass(slots=True)
class _Seen:
    """What was last seen of a part."""

    finding: Finding | None = None
    at: int = 0
    """Ms since 1970."""
    looking: "asyncio.Future[Finding] | None" = None


class Checking:
    """Looks at the parts of the server; belongs to one event loop."""

    def __init__(
        self, looks: Mapping[str, Look], clock: Clock, log: Log, patience: float = PATIENCE
    ) -> None:
        self._looks, self._clock, self._log = looks, clock, log
        self._patience = patience
        self._seen = {part: _Seen() for part in looks}

    async def findings(self) -> Sequence[Finding]:
        """Say how each part is, in the order of the table; takes as long as one check at most."""
        known = {part: self._known(part) for part in self._looks}
        found = [one for one in known.values() if one is not None]
        if len(found) == len(known):
            return found
        return await asyncio.gather(*(self._one(part) for part in known))

    def _known(self, part: str) -> Finding | None:
        """Give what was seen just now."""
        seen = self._seen[part]
        fresh = self._clock() - seen.at < 1000 * self._looks[part].kept
        return seen.finding if fresh else None

    async def _one(self, part: str) -> Finding:
        known, seen = self._known(part), self._seen[part]
        if known is not None:
            return known
        looking = seen.looking = seen.looking or self._begun(part)
        await asyncio.wait({looking}, timeout=self._patience)
        if not looking.done():
            return late(part, self._patience)
        if seen.looking is looking:  # the first of those who waited
            seen.finding, seen.at, seen.looking = looking.result(), self._clock(), None
        return looking.result()

    def _begun(self, part: str) -> "asyncio.Future[Finding]":
        loop = asyncio.get_running_loop()
        found: asyncio.Future[Finding] = loop.create_future()

        def look() -> None:
            finding = self._looked(part)
            with suppress(RuntimeError):  # the server ended meanwhile
                loop.call_soon_threadsafe(found.set_result, finding)

        threading.Thread(target=carried(look), name=f"check {part}", daemon=True).start()
        return found

    def _looked(self, part: str) -> Finding:
        try:
            return self._looks[part].check()
        except RubatoError as error:
            return Finding(part, "wrong", redact_text(str(error)), "mend that first")
        except Exception as error:  # a check that breaks is a part that is told, not a page
            self._log.error("check.broke", part=part, exc_info=error)
            said = redact_text(f"could not be looked at: {type(error).__name__}: {error}")
            return Finding(part, "wrong", said[:300], "the server's log says more")
