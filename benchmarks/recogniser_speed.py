"""How long the Python recogniser takes for a note."""

import time
from pathlib import Path
from random import Random

from benchmarks.human_timing import FAR_AND_STRAY
from benchmarks.performances import Event, performances
from server.adapters.language_texts import LanguageFolder
from server.core.compiler import Options, compile_lexicon
from server.core.lexicon import Lexicon
from server.core.recogniser import feed, start
from server.services.language_sources import load

LANGUAGES = Path(__file__).resolve().parents[1] / "languages"
PERFORMANCES = 10_000


def shipped_lexicon() -> Lexicon:
    """Compile what is active by default."""
    sources = load(LanguageFolder(LANGUAGES))
    languages = sources.named(("base", "swift", "numbers-decimal"))
    lexicon, problems = compile_lexicon(sources.commands, languages, Options())
    if lexicon is None:
        raise SystemExit("\n".join(map(str, problems)))
    return lexicon


def throughput(lexicon: Lexicon, played: list[list[Event]]) -> float:
    """Give notes a second over all performances, each begun at rest."""
    begun = time.perf_counter()
    for events in played:
        state = start(lexicon)
        for event in events:
            state, _ = feed(lexicon, state, event)
    return sum(map(len, played)) / (time.perf_counter() - begun)


def latencies(lexicon: Lexicon, played: list[list[Event]]) -> list[int]:
    """Give each note's nanoseconds, sorted."""
    found = []
    for events in played:
        state = start(lexicon)
        for event in events:
            begun = time.perf_counter_ns()
            state, _ = feed(lexicon, state, event)
            found.append(time.perf_counter_ns() - begun)
    return sorted(found)


def main() -> None:
    """Print the table."""
    lexicon = shipped_lexicon()
    heard = performances(lexicon, PERFORMANCES, Random(1), FAR_AND_STRAY)
    played = [[event for event in events if event["type"] == "key"] for events in heard]
    rate = max(throughput(lexicon, played) for _ in range(3))
    times = latencies(lexicon, played)
    p50, p99 = (times[len(times) * n // 100] / 1000 for n in (50, 99))
    print(
        f"recogniser, Python, {len(times):,} notes of a novice's hands, mostly the founder's words"
    )
    print(f"  {rate:>12,.0f} notes/s      (bar: 100,000)")
    print(f"  {p50:>12.2f} µs a note, p50")
    print(f"  {p99:>12.2f} µs a note, p99 (bar: 50)")


if __name__ == "__main__":
    main()
