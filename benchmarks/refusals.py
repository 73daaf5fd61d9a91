"""What must be refused, tried on the whole server, and what was let through.

    python -m benchmarks.refusals

The tables are those of the tests (`tests/server/refused`); what is let through is listed below.
"""

import asyncio
import tempfile
from pathlib import Path

from tests.server.refused.kinds import KINDS
from tests.server.refused.world import made_world, tallied


async def main() -> int:
    """Print the table; 1 where anything was let through."""
    print(f"{'kind':<24}{'tried':>8}{'refused':>9}{'let through':>13}   what")
    let, tried = list[str](), 0
    with tempfile.TemporaryDirectory() as folder, made_world(Path(folder)) as world:
        for kind in KINDS:
            count, through = await tallied(kind, world)
            print(
                f"{kind.name:<24}{count:>8,}{count - len(through):>9,}{len(through):>13}"
                f"   {kind.caption}",
                flush=True,
            )
            tried += count
            let += (f"{kind.name}: {what}" for what in through)
    print(f"{'all of it':<24}{tried:>8,}{tried - len(let):>9,}{len(let):>13}")
    print("".join(f"\n{what}" for what in let))
    return int(bool(let))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
