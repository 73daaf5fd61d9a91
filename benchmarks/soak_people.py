"""Those who use a server all day: what each does again and again, a little different each time."""

import contextlib
import itertools
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator

import httpx
from websockets.sync.client import connect

PAUSE = 0.02
"""Seconds between two things that somebody does."""
PAGES = ("/", "/web/chat.html", "/web/chat.js", "/web/status.html", "/docs", "/openapi.json")
WAV = b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80>\0\0\0}\0\0\2\0\x10\0data\0\0\0\0"


class Person:
    """Somebody who does one kind of thing."""

    def __init__(
        self,
        kind: str,
        address: str,
        headers: dict[str, str],
        counts: Counter[str],
        ended: threading.Event,
    ) -> None:
        self.kind, self._address, self._headers = kind, address, headers
        self._counts, self._ended = counts, ended
        self._dice = random.Random(kind)
        self._number = itertools.count()

    def live(self) -> None:
        """Do it until the end; count what came."""
        with httpx.Client(base_url=self._address, headers=self._headers, timeout=60) as client:
            while not self._ended.wait(PAUSE):
                try:
                    PEOPLE[self.kind](self, client)
                    self._counts[self.kind] += 1
                except (httpx.HTTPError, OSError, AssertionError) as error:
                    self._counts[f"error: {self.kind}: {str(error)[:140]}"] += 1

    def ask(self, client: httpx.Client) -> None:
        """Ask about the library, and now and then delete what was asked."""
        asked = {"question": f"What is w{next(self._number) % 50}?", "topics": ["Soak"]}
        told = self._good(client.post("/v1/inquiries", json={**asked, "way": "direct"})).json()
        if self._dice.random() < 0.9:
            self._good(client.delete(f"/v1/inquiries/{told['id']}"))

    def listen_to_stream(self, client: httpx.Client) -> None:
        """Hear an answer out."""
        with client.stream("POST", "/v1/chat/completions", json=self._said()) as answer:
            assert answer.is_success
            assert sum(1 for _ in answer.iter_lines()) > 2

    def leave(self, client: httpx.Client) -> None:
        """Leave in the middle of an answer."""
        with client.stream("POST", "/v1/chat/completions", json=self._said()) as answer:
            next(answer.iter_lines())

    def load(self, client: httpx.Client) -> None:
        """Load a document, read it, and delete it."""
        number = next(self._number)
        text = f"# Part {number}\n\n" + " ".join(f"w{number * at % 997}" for at in range(300))
        path = f"/v1/documents/file?name=soak{number}.md&topic=Soak"
        told = self._good(client.post(path, content=text.encode())).json()
        self._good(client.get(f"/v1/documents/{told['id']}/text"))
        self._good(client.delete(f"/v1/documents/{told['id']}"))

    def search(self, client: httpx.Client) -> None:
        """Search."""
        wanted = {"question": f"w{self._dice.randrange(997)} part", "limit": 5}
        self._good(client.post("/v1/search", json=wanted))

    def look(self, client: httpx.Client) -> None:
        """Load pages and see how all is."""
        self._good(client.get(self._dice.choice(PAGES), headers={"Accept": "text/html"}))
        for path in ("/health", "/v1/status", "/v1/topics", "/v1/inquiries?limit=5", "/metrics"):
            self._good(client.get(path))

    def upload(self, client: httpx.Client) -> None:
        """Send half a recording and delete it."""
        size = 10_000
        told = {
            "kind": "audio",
            "name": "soak.wav",
            "size": size,
            "sha256": f"{next(self._number):064x}",
        }
        made = self._good(client.post("/v1/recordings", json=told)).json()
        path = f"/v1/recordings/{made['id']}"
        piece = WAV.ljust(size // 2, b"\0")
        sent = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        self._good(client.patch(path, content=piece, headers=sent))
        self._good(client.delete(path))

    def keys(self, _client: httpx.Client) -> None:
        """Listen to the keyboards, and hang up, in order or not."""
        with self._socket("/v1/midi") as told:
            assert json.loads(told())["type"] == "ports"

    def microphone(self, _client: httpx.Client) -> None:
        """Begin to dictate, and hang up."""
        with self._socket("/v1/listen"):
            time.sleep(self._dice.random() / 10)

    def refused(self, client: httpx.Client) -> None:
        """Ask what cannot be."""
        for path in ("/v1/documents/999999", "/v1/topics/x", "/nothing", "/v1/inquiries/no"):
            assert client.get(path).status_code in {404, 405}
        assert client.post("/v1/search", content=b"{").status_code == 422
        assert client.get("/v1/status", headers={"Authorization": "Bearer no"}).status_code == 401

    def _said(self) -> dict[str, object]:
        message = {"role": "user", "content": f"Go on, {next(self._number)}."}
        return {"model": "tiny:1b", "messages": [message], "stream": True}

    @contextlib.contextmanager
    def _socket(self, path: str) -> Iterator[Callable[[], str]]:
        token = self._headers["Authorization"].removeprefix("Bearer ")
        opened = connect(self._address.replace("http", "ws", 1) + path, open_timeout=30)
        try:
            opened.send(json.dumps({"type": "hello", "token": token}))
            assert json.loads(opened.recv(30))["type"] == "welcome"
            yield lambda: str(opened.recv(30))
        finally:
            if self._dice.random() < 0.5:
                opened.close()
            else:
                opened.socket.close()

    @staticmethod
    def _good(answer: httpx.Response) -> httpx.Response:
        told = f"{answer.status_code} {answer.request.url.path}"
        assert answer.status_code < 400, f"{told} {answer.text[:90]}"
        return answer


PEOPLE: dict[str, Callable[[Person, httpx.Client], None]] = {
    "asks": Person.ask,
    "hears an answer": Person.listen_to_stream,
    "leaves in the middle": Person.leave,
    "loads a document": Person.load,
    "searches": Person.search,
    "looks at pages": Person.look,
    "uploads": Person.upload,
    "listens to keys": Person.keys,
    "dictates": Person.microphone,
    "asks what cannot be": Person.refused,
}
