"""Words found in a long recording: 100,000 notes, 1,000 words, overlaps included.

python -m benchmarks word_search
"""

import random
import time
from collections.abc import Iterator

from benchmarks.figures import load
from server.core.language import Keys
from server.core.word_search import compile_search

NOTES = 100_000
WORDS = 1_000
RUNS = 15


def words(dice: random.Random) -> Iterator[tuple[Keys, bool]]:
    """Make words of two to five keys; one in ten is a chord."""
    for _ in range(WORDS):
        keys = tuple(dice.randrange(25) for _ in range(dice.randrange(2, 6)))
        yield keys, dice.random() < 0.1


def main() -> None:
    """Print the times."""
    dice = random.Random(5)
    start = time.perf_counter()
    search = compile_search(list(words(dice)))
    compiling = (time.perf_counter() - start) * 1000
    played = [dice.randrange(25) for _ in range(NOTES)]
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        found = search.find(played)
        times.append((time.perf_counter() - start) * 1000)
    print(f"Python, {load()}: {NOTES:,} notes, {WORDS:,} words, {len(found.words):,} found")
    print(f"  compiled, ms              {compiling:.1f}")
    print(f"  found, median ms          {sorted(times)[RUNS // 2]:.1f}")
    print(f"  found, slowest ms         {max(times):.1f}")


if __name__ == "__main__":
    main()
