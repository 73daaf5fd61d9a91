"""Clients that write all the time, each in its way, and note what they were told."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from random import Random

import httpx

from benchmarks.chaos_rules import Ledger, Write

PATIENCE = 15.0
"""Seconds for one answer."""
PIECES = 3
WORDS = ("Bach", "thumb", "fugue", "trill", "scale", "pedal")


class Clients:
    """Threads that write until they are told to stop; each request may fail in any way."""

    def __init__(self, address: str, token: str, ledger: Ledger, run: int, seed: int) -> None:
        self._address, self._token, self._ledger = address, token, ledger
        self._run, self._seed = run, seed
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self.told = 0
        """Writes that were acknowledged."""
        self.failed = 0
        self.refused: list[str] = []
        """What the server said of its own where it failed."""

    def start(self, replies: Sequence[str]) -> None:
        """Begin; `replies`: comments whose replies wait to be approved."""
        waiting = list(replies)
        ways: Sequence[Callable[[httpx.Client, int, Random], None]] = (
            self._topic_and_rating, self._document, self._inquiry, self._upload,
            lambda client, at, _: self._word_and_reply(client, at, waiting),
        )  # fmt: skip
        for at, way in enumerate(ways):
            chance = Random(self._seed * 100 + at)
            thread = threading.Thread(target=self._work, args=(way, chance), daemon=True)
            thread.start()
            self._threads.append(thread)

    def end(self) -> None:
        """Let what is under way come to its end, and stop."""
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE + 5)

    def _work(self, way: Callable[[httpx.Client, int, Random], None], chance: Random) -> None:
        headers = {"Authorization": f"Bearer {self._token}"}
        with httpx.Client(
            base_url=self._address, headers=headers, timeout=PATIENCE, trust_env=False
        ) as client:
            at = 0
            while not self._stop.is_set():
                at += 1
                try:
                    way(client, at, chance)
                except (httpx.HTTPError, ValueError, KeyError):
                    with self._lock:
                        self.failed += 1
                    self._stop.wait(0.05)

    def _ask(
        self, client: httpx.Client, write: Write | None, method: str, path: str, **more: object
    ) -> httpx.Response:
        """Send; note the write before, and after where it was acknowledged."""
        if write is not None:
            with self._lock:
                self._ledger.send(write)
        answer = client.request(method, path, **more)  # type: ignore[arg-type]
        if not answer.is_success:
            with self._lock:
                self.refused.append(f"{answer.status_code} {method} {path}: {answer.text[:120]}")
            raise ValueError(answer.status_code)
        if write is not None:
            with self._lock:
                self._ledger.tell(write)
                self.told += 1
        return answer

    def _topic_and_rating(self, client: httpx.Client, at: int, chance: Random) -> None:
        name = f"Topic {self._run} {at}"
        self._ask(client, Write("topic", name, name), "POST", "/v1/topics", json={"name": name})
        key, value = f"https://example.org/{self._run}/{at % 5}", chance.randrange(11)
        rated = {"kind": "page", "key": key, "title": "A page", "value": value}
        self._ask(client, Write("rating", key, str(value)), "PUT", "/v1/taste/ratings", json=rated)

    def _document(self, client: httpx.Client, at: int, chance: Random) -> None:
        title = f"doc{self._run}x{at}"
        words = " ".join(chance.choice(WORDS) for _ in range(60))
        paragraphs = [f"{title} paragraph {one}. {words}." for one in range(3)]
        content = "\n\n".join(paragraphs)
        self._ask(
            client, Write("document", title, summed(content)), "POST", "/v1/documents/file",
            params={"name": f"{title}.txt", "title": title}, content=content.encode(),
            headers={"content-type": "text/plain"},
        )  # fmt: skip

    def _inquiry(self, client: httpx.Client, at: int, _chance: Random) -> None:
        question = f"Question {self._run} {at}: what of Bach?"
        body = {"question": question, "topics": []}
        with self._lock:
            self._ledger.send(Write("inquiry", question, question))
        answer = client.post("/v1/inquiries", json=body)
        if not answer.is_success:
            raise ValueError(answer.status_code)
        told = answer.json()
        if told["state"] == "answered" and "could not be kept" not in told.get("reason", ""):
            with self._lock:
                self._ledger.tell(Write("inquiry", question, question))
                self.told += 1

    def _upload(self, client: httpx.Client, at: int, chance: Random) -> None:
        content = f"MThd {self._run} {at} ".encode() + chance.randbytes(20_000)
        digest = hashlib.sha256(content).hexdigest()
        announced = {
            "kind": "microphone", "name": f"up {self._run} {at}", "size": len(content),
            "sha256": digest,
        }  # fmt: skip
        write = Write("recording", digest, digest)
        with self._lock:
            self._ledger.send(write)
        held = self._ask(client, None, "POST", "/v1/recordings", json=announced).json()
        step = len(content) // PIECES + 1
        while held["completed"] is None:
            offset = held["offset"]
            held = self._ask(
                client, None, "PATCH", f"/v1/recordings/{held['id']}",
                content=content[offset : offset + step],
                headers={
                    "Upload-Offset": str(offset), "content-type": "application/offset+octet-stream",
                },
            ).json()  # fmt: skip
        with self._lock:
            self._ledger.tell(write)
            self.told += 1

    def _word_and_reply(self, client: httpx.Client, at: int, waiting: list[str]) -> None:
        keys = [1 + self._run % 11, *(1 + (at // 11**place) % 11 for place in range(3))]
        told = " ".join(map(str, keys))
        meaning = f"meaning {self._run} {at}"
        body = {"language": "chaos", "keys": keys, "meanings": [meaning]}
        self._ask(client, Write("word", told, meaning), "POST", "/v1/words", json=body)
        if waiting:
            comment = waiting.pop()
            write = Write("reply", comment, "planned")
            self._ask(client, write, "POST", f"/v1/comments/{comment}/approve", json={"version": 1})


def summed(content: str) -> str:
    """Give what is left of a text however it was cut: its words."""
    return hashlib.sha256(" ".join(content.split()).encode()).hexdigest()
