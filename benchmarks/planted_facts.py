"""How exactly answers cite: facts planted in notes, papers and talks, each asked for.

A quote is exact where it is what stands there in the document, and cites a fact where it holds the
whole sentence; a place is right where line, page and, within a second, time are.  Once the sources
are quoted, and once a model that reads them tells each fact in other words.

    python -m benchmarks planted_facts
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import print_head, print_row
from tests.fixtures.fake_ollama import fake_ollama
from tests.server.made_library import NO_OLLAMA
from tests.server.planted import Planted, planted, reading_model
from tests.server.planted_answers import Looked, library_of, looked_for


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="How exactly answers cite.")
    options.add_argument("--documents", type=int, default=80)
    documents = list(planted(options.parse_args().documents))
    print_head("planted facts", "facts", "exact %", "cited %", "placed %", "ms off")
    for name, model in (("the sources quoted", False), ("told by a model", True)):
        looked = asyncio.run(_asked(documents, model=model))
        shares = [
            100 * sum(values) / len(looked)
            for values in zip(*((one.exact, one.cited, one.placed) for one in looked), strict=True)
        ]
        most = max((one.off_ms for one in looked if one.off_ms is not None), default=0)
        print_row(name, len(looked), *shares, most)


async def _asked(documents: Sequence[Planted], *, model: bool) -> list[Looked]:
    facts = {fact.question: fact for one in documents for fact in one.facts}
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as (address, script):
        script.answer = reading_model(facts)
        ollama = address if model else NO_OLLAMA
        async with library_of(Path(folder), ollama, documents) as (library, owner, held):
            return [await looked_for(library, owner, fact, of) for fact, of in held.items()]


if __name__ == "__main__":
    main()
