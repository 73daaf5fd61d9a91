"""The fake Ollama in a process of its own, which tells when somebody left in the middle.

It prints its address, then a line for each answer that was cut off: the time.monotonic() of it.

    python -m benchmarks.ollama_process [SECONDS_BETWEEN_TOKENS [TOKENS]]
"""

import sys
import time

from tests.fixtures.fake_ollama import Script, fake_ollama

TOKENS = 200
STEP = 0.0005


def main(between: float = 0.02, tokens: float = TOKENS) -> None:
    """Serve until it is ended."""
    script = Script(answer=lambda _body: ["word "] * int(tokens), between=between)
    with fake_ollama(script) as (address, _):
        print(address, flush=True)
        seen = 0
        while True:
            if script.cancelled > seen:
                seen = script.cancelled
                print(time.monotonic(), flush=True)
            time.sleep(STEP)


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
