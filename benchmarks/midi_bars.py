"""The bars of MIDI files and of what is found in them."""

from benchmarks.bar import Bar, Benchmark, after

READERS = ("Python", "JavaScript")

COLUMNS = (
    ("files on which it throws", "=", 0, 3),
    ("notes lost that stand before the damage", "=", 0, 4),
    ("warnings without a place", "=", 0, 5),
    ("cuts of which no warning tells", "=", 0, 6),
    ("slowest file, ms", "≤", 50, 7),
    ("bytes a byte of the file", "≤", 64, 8),
)
"""What the columns of the table mean, and where they stand."""

MIDI = (
    Benchmark(
        "midi_files.py",
        "every MIDI file of the specification's set, whole and damaged, by both readers",
        (
            *(
                Bar(f"{reader}, 3,720 damaged: {what}", sense, limit, after(line, nth))
                for reader in READERS
                for line in (f"{reader}, damaged",)
                for what, sense, limit, nth in COLUMNS
            ),
            *(
                Bar(f"{reader}, whole: {what}", sense, limit, after(line, nth))
                for reader in READERS
                for line in (f"{reader}, whole",)
                for what, sense, limit, nth in (COLUMNS[0], *COLUMNS[4:])
            ),
        ),
    ),
    Benchmark(
        "midi_files.js",
        "a million notes read in JavaScript, and found by time",
        (
            Bar("1,000,000 notes, read and sorted, ms", "<", 1500, after("read and sorted, ms")),
            Bar(
                "1,000,000 notes, for the roll, ms", "<", 1500, after("read for the piano roll, ms")
            ),
            Bar("30 seconds of them found, p95 ms", "<", 1, after("30 seconds found, p95 ms")),
        ),
    ),
    *(
        Benchmark(
            f"word_search.{suffix}",
            "words of any number of languages found in a long recording",
            (Bar("100,000 notes, 1,000 words, median ms", "<", 20, after("found, median ms")),),
        )
        for suffix in ("py", "js")
    ),
)
