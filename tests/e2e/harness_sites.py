"""A web site of `pages/sites` that changes: texts in its pages, where these are, how late."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from threading import Thread

from tests.e2e.harness_pages import FOLDER, Quiet


@dataclass(frozen=True)
class Edit:
    """In a page this text, which stands there once, becomes another."""

    page: str
    old: str
    new: str


@dataclass(frozen=True)
class Moved:
    """A page sends on to another one."""

    page: str
    to: str


@dataclass(frozen=True)
class Slow:
    """A page comes so many seconds late."""

    page: str
    seconds: float


Alteration = Edit | Moved | Slow


class Site:
    """The site as it is served now."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/sites"
        self._altered: tuple[Alteration, ...] = ()

    def alter(self, *altered: Alteration) -> None:
        """Serve it with these alterations and no others."""
        for one in altered:
            if isinstance(one, Edit):
                assert self._text(one.page).count(one.old) == 1, one
        self._altered = altered

    def moved(self, page: str) -> str | None:
        """Give where a page sends on to."""
        return next(
            (one.to for one in self._altered if isinstance(one, Moved) and one.page == page), None
        )

    def page(self, page: str) -> bytes:
        """Give a page as it is now, as late as it is now."""
        text = self._text(page)
        for one in self._altered:
            if one.page == page and isinstance(one, Slow):
                time.sleep(one.seconds)
            elif one.page == page and isinstance(one, Edit):
                text = text.replace(one.old, one.new)
        return text.encode()

    def _text(self, page: str) -> str:
        return (FOLDER / "sites" / page).read_text(encoding="utf-8")


@contextmanager
def serving_site() -> Iterator[Site]:
    """Serve it; `localhost` in place of `127.0.0.1` is another site with the same pages."""

    class Here(Quiet):
        def do_GET(self) -> None:  # noqa: N802  (its name there)
            """Answer with the page, or with where it is now."""
            path, _, query = self.path.partition("?")
            page = path.removeprefix("/sites/")
            if not (FOLDER / "sites" / page).is_file() or "/" in page:
                super().do_GET()
            elif to := site.moved(page):
                self.send_response(302)
                self.send_header("Location", f"{to}?{query}" if query else to)
                self.end_headers()
            else:
                self._answer(site.page(page))

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        site = Site(server.server_port)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()


__all__ = ["Alteration", "Edit", "Moved", "Site", "Slow", "serving_site"]
