"""Real servers with real clients that write, while one fault after the other strikes.

Each run: clients write topics, ratings, documents, inquiries, uploads in pieces, words and
approvals to a server in a process of its own; a fault strikes, chosen by the seed; then the server
starts again and everything is read back. Bar: no row lost, no state that nothing explains.

    python -m benchmarks.chaos [RUNS [SEED [FAULT]]]
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from benchmarks.chaos_carried import not_carried
from benchmarks.chaos_clients import Clients
from benchmarks.chaos_faults import FAULTS, Scene
from benchmarks.chaos_house import House, Server
from benchmarks.chaos_ollama import Ollama
from benchmarks.chaos_rules import Judged, Ledger, Seen, judged
from benchmarks.chaos_seen import Reader
from benchmarks.figures import print_head, print_row

RUNS, SEED = 200, 2026
MEMORY = Path("/dev/shm")
A_HOUSE = 15
"""Runs in one installation, whose server goes on from run to run; what was written before stays."""
CARRIED_IN = 5
"""Runs, of which one compares what is exported with what is imported."""
SHOWN = 12
"""Lines of a log that explain an error."""
WARM = 8
"""Writes that are acknowledged before a fault strikes."""
PATIENCE = 20.0
"""Seconds that the index has to come to what the database has."""


@dataclass
class Outcome:
    """What all runs came to."""

    runs: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    told: int = 0
    failed: int = 0
    carried: int = 0

    @property
    def wrong(self) -> int:
        """Count what must be zero."""
        return len(self.lost) + len(self.unexplained)


class Chaos:
    """The runs, one after the other."""

    def __init__(self, seed: int, only: str = "") -> None:
        self.outcome = Outcome()
        self._seed, self._only = seed, only
        self._ollama = Ollama()

    def go(self, runs: int) -> Outcome:
        """Do so many."""
        place = MEMORY if MEMORY.is_dir() else None
        try:
            for first in range(0, runs, A_HOUSE):
                with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
                    self._house(Path(folder), first, min(runs, first + A_HOUSE))
        finally:
            self._ollama.go()
        return self.outcome

    def _house(self, folder: Path, first: int, last: int) -> None:
        house, ledger = House(folder, self._ollama.address), Ledger()
        try:
            server = house.start()
            with server.client(house.token) as client:
                client.post("/v1/languages", json={"name": "chaos"}).raise_for_status()
            for run in range(first, last):
                server = self._run(house, server, ledger, run)
        finally:
            house.close()

    def _run(self, house: House, server: Server, ledger: Ledger, run: int) -> Server:
        chance = Random(self._seed * 1_000_003 + run)
        name = self._only or list(FAULTS)[run % len(FAULTS)]
        self.outcome.runs[name] += 1
        writing: list[Clients] = []

        def more(address: str) -> None:
            at = run * 10 + len(writing)
            clients = Clients(address, house.token, ledger, at, self._seed + at)
            clients.start([house.replies.pop() for _ in range(min(2, len(house.replies)))])
            writing.append(clients)

        more(server.address)
        _warm(writing[0])
        scene = Scene(house, server, self._ollama, chance, more)
        try:
            FAULTS[name](scene)
        except RuntimeError as error:
            self._wrong(name, run, Judged((), (str(error),)))
        self._ended(scene, writing, name, run)
        return self._checked(house, ledger, name, run)

    def _ended(self, scene: Scene, writing: list[Clients], name: str, run: int) -> None:
        """End clients and server: in order, or as a power cut does."""
        if scene.chance.random() < 0.5:
            scene.server.kill()
        for clients in writing:
            clients.end()
            self.outcome.told += clients.told
            self.outcome.failed += clients.failed
            self.outcome.refused.update(one[:3] for one in clients.refused)
            strange = [one for one in clients.refused if one[:3] == "500"]
            if strange:
                told = (f"an error that nothing catches: {strange[0]}", *_raised(scene.server))
                self._wrong(name, run, Judged((), told))
        self._ollama.heal()
        scene.server.end()

    def _checked(self, house: House, ledger: Ledger, name: str, run: int) -> Server:
        server = house.start()
        with server.client(house.token) as client:
            seen = _settled(house, client)
        self._wrong(name, run, judged(ledger, seen))
        if run % CARRIED_IN == 0:
            self.outcome.carried += 1
            self._wrong(name, run, Judged((), not_carried(house.data, house.folder, run)))
        return server

    def _wrong(self, name: str, run: int, found: Judged) -> None:
        self.outcome.lost += [f"run {run}, {name}: {one}" for one in found.lost]
        self.outcome.unexplained += [f"run {run}, {name}: {one}" for one in found.unexplained]
        for one in (*found.lost, *found.unexplained):
            print(f"  ! run {run}, {name}: {one}", file=sys.stderr, flush=True)


def _warm(clients: Clients) -> None:
    """Wait until they were told of some writes: a fault is to strike what goes on."""
    until = time.monotonic() + PATIENCE
    while clients.told < WARM and time.monotonic() < until:
        time.sleep(0.02)


def _raised(server: Server) -> Sequence[str]:
    """Give the last lines of what the server logged of errors."""
    lines = [line.strip() for line in server.log().splitlines() if line.strip()]
    return lines[-SHOWN:] if any("Error" in line for line in lines) else []


def _settled(house: House, client: httpx.Client) -> Seen:
    """Read everything back, when the index has caught up or its time is over."""
    until = time.monotonic() + PATIENCE
    while True:
        seen = Reader(house.data).read(client)
        if not seen.unfound or time.monotonic() > until:
            return seen
        time.sleep(0.2)


def main(runs: int = RUNS, seed: int = SEED, only: str = "") -> int:
    """Run it and print what came out; gives 1 where anything was lost or is unexplained."""
    began = time.perf_counter()
    outcome = Chaos(seed, only).go(runs)
    print_head("fault", "runs")
    for name, count in outcome.runs.items():
        print_row(name, count)
    print_head("what came of it", "")
    print_row("writes acknowledged", outcome.told)
    print_row("requests that broke off or were refused", outcome.failed)
    for status, count in sorted(outcome.refused.items()):
        print_row(f"refused with {status}", count)
    print_row("exports compared with their imports", outcome.carried)
    print_row("rows lost", len(outcome.lost))
    print_row("states unexplained", len(outcome.unexplained))
    print_row("seconds", time.perf_counter() - began)
    for told in (*outcome.lost, *outcome.unexplained):
        print(f"  {told}")
    return int(bool(outcome.wrong))


if __name__ == "__main__":
    runs, seed, only, *_ = [*sys.argv[1:], *["", "", ""][len(sys.argv) - 1 :]]
    sys.exit(main(int(runs or RUNS), int(seed or SEED), only))
