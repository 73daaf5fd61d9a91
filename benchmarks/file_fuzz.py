"""Readers of files from elsewhere under a fuzzer that learns from what it reaches (atheris).

Each target of tests/fuzz runs in a process of its own for so many seconds, from its seeds; what it
then keeps as interesting is read once more while memory is counted.

    python -m benchmarks.file_fuzz [SECONDS_EACH [TARGET …]]
"""

import re
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from benchmarks.figures import print_head, print_row

SECONDS = 20
LONGEST = 20_000
"""Bytes of a made file."""
HANG = 1.0
"""Seconds of the processor's that a file may take."""
TIMES, LEAST = 64, 2_000_000
"""Bytes of memory a byte of a file, and what a small file may cost."""
ROOT = Path(__file__).resolve().parent.parent
DONE = re.compile(r"Done (\d+) runs|#(\d+)\s+DONE")
CHILD = "--child"


def main(words: list[str]) -> int:
    """Run those named, or all; gives 1 where anything was found."""
    seconds = int(words[0]) if words else SECONDS
    names = words[1:] or _names()
    print_head(f"{seconds} s each", "runs", "kept", "findings")
    found = 0
    for name in names:
        runs, kept, findings = _fuzzed(name, seconds)
        print_row(name, runs, kept, len(findings))
        for told in findings:
            print("    " + told.replace("\n", "\n    "))
        found += len(findings)
    return int(found > 0)


def _names() -> list[str]:
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415  (read only where it is fuzzed)

    return [target.name for target in TARGETS]


def _fuzzed(name: str, seconds: int) -> tuple[int, int, list[str]]:
    """Give how often it ran, how many files it kept, and what was found."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.file_fuzz", CHILD, name, str(seconds), folder],
            cwd=ROOT, capture_output=True, text=True, errors="replace", check=False,
            timeout=seconds * 4 + 300,
        )  # fmt: skip
        runs = max((int(one or other) for one, other in DONE.findall(done.stderr)), default=0)
        findings = [done.stderr[-3_000:]] if done.returncode else []
        files = sorted(Path(folder).iterdir())
        findings += [told for file in files if (told := _costly(name, file.read_bytes()))]
        return runs, len(files), findings


def _costly(name: str, data: bytes) -> str:
    """Read a kept file while memory is counted; say what it cost where that is too much."""
    from tests.fuzz.targets import BY_NAME  # noqa: PLC0415

    target = BY_NAME[name]
    tracemalloc.start()
    try:
        target.call(data)
    except target.refuses:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    much = peak > max(LEAST, TIMES * len(data))
    return f"{len(data)} bytes cost {peak}: {data[:200]!r}" if much else ""


def child(name: str, seconds: str, folder: str) -> None:
    """Fuzz one target until its time is over; ends with a trace where anything is found."""
    import atheris  # noqa: PLC0415  (it changes how modules are loaded)

    with atheris.instrument_imports(include=["server"]):
        from tests.fuzz.targets import BY_NAME  # noqa: PLC0415

    target = BY_NAME[name]
    for at, data in enumerate(target.seeds()):
        (Path(folder) / f"seed{at}").write_bytes(data[:LONGEST])

    def once(data: bytes) -> None:
        began = time.process_time()
        try:
            target.call(data)
        except target.refuses:
            return
        finally:
            if (took := time.process_time() - began) > HANG:
                raise TimeoutError(f"{took:.1f} s for {len(data)} bytes: {data[:200]!r}")

    flags = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-rss_limit_mb=1024", "-seed=10")
    atheris.Setup([sys.argv[0], *flags, folder], once)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        child(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
