"""Signing in to YouTube from a terminal: the browser comes back, or its address is pasted."""

import queue
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

from server.adapters.browser_return import BrowserReturn
from server.core.comments.consent import Returned, returned_in
from server.core.errors import InvalidError

if TYPE_CHECKING:
    from server.adapters.google_login import Consent, GoogleLogin

Asking: TypeAlias = Callable[[str], str | None]
"""Asks a question on the terminal; none where nobody is there to answer."""
Told: TypeAlias = tuple[Literal["typed", "returned", "ended"], str]
PATIENCE = 900.0
"""Seconds for somebody to sign in."""


@contextmanager
def sign_in(
    login: "GoogleLogin", typed: TextIO, shown: TextIO, *, browser: bool, patience: float = PATIENCE
) -> Iterator[Asking]:
    """Sign in; give what asks further questions on the same terminal.

    One thread reads the terminal from beginning to end: a second reader would miss a line.
    """
    told: queue.Queue[Told] = queue.Queue()
    with BrowserReturn(lambda path: told.put(("returned", path))) as back:
        consent = login.begin(back.address)
        print(f"Open this address, and agree there:\n\n{consent.address}\n", file=shown, flush=True)
        if not (browser and webbrowser.open(consent.address)):
            print(
                "Where your browser is on another machine, it ends at a page that does not open: "
                "paste the address of that page here.",
                file=shown,
                flush=True,
            )
        threading.Thread(target=_read, args=(typed, told), daemon=True).start()
        login.end(consent, _answer(consent, told, shown, patience))

    def ask(question: str) -> str | None:
        if not typed.isatty():
            return None
        print(question, end="", file=shown, flush=True)
        while True:
            kind, line = told.get()
            if kind != "returned":
                return line

    yield ask


def _read(typed: TextIO, told: "queue.Queue[Told]") -> None:
    for line in typed:
        told.put(("typed", line))
    told.put(("ended", ""))


def _answer(
    consent: "Consent", told: "queue.Queue[Told]", shown: TextIO, patience: float
) -> Returned:
    """Wait for an answer to this page of consent, whoever brings it."""
    while True:
        try:
            kind, line = told.get(timeout=patience)
        except queue.Empty:
            raise InvalidError("Nobody signed in; rubato youtube login begins anew.") from None
        returned = returned_in(line)
        if returned is not None and consent.fits(returned):
            return returned
        # Any page may knock at the port; only who types is told that it was the wrong address.
        if kind == "typed" and line.strip():
            print("That is not the address at which the browser ended.", file=shown, flush=True)
