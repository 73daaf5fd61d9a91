"""Whether there is a newer Rubato: asked when somebody wants to know, and never by itself."""

from dataclasses import dataclass

from server.core.errors import RubatoError
from server.core.ports import Clock
from server.core.versions import Releases, newer

HOLDS = 60_000
"""Ms for which an answer holds: nobody is asked more often, however often the button is pressed."""
UNSET = (
    "Nobody is asked: set update_url to an address that answers as GitHub's releases/latest does, "
    "https://api.github.com/repos/OWNER/NAME/releases/latest."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of newer versions."""

    version: str
    """Ours."""
    asked: int | None
    """When: ms since 1970, UTC; none: not yet."""
    newest: str
    newer: bool
    page: str
    said: str


class Updates:
    """Asks, and remembers for a while."""

    def __init__(self, version: str, url: str, latest: Releases, clock: Clock) -> None:
        self._version, self._url, self._latest, self._clock = version, url, latest, clock
        self._last: Told | None = None

    @property
    def set_up(self) -> bool:
        """Tell whether there is anybody to ask."""
        return bool(self._url)

    def known(self) -> Told:
        """Tell what is known, without asking."""
        if self._last is not None:
            return self._last
        said = "Not asked yet." if self._url else UNSET
        return Told(self._version, None, "", False, "", said)

    def check(self) -> Told:
        """Ask, and tell."""
        now = self._clock()
        fresh = self._last is not None and now - (self._last.asked or 0) < HOLDS
        if self._url and not fresh:
            self._last = self._asked(now)
        return self.known()

    def _asked(self, now: int) -> Told:
        try:
            found = self._latest(self._url)
        except RubatoError as error:
            return Told(self._version, now, "", False, "", str(error))
        is_newer = newer(found.tag, self._version)
        if is_newer is None:
            said = f"{found.tag} cannot be compared with {self._version}."
        elif is_newer:
            said = f"There is a newer version: {found.tag}; this is {self._version}."
        else:
            said = f"This is the newest version, {self._version}."
        return Told(self._version, now, found.tag, bool(is_newer), found.page, said)
