"""Pairing: a code that a person carries from the server to the extension becomes its token."""

from collections.abc import Callable
from threading import Lock
from typing import TypeAlias

from server.core.errors import TooManyError, UnauthorisedError
from server.core.pairing import (
    ATTEMPTS_PER_CODE,
    ATTEMPTS_PER_MINUTE,
    CODE_LENGTH,
    CODE_LIFE,
    PairingCode,
    code_from,
    typed,
)
from server.core.ports import Clock, Entropy, Store
from server.core.throttle import MINUTE, Throttle, share_of
from server.core.tokens import TokenKind, token_hash
from server.core.users import User

GiveToken: TypeAlias = Callable[[User, TokenKind, str, int | None], str]
"""Makes a token for a user: kind, label, when it expires (ms) or never."""


class Pairing:
    """Makes codes and takes them."""

    def __init__(
        self, store: Store, give: GiveToken, clock: Clock, entropy: Entropy, processes: int = 1
    ) -> None:
        """Open it in one of so many processes that serve."""
        self._store = store
        self._give = give
        self._clock = clock
        self._entropy = entropy
        self._throttle = Throttle(share_of(ATTEMPTS_PER_MINUTE, processes), MINUTE)
        self._lock = Lock()

    def open(self, user: User) -> PairingCode:
        """Make a code that pairs one extension with `user`, within two minutes."""
        code = code_from(self._entropy(CODE_LENGTH))
        now = self._clock()
        self._store.add_code(user.id, token_hash(code), now, now + CODE_LIFE)
        self._store.note(now, user.id, "pairing.open", "")
        return PairingCode(code, now + CODE_LIFE)

    def redeem(self, code: str, label: str) -> tuple[User, str]:
        """Take a code; give its user and a token for the extension named `label`."""
        now = self._clock()
        with self._lock:
            wait = self._throttle.wait(now)
        if wait:
            seconds = -(-wait // 1000)
            raise TooManyError(
                f"Too many codes tried; wait {seconds} s and make a new one.", seconds
            )
        user = self._store.take_code(token_hash(typed(code)), now, ATTEMPTS_PER_CODE)
        if user is None:
            self._store.note(now, None, "pairing.refused", "")
            raise UnauthorisedError(
                "This code is wrong, used or older than two minutes; make a new one with "
                "`rubato pair` or on the server's page."
            )
        token = self._give(user, "extension", label, None)
        self._store.note(now, user.id, "pairing.done", " ".join(label.split())[:80])
        return user, token
