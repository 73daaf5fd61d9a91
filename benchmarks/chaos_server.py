"""`rubato serve` with a clock that is set wrong: composed here, so that no setting can do it.

python -m benchmarks.chaos_server MS_BY_WHICH_IT_IS_WRONG [WORDS OF rubato serve]
"""

import sys
import time

from server.cli import main, opened


def shifted(by: int) -> None:
    """Give every command another clock; they take it from `opened` when they are imported."""

    def clock() -> int:
        return time.time_ns() // 1_000_000 + by

    opened.clock = clock


if __name__ == "__main__":
    shifted(int(sys.argv[1]))
    sys.exit(main(["serve", *sys.argv[2:]]))
