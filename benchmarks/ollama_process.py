"""The fake Ollama in a process of its own, which tells when somebody left in the middle.

It prints its address, then a line for each answer that was cut off: the time.monotonic() of it.
"""

import time

from tests.fixtures.fake_ollama import Script, fake_ollama

TOKENS = 200
STEP = 0.0005


def main() -> None:
    """Serve until stdin ends."""
    script = Script(answer=lambda _body: ["word "] * TOKENS, between=0.02)
    with fake_ollama(script) as (address, _):
        print(address, flush=True)
        seen = 0
        while True:
            if script.cancelled > seen:
                seen = script.cancelled
                print(time.monotonic(), flush=True)
            time.sleep(STEP)


if __name__ == "__main__":
    main()
